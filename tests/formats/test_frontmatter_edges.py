"""Metadata beyond the fences: the `[#]: key: (value)` lines of Markdown; and new words inside a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.formats import encode, frontmatter
from auditor.formats.frontmatter import FrontMatter
from auditor.source import Source
from tests.formats.reading import blocks, markdown, metadata, place, plain, try_to_read

ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def read(text: str) -> FrontMatter:
    return frontmatter.read(Source(text))


class TestDefinitions:
    HEADER = '[#]: subject: "Hama (a city) falls"\n[#]: author: (Lina (the elder) Saad https://a.b)\n[#]: translator: ( )\n[#]: url: ()\n'

    def test_the_lines_at_the_top_of_markdown_are_metadata(self) -> None:
        text = f"{self.HEADER}\nBody\n====\n\n[#]: later: (is no metadata)\n"
        article = markdown(text)
        assert [(v.key, v.text, v.origin) for v in article.metadata] == [
            ("subject", "Hama (a city) falls", "definition"),
            ("author", "Lina (the elder) Saad https://a.b", "definition"),
            ("translator", "", "definition"),
            ("url", "", "definition"),
        ]
        assert [text[v.start : v.end] for v in article.metadata] == [v.text for v in article.metadata]
        assert [text[v.key_start : v.key_end] for v in article.metadata] == ["subject", "author", "translator", "url"]
        assert blocks(article) == [("heading", "Body")]

    def test_words_right_below_keep_their_place(self) -> None:
        article = markdown(f"{self.HEADER}Joulani left.")
        assert blocks(article) == [("paragraph", "Joulani left.")]
        assert place(article, "Joulani") == (5, 1)

    def test_they_may_follow_front_matter(self) -> None:
        article = markdown("---\na: b\n---\n[#]: via: (https://a.b/(c))\n\nText.")
        assert metadata(article) == [("a", "b"), ("via", "https://a.b/(c)")]

    def test_plain_text_has_none(self) -> None:
        assert plain(self.HEADER).metadata == ()

    @given(
        st.lists(st.sampled_from(["[#]: a: (b)", "[#]: a: (", "[#]: a:", "[#]: ", "[#]: é: 'x'", "x", ""]), max_size=6),
        ENDS,
    )
    def test_any_header_is_read(self, lines: list[str], end: str) -> None:
        assert try_to_read(end.join(lines), "markdown") is not None


class TestWriting:
    @pytest.mark.parametrize(
        ("line", "words", "expected"),
        [
            ("title: Hama X falls", "al-Qa'ida", "al-Qa'ida"),
            ("title: Hama X falls", "a: b", None),
            ("title: X falls", "@lina", None),
            ("title: X falls", "# one", None),
            ("tags: [X, y]", "a, b", None),
            ("title: 'Hama X falls'", "al-Qa'ida", "al-Qa''ida"),
            ("title: 'Hama X falls'", "a: b # c", "a: b # c"),
            ('title: "Hama X falls"', 'the "X" \\', 'the \\"X\\" \\\\'),
            ("title: X", "two\nlines", None),
            ("title: 'it''s X'", "y", None),
            ("# note X", "y", None),
        ],
    )
    def test_yaml(self, line: str, words: str, expected: str | None) -> None:
        text = f"---\nlang: en\n{line}\n---\nBody X.\n"
        for form in ("text", "markdown"):
            assert encode(form, words, Source(text), text.index("X")) == expected
        if expected is not None:
            changed = read(text.replace("X", expected, 1))
            assert changed.values[1].text == read(text).values[1].text.replace("X", words)

    def test_an_empty_value_gets_a_blank(self) -> None:
        text = "---\ntranslator:\nlang: en\n---\n"
        assert encode("markdown", "Lina", Source(text), text.index("\nlang")) == " Lina"

    @pytest.mark.parametrize(("value", "expected"), [('"X"', 'a \\"b\\"'), ("'X'", 'a "b"'), ("1", None)])
    def test_toml(self, value: str, expected: str | None) -> None:
        text = f"+++\nt = {value}\n+++\n"
        assert encode("text", 'a "b"', Source(text), text.index(value) + (value != "1")) == expected
