"""Markdown: what a reader reads, block by block, each piece beside its place in the source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.source import decode
from tests.formats.reading import (
    blocks,
    decoded,
    links,
    markdown,
    only,
    pieces,
    place,
    read,
    texts,
    try_to_read,
)

SIGNS = st.sampled_from([
    "# ", "## ", "> ", "- ", "1. ", "    ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "*", "**", "_", "~~", "`", "```", "~~~", "[", "]", "(",
    ")", "](", "][", "[a]: u\n", "[b]: <x y> 't'\n", "[^1]", "[^1]: ", "![", "![x](y)", "<", "<b>", "</b>", "<br>", "<a href='q'>", "</a>",
    "<!-- ", "-->", "<div>", "</div>", "<pre>", "</pre>", "<script>", "<p>", "<li>", "&amp;", "&eacute;", "&#x80;", "&#0;", "&x;", "\\",
    "\\*", "\\|", "|", "|-|", "---", "===", "+++", "{{< x >}}", "{% y %}", "{/* c */}", "{{v}}", "{: .c}", "import x from 'y'\n",
    "[#]: a: (b)\n", "https://a.b/c", "www.x.de", "é", "中文", "，", "🕊", "\u00ad", "\u200b", "\ufeff", "\u2028", "\x85", "\x0c", "\xa0",
    "\ue000", "\x00", "\ud800", "Joulani", "said", " ", "  ", ".", ":", "'", '"', "{% highlight x %}\n", "{% endhighlight %}\n", "<!",
])  # fmt: skip
TEXTS = st.lists(st.one_of(SIGNS, st.text(max_size=3)), max_size=25).map("".join)

ARTICLE = """---
title: A town falls
---
# Town *falls* at dawn

