"""New words in a Markdown source: a reader reads exactly them, and nothing harmless is escaped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.formats import encode
from auditor.source import Source
from tests.formats.reading import (
    blocks,
    markdown,
)


class TestWriting:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("al-Jolani", "al-Jolani"),
            ("Jolani’s (HTS) 5 * 3, a_b & Co: 10% #1", "Jolani’s (HTS) 5 * 3, a_b & Co: 10% #1"),
            ("[sic] a", "[sic] a"),
            ("*a* _b_ `c` <d>", "\\*a\\* \\_b\\_ \\`c\\` \\<d>"),
            ("[a](b) [^1]", "\\[a\\](b) \\[^1\\]"),
            ("&amp; \\* ~~x~~", "\\&amp; \\\\\\* \\~\\~x\\~\\~"),
            ("https://a.b/c_d?e=1&f=~g", "https://a.b/c_d?e=1&f=~g"),
            ("{{< x >}}", None),
        ],
    )
    def test_only_what_would_be_markup_is_escaped(self, words: str, expected: str | None) -> None:
        assert encode("markdown", words, Source("He said X there."), 8) == expected

    @pytest.mark.parametrize(
        "words", ["# a", "- a", "+ a", "* a", "1. a", "2) a", "> a", "---", "===", "~~~", "a\n- b"]
    )
    def test_the_beginning_of_a_line(self, words: str) -> None:
        source = "Text.\n\nX"
        written = encode("markdown", words, Source(source), 7)
        assert written is not None
        assert blocks(markdown(source.replace("X", written))) == [("paragraph", "Text."), ("paragraph", words)]
        assert encode("markdown", "1. a", Source("He X b"), 3) == "1. a"

    @pytest.mark.parametrize(
        "source",
        [
            "a `X` b",
            "```\nX\n```",
            "    X",
            "<pre>\nX\n</pre>",
            "a <b title='X'>",
            "<X@b.de>",
            "[#]: a: (X)\n",
            "{% X %}",
        ],
    )
    def test_nothing_is_written_into_code(self, source: str) -> None:
        assert encode("markdown", "Y", Source(source), source.index("X")) is None

    @pytest.mark.parametrize(
        "source",
        ["a X b", "X", "> X b", "- x X", "| X | y |\n|--|--|\n| z | w |", "**a X** x", "[a X](u)", "# X x", "# x X", "<div>\nX x\n</div>", "a\nX b",
         "a  \nX", "_X_y", "`c` X `d`", "a <b>X</b> c", "X\n\nz"],
    )  # fmt: skip
    @given(words=st.lists(st.sampled_from(
        ["*", "**", "_", "`", "[", "]", "(", ")", "](", "[^1]", "<", "<b>", ">", "&amp;", "\\", "|", "~~", "#", "# ", "- ", "1. ", "=", "---",
         ":", "x", "word", " ", " ", "'", "é", "中", "。", "a_b", "5", "{{x}}", "%s", "https://x.y/z "]), min_size=1, max_size=5).map("".join))  # fmt: skip
    def test_a_reader_reads_exactly_the_words(self, source: str, words: str) -> None:
        words = words.strip()
        written = encode("markdown", words, Source(source), source.index("X"))
        if words and written is not None:
            before, after = markdown(source), markdown(source.replace("X", written))
            assert blocks(after) == [(k, w.replace("X", words)) for k, w in blocks(before)]
