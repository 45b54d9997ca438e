"""Metadata in comments and in link definitions above the body, in Markdown and HTML; what is no header stays a comment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.formats import comment_header, read_article
from auditor.source import Source

BODY = "\n# The dam\n\nThe dam held, engineers said.\n"


def values(header: str, suffix: str = ".md") -> list[tuple[str, str, str]]:
    """Key, words, and what stands at their place."""
    text = header + BODY
    article = read_article(Source(text), {".md": "markdown", ".html": "html"}[suffix])
    return [(v.key, v.text, text[v.start : v.end]) for v in article.metadata if v.origin == "comment"]


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_key_lines_in_a_comment_are_metadata(suffix: str) -> None:
    header = "<!--\nauthor: Jean Valmont\ntranslators:\n  - Jane Doe\n  - Ida Roe\n-->\n"
    assert values(header, suffix) == [
        ("author", "Jean Valmont", "Jean Valmont"),
        ("translators.0", "Jane Doe", "Jane Doe"),
        ("translators.1", "Ida Roe", "Ida Roe"),
    ]


def test_json_in_a_comment_is_metadata_with_or_without_a_word_before_it() -> None:
    for name in ("", "TRANSLATION_METADATA: ", "meta = "):
        header = (
            f'<!-- {name}{{"author": "Jean Valmont", "original": {{"url": "https://f.example/a", "words": 120}}}} -->\n'
        )
        assert values(header) == [
            ("author", "Jean Valmont", "Jean Valmont"),
            ("original.url", "https://f.example/a", "https://f.example/a"),
        ]


def test_link_definitions_that_render_as_nothing_are_metadata() -> None:
    header = '[//]: # (author: Jean Valmont)\n[comment]: <> (translator: Jane Doe)\n[//]: # "licence: CC BY"\n'
    assert [v[:2] for v in values(header)] == [
        ("author", "Jean Valmont"),
        ("translator", "Jane Doe"),
        ("licence", "CC BY"),
    ]


def test_comments_behind_one_another_are_one_header() -> None:
    assert [v[1] for v in values("<!-- author: Jean Valmont -->\n\n<!-- translator: Jane Doe -->\n")] == [
        "Jean Valmont",
        "Jane Doe",
    ]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- TODO: find the author -->",
        "<!-- markdownlint-disable MD013 -->",
        "<!-- The author: we never learnt who. And so it stands.\nNobody asked. -->",
        '<!-- {"author": "Jean -->',
        "<!-- author: Jean",
        "[//]: # (no key here)",
        "Words first.\n\n<!-- author: Jean Valmont -->",
    ],
)
def test_what_is_no_header_is_a_comment(comment: str) -> None:
    assert values(f"{comment}\n") == []


@given(
    st.lists(
        st.sampled_from(["<!--", "-->", "a: b", '{"a": "b"}', "[//]: # (a: b)", "\n", " ", "X: ", "é", "- c"]),
        max_size=12,
    )
)
def test_any_header_is_read_and_every_value_stands_at_its_place(parts: list[str]) -> None:
    text = "".join(parts)
    found, end = comment_header.read(text, 0)
    assert 0 <= end <= len(text)
    assert all(value.text == text[value.start : value.end] for value in found if value.text.isalnum())