> 作者：[Lina](https://a.b/lina)
> 译者：Omar 🕊

Two drivers saw it &amp; **left**,
they said [here][r].

- one
- two `code`

| who | when |
|-----|------|
| a \\| b | *dawn* |

![a column](c.jpg)
*Photo: Mona*

```
x = 1
```

[r]: https://a.b/r
"""


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    try_to_read(text, "markdown")


@given(TEXTS)
def test_line_ends_make_no_difference(text: str) -> None:
    unix = text.replace("\r", "\n")
    article = try_to_read(unix, "markdown")
    for end in ("\r\n", "\r"):
        other = try_to_read(unix.replace("\n", end), "markdown")
        assert (article and blocks(article)) == (other and [(k, w.replace("\r\n", "\n")) for k, w in blocks(other)])


@given(st.permutations(ARTICLE.split("\n\n")), st.sampled_from(["\n", "\r\n", "\r"]))
def test_segments_follow_the_source_and_nothing_is_lost(parts: list[str], end: str) -> None:
    text = "\n\n".join(parts).replace("\n", end)
    article = markdown(text)
    body = [s for s in article.map.segments if s.source_start >= article.body_start]
    assert all(a.source_end <= b.source_start for a, b in pairwise(body))
    assert {w for w, _ in decoded(article)} <= {"&", "|", "\n"}
    for words in ("Lina", "Omar", "drivers", "dawn", "a column", "Photo: Mona", "x = 1"):
        for found in pieces(article, words):
            assert text[slice(*found)] == words


class TestBlocks:
    def test_kinds_in_order(self) -> None:
        assert blocks(markdown(ARTICLE)) == [
            ("title", "A town falls"),
            ("heading", "Town falls at dawn"),
            ("quote", "作者：Lina\n译者：Omar 🕊"),
            ("paragraph", "Two drivers saw it & left,\nthey said here."),
            ("item", "one"),
            ("item", "two code"),
            ("cell", "who"),
            ("cell", "when"),
            ("cell", "a | b"),
            ("cell", "dawn"),
            ("caption", "a column"),
            ("caption", "Photo: Mona"),
            ("code", "x = 1"),
        ]

    def test_title_and_standfirst_come_first(self) -> None:
        article = markdown('---\nsummary: "S&T"\nheadline: |\n  A\n  B\nparams: {title: no}\ntitle:\n---\nText')
        assert blocks(article) == [("title", "A\nB"), ("standfirst", "S&T"), ("paragraph", "Text")]
        assert decoded(article) == [("A\nB", "|\n  A\n  B")]

    def test_levels(self) -> None:
        article = markdown("# A #\n\nB\n---\n\n###### C\n\n####### D")
        assert [(b.kind, b.level) for b in article.blocks] == [
            ("heading", 1),
            ("heading", 2),
            ("heading", 6),
            ("paragraph", 0),
        ]

    def test_nesting(self) -> None:
        assert blocks(markdown("- a\n\n  b\n\n  > c\n  > - d\n\n1. e\n   ```\n   f\n   ```\n\n- [ ] g\n- # h")) == [
            ("item", "a"), ("item", "b"), ("quote", "c"), ("quote", "d"), ("item", "e"), ("code", "f"), ("item", "g"), ("heading", "h"),
        ]  # fmt: skip

    def test_credit_lines_of_a_quotation_stay_lines(self) -> None:
        source = "> * 原文作者：[Lina](https://a.b/x)\n> * 译者：Omar\n\nvia: https://a.b/c\n作者：[Lina][a] 译者：[Omar](https://o.m)\n\n[a]: https://l.s\n"
        assert texts(source) == ["原文作者：Lina", "译者：Omar", "via: https://a.b/c\n作者：Lina 译者：Omar"]
        assert [address for _, address, _ in links(source)] == [
            "https://a.b/x",
            "https://a.b/c",
            "https://l.s",
            "https://o.m",
        ]

    @pytest.mark.parametrize("hard", ["  \n", "\\\n", "<br>", "<br />\n", "\n", "  \r\n", "\r"])
    def test_line_breaks(self, hard: str) -> None:
        assert only(f"By Lina{hard}translated by Omar") == "By Lina\ntranslated by Omar"

    def test_a_hard_break_is_never_mended(self) -> None:
        article = markdown("translated  \nby Omar")
        assert not article.map.is_verbatim(0, len(article.text))
        assert markdown("translated\nby Omar").map.is_verbatim(0, len(article.text))

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("![A column](x.jpg)", ["A column"]),
            ("[![A column](x.jpg)](y)", ["A column"]),
            ("![](x.jpg)\n\n*Photo: Mona*", ["Photo: Mona"]),
            ("![A](x)\n![B](y)\n\n*C* \n", ["A", "B", "C"]),
            ("*Not a caption*", []),
            ("![](x)\n\n**A lead**", []),
            ("![](x)\n\nText\n\n*Mona*", []),
            ("Text ![A](x)", []),
        ],
    )
    def test_captions(self, source: str, expected: list[str]) -> None:
        assert texts(source, "caption") == expected

    def test_pictures_in_running_text_are_not_read(self) -> None:
        assert only("He ![smile *x*](s.png) left.") == "He  left."

    def test_code(self) -> None:
        source = "```py\na = 1\n\n  b\n```\n\n    c\n     d\n\n> ~~~\n> e\n>  f\n> ~~~\n\n- x\n\n      g\n"
        assert texts(source, "code") == ["a = 1\n\n  b", "c\n d", "e\n f", "g"]
        assert markdown("```\n```\n\n~~~\nopen").text == "open"

    def test_tabs_in_code(self) -> None:
        assert texts("-\t\tcode\n\n>\t\tmore\n", "code") == ["code", "more"]

    def test_footnotes_are_paragraphs_where_they_stand(self) -> None:
        source = "He left.[^1] And[^2].\n\n[^1]: A *note*\n    of two lines.\n\n[^3]: Not referred to.\n\nEnd."
        assert blocks(markdown(source)) == [
            ("paragraph", "He left. And[^2]."),
            ("paragraph", "A note\nof two lines."),
            ("paragraph", "Not referred to."),
            ("paragraph", "End."),
        ]

    def test_definitions_leave_no_text(self) -> None:
        assert markdown("[a]: https://a.b\n[b]: <c d> 'title'\n[e]:\n  f\n").text == ""

    def test_empty_texts(self) -> None:
        for source in ("", "\n", " \n\t\n", "***", "<!-- x -->", "&nbsp;", "![](x)", "[a]: b", "- ", ">"):
            assert markdown(source).blocks == ()


class TestInline:
    def test_markup_inside_a_word(self) -> None:
        article = markdown("al-**Jou**lani left.")
        assert article.text == "al-Joulani left."
        assert pieces(article, "Joulani") == [(5, 8), (10, 14)]
        assert place(article, "al-Joulani") == (1, 1)
        assert not article.map.is_verbatim(0, 10)

    def test_the_column_comes_from_the_source(self) -> None:
        assert place(markdown("Some *bold* and [link](x) Joulani"), "Joulani") == (1, 27)

    def test_a_repeat_earlier_in_the_file_does_not_take_the_place(self) -> None:
        article = markdown("“Joulani spoke,” they said.\n\nLater Joulani left.")
        assert place(article, "Joulani", 1) == (3, 7)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, end: str) -> None:
        article = markdown(f"A.{end}B Joulani.{end}{end}> C{end}> *D{end}> Joulani*{end}")
        assert [place(article, "Joulani", n) for n in (0, 1)] == [(2, 3), (6, 3)]
        assert article.text == "A.\nB Joulani.\n\nC\nD\nJoulani"

    def test_crlf_offsets(self) -> None:
        assert pieces(markdown("A.\r\nB Joulani.\r\n"), "Joulani") == [(6, 13)]

    def test_emoji_and_byte_order_mark(self) -> None:
        article = read(decode(b"\xef\xbb\xbf" + "🕊🕊 *Joulani* said.".encode()).text, "markdown")
        start = pieces(article, "Joulani")[0][0]
        assert article.source.position(start) == (1, 5)
        assert article.source.utf8_column(start) == 11
        assert article.source.utf16_column(start) == 6

    def test_signs_without_width_count(self) -> None:
        assert pieces(markdown("*x* Jou\u00adlani"), "Jou\u00adlani") == [(4, 12)]
        assert place(markdown("*İ* Straße: Joulani"), "Joulani") == (1, 13)
        assert place(markdown("a\u2028*b*\x85c\x0cJoulani"), "Joulani") == (1, 9)

    @pytest.mark.parametrize(
        ("source", "words", "coded"),
        [
            ("Jo&amp;Co", "Jo&Co", [("&", "&amp;")]),
            (
                "caf&eacute; &#x41;&#66;&nbsp;c",
                "café AB\xa0c",
                [("é", "&eacute;"), ("A", "&#x41;"), ("B", "&#66;"), ("\xa0", "&nbsp;")],
            ),
            ("a\\*b\\*", "a*b*", [("*", "\\*"), ("*", "\\*")]),
            ("\\*a", "*a", [("*", "\\*")]),
            ("a &nosuch; \\é &#0; &#x80;", "a &nosuch; \\é \ufffd \x80", [("\ufffd", "&#0;"), ("\x80", "&#x80;")]),
            ("&ngE;x", "≧̸x", [("≧̸", "&ngE;")]),
        ],
    )
    def test_entities_and_escapes_are_decoded_one_by_one(
        self, source: str, words: str, coded: list[tuple[str, str]]
    ) -> None:
        article = markdown(source)
        assert article.text == words
        assert decoded(article) == coded

    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("a `b c` d", "a b c d"),
            ("a `` ` `` d", "a ` d"),
            ("a `b\nc` d", "a b c d"),
            ("> a `b\n> c` d", "a b c d"),
            ("a `b\r\n  c` d", "a b c d"),
            ("a `b\\|c` d", "a b\\|c d"),
        ],
    )
    def test_code_spans(self, source: str, words: str) -> None:
        article = markdown(source)
        assert article.text == words
        assert pieces(article, " d")[0][1] == len(source)

    def test_emphasis_between_letters_of_scripts_without_spaces(self) -> None:
        assert only("**译者：**张三 ~~x~~ *a*b") == "译者：张三 x ab"

    def test_cells_with_escaped_pipes(self) -> None:
        source = "| a \\| `b \\| c` *dawn* |\n|---|\n| x \\| [y](u\\|v) z |\n"
        article = markdown(source)
        assert texts(source) == ["a | b | c dawn", "x | y z"]
        for words in ("dawn", "y", "z"):
            assert [source[slice(*p)] for p in pieces(article, words)] == [words]
        assert links(source) == [("y", "u|v", "u\\|v")]
