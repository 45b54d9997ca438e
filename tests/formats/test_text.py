"""Plain text: the text is the source, lines are paragraphs unless they were wrapped."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.article import Segment
from auditor.formats import encode, format_of
from auditor.source import Source, decode
from tests.formats.reading import blocks, metadata, pieces, place, plain, read

ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", "\x0c", " \n", "\u3000\n", "\ufeff\n"])
WORDS = st.sampled_from(
    ["Joulani said", "Hama.", "🕊", "الجولاني", "城市 陷落", "caf\u00e9", "-----", "---", "+++", "a: b", "\u200b"]
)
TEXTS = st.lists(st.one_of(ENDS, WORDS, st.text(max_size=6)), max_size=30).map("".join)


def words(text: str) -> list[str]:
    return [w for _, w in blocks(plain(text))]


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    article = plain(text)
    if not article.body_start:
        assert article.text is article.source.text
        assert article.map.segments == ([Segment(0, len(text), 0, len(text), True)] if text else [])


@given(TEXTS)
def test_only_lf_crlf_and_cr_end_lines(text: str) -> None:
    article = plain(text)
    if not article.body_start:
        for block in article.blocks:
            inside = article.text[block.start : block.end]
            if len(inside) < 50:  # an indented line alone goes on the one above it
                assert not re.search(r"\n(?![ \t\u00a0\u3000]{2})", inside)
                assert not re.search(r"\r(?!\n)", inside)


def test_a_separator_of_lines_does_not_indent() -> None:
    article = plain("Joulani said\n\u2028\u2028Joulani said")
    assert all("\n" not in article.text[b.start : b.end] for b in article.blocks)


def test_a_line_is_a_paragraph_as_in_scraped_text() -> None:
    long = (
        "The town fell after a night of shelling that nobody in the region could explain, officials said on the radio. "
        * 2
    )
    assert words(f"Hama falls\n{long}\nBy Lina Saad\n\nTranslated by Omar Adel.\n") == [
        "Hama falls",
        long.strip(),
        "By Lina Saad",
        "Translated by Omar Adel.",
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The column left the town before dawn, said two drivers who had seen it\n"
        "pass, and it turned north at the second bridge. Nobody was hurt, they\n"
        "added."
    )
    assert words(f"{wrapped}\n\n{wrapped}") == [wrapped, wrapped]
    assert words(wrapped.replace("\n", "\r\n")) == [wrapped.replace("\n", "\r\n")]


@pytest.mark.parametrize(
    "text",
    [
        "Written by Lina Saad\nTranslated by Omar Adel\nEdited by Mona Rida",
        "The battle for the northern town has entered its third week today\nBy Lina Saad",
        "The first sentence of this text is a full line that ends with a stop.\nThe second one begins on a line of its own.",
        "------------------------------------------------------------------\nsmall words below a rule",
        "المعارك في الشمال السوري تدخل أسبوعها الثالث وسط صمت دولي كامل\nترجمة: عمر",
    ],
)
def test_short_lines_below_each_other_stay_apart(text: str) -> None:
    assert words(text) == text.split("\n")


def test_wrapped_text_without_small_letters() -> None:
    line = "قال سائقان شاهدا الرتل إنه غادر البلدة قبل الفجر واتجه شمالا عند"
    wrapped = "\n".join([line, line, "الجسر الثاني"])
    assert words(wrapped) == [wrapped]


def test_blanks_of_every_width_are_trimmed() -> None:
    article = plain("\u3000\u3000First.\xa0\n\n\ufeff\u200bSecond.\u2060\n\t \xa0\n")
    assert words(article.text) == ["First.", "Second."]
    assert place(article, "First") == (1, 3)


def test_other_separators_do_not_end_lines() -> None:
    article = plain("One\u2028still one\x85and\x0cone.\nTwo Joulani.")
    assert len(article.blocks) == 2
    assert place(article, "Joulani") == (2, 5)


def test_crlf_counts_as_it_stands() -> None:
    article = plain("A.\r\nB Joulani.\r\n")
    assert place(article, "Joulani") == (2, 3)
    assert pieces(article, "Joulani") == [(6, 13)]
    assert [w for _, w in blocks(article)] == ["A.", "B Joulani."]


def test_columns_after_an_emoji() -> None:
    article = plain("🕊🕊 Joulani said.")
    start = pieces(article, "Joulani")[0][0]
    assert article.source.position(start) == (1, 4)
    assert article.source.utf8_column(start) == 10
    assert article.source.utf16_column(start) == 5


def test_a_soft_hyphen_counts() -> None:
    assert pieces(plain("Jou\u00adlani left."), "Jou\u00adlani") == [(0, 8)]


def test_letters_that_grow_in_lower_case() -> None:
    assert place(plain("İstanbul’da Straße: Joulani"), "Joulani") == (1, 21)


def test_a_byte_order_mark_is_no_column() -> None:
    source = decode(b"\xef\xbb\xbfJoulani left.")
    assert place(read(source.text, "text"), "Joulani") == (1, 1)


def test_front_matter_is_metadata_and_its_title_is_read() -> None:
    text = "---\nstandfirst: Two drivers saw it.\ntitle: Hama falls\nlang: no\n---\n\n*Not* markup.\n"
    article = plain(text)
    assert blocks(article) == [
        ("title", "Hama falls"),
        ("standfirst", "Two drivers saw it."),
        ("paragraph", "*Not* markup."),
    ]
    assert metadata(article) == [("standfirst", "Two drivers saw it."), ("title", "Hama falls"), ("lang", "no")]
    assert place(article, "Hama") == (3, 8)
    assert place(article, "markup") == (7, 7)
    assert article.body_start == text.index("\n*Not")
    assert article.map.is_verbatim(0, 10)


def test_front_matter_without_a_body() -> None:
    assert blocks(plain("---\ntitle: Hama\n---")) == [("title", "Hama")]
    assert blocks(plain("---\nauthor: Lina\n---\n")) == []


def test_words_are_written_as_they_are() -> None:
    assert encode("text", "*a* [b]", Source("x y"), 2) == "*a* [b]"


def test_formats_go_by_suffix() -> None:
    assert [format_of(p) for p in ("a.MD", "b/c.markdown", "d.mdx", "e.TXT", "f.text", "g.docx", "md", ".md")] == [
        "markdown", "markdown", "markdown", "text", "text", None, None, None,
    ]  # fmt: skip


def test_plain_text_costs_no_parser() -> None:
    code = (
        "import sys; from auditor.source import Source; from auditor.formats import read_article;"
        "read_article(Source('Hama fell.'), 'text');"
        "print([m for m in ('comrak', 'yaml', 'tomli', 'html.parser') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
