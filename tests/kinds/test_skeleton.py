"""A missing translator's skeleton: where it is written, in which words, and that it is a violation until somebody fills it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.analysis.facts import Context, Facts
from auditor.analysis.skeletons import NAME
from auditor.fix import apply, choose
from auditor.formats import format_of, read_article
from auditor.packs.compile import compile_packs, load_packs
from auditor.run.audit import audit_facts
from auditor.shipped import read_shipped
from auditor.source import Source
from auditor.violation import Violation
from tests.conftest import Ran

CORE = compile_packs(load_packs(("core",), "", ""))
BODY = (
    "The river reached the lower fields on Tuesday, farmers in the district said, and the council closed two bridges."
)
LINK = "https://zeitung.example/fluss"
WORDS = tomli.loads(read_shipped("lexicons/skeletons.toml").decode("utf-8"))


@pytest.fixture
def mended(tmp_path: Path, auditor: Callable[..., Ran]) -> Callable[..., str]:
    """The file after `--fix --unsafe-fixes`, which a second run must leave alone."""

    def mended(text: str, name: str = "story.md") -> str:
        path = tmp_path / name
        path.write_bytes(text.encode())
        auditor("check", "--fix", "--select", "ATT", name)
        assert path.read_bytes() == text.encode(), "a safe fix keeps no place for a name"
        auditor("check", "--fix", "--unsafe-fixes", "--select", "ATT", name)
        once = path.read_bytes()
        ran = auditor("check", "--fix", "--unsafe-fixes", "--select", "ATT", "--format", "json", name)
        assert path.read_bytes() == once
        codes = [v["code"] for v in ran.json["files"][0]["violations"]]
        assert "ATT001" not in codes
        if once != text.encode():
            assert codes.count("ATT006") == 1
            assert ran.code == 1
        return once.decode()

    return mended


def md(tail: str = "", head: str = "", front: str = "") -> str:
    return "\n\n".join(part for part in (front, "# The river is back", head, BODY, tail) if part) + "\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"author: Jonas Weiler\noriginal_url: {LINK}", f'author: Jonas Weiler\ntranslator: "[NAME]"\noriginal_url: {LINK}'),
        (f"author:\n- Jonas Weiler\noriginal_url: {LINK}", f'author:\n- Jonas Weiler\ntranslator: "[NAME]"\noriginal_url: {LINK}'),
        (f"original_url: {LINK}\ntranslator:\nlang: en", f'original_url: {LINK}\ntranslator: "[NAME]"\nlang: en'),
        (f"original_url: {LINK}\ntranslator: ''", f"original_url: {LINK}\ntranslator: '[NAME]'"),
        (f"original_url: {LINK}\ntranslators:\n  -", f'original_url: {LINK}\ntranslators:\n  - "[NAME]"'),
        (f"source:\n  url: {LINK}\n  title: Fluss\nlang: en", f'source:\n  url: {LINK}\n  title: Fluss\ntranslator: "[NAME]"\nlang: en'),
    ],
)  # fmt: skip
def test_front_matter(mended: Callable[..., str], before: str, after: str) -> None:
    assert mended(md(front=f"---\ntitle: R\n{before}\n---")) == md(front=f"---\ntitle: R\n{after}\n---")


def test_toml_and_link_definitions(mended: Callable[..., str]) -> None:
    toml = f'+++\ntitle = "R"\nauthor = "Jonas Weiler"\noriginal_url = "{LINK}"\n[extra]\na = 1\n+++'
    assert 'author = "Jonas Weiler"\ntranslator = "[NAME]"\n' in mended(md(front=toml))
    lines = f"[#]: subject: (The River)\n[#]: via: ({LINK})\n[#]: author: (Jonas Weiler)"
    assert mended(md(front=lines)) == md(front=f"{lines}\n[#]: translator: ([NAME])")
    assert mended(md(front=f"{lines}\n[#]: translator: ( )")) == md(front=f"{lines}\n[#]: translator: ([NAME])")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Translated from Arabic.", "Translated from Arabic.\n\nTranslated by [NAME]."),
        (f"Author: Jonas Weiler  \nOriginal article: {LINK}", f"Author: Jonas Weiler  \nTranslator: [NAME]  \nOriginal article: {LINK}"),
        (f"Original article: {LINK}  \nAuthor: Jonas Weiler", f"Original article: {LINK}  \nAuthor: Jonas Weiler  \nTranslator: [NAME]"),
        (f"- Author: Jonas Weiler\n- Original article: {LINK}", f"- Author: Jonas Weiler\n- Translator: [NAME]\n- Original article: {LINK}"),
        (f"> Author: Jonas Weiler\n> Translator:\n> Original article: {LINK}", f"> Author: Jonas Weiler\n> Translator: [NAME]\n> Original article: {LINK}"),
        (f"**Author:** Jonas Weiler<br>\n**Original article:** {LINK}", f"**Author:** Jonas Weiler<br>\n**Translator:** [NAME]<br>\n**Original article:** {LINK}"),
        (f"<p>Author: Jonas Weiler</p>\n<p>Original article: <a href='{LINK}'>here</a></p>", f"<p>Author: Jonas Weiler</p>\n<p>Translator: [NAME]</p>\n<p>Original article: <a href='{LINK}'>here</a></p>"),
    ],
)  # fmt: skip
def test_beside_the_credits_of_a_text(mended: Callable[..., str], before: str, after: str) -> None:
    assert mended(md(before)) == md(after)


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n", "\r\n\r\n"])
def test_plain_text_keeps_its_gaps(mended: Callable[..., str], gap: str) -> None:
    lines = ["The river is back", "By Jonas Weiler", BODY, "This article was translated from Arabic."]
    expected = [*lines[:2], "Translated by [NAME].", *lines[2:]]
    assert mended(gap.join(lines) + gap[: len(gap) // (2 if len(gap) > 2 else 1)], "story.txt").rstrip() == gap.join(
        expected
    )


def test_the_words_are_the_articles_language(mended: Callable[..., str]) -> None:
    german = "# Der Fluss\n\nDer Fluss hat am Dienstag die unteren Felder erreicht, sagten die Bauern, und der Rat hat zwei Brücken gesperrt.\n\n"
    assert mended(f"{german}Dieser Artikel wurde aus dem Arabischen übersetzt.\n").endswith("Übersetzt von [NAME].\n")
    chinese = f"# 河流\n\n> * 原文地址：[The River]({LINK})\n> * 原文作者：[Ann](https://z.example/a)\n> * 校对者：\n\n周二，河水到达了下游的田地，农民们说，议会关闭了两座桥。\n"
    assert "> * 原文作者：[Ann](https://z.example/a)\n> * 译者：[NAME]\n> * 校对者：\n" in mended(chinese)


@pytest.mark.parametrize("form", sorted(WORDS))
@pytest.mark.parametrize("language", sorted(WORDS["label"]))
def test_every_languages_words_are_read_as_a_place(language: str, form: str) -> None:
    text = f"---\nlang: {language}\n---\n\n# River\n\n{WORDS[form][language]}\n"
    for name in ("a.md", "a.txt"):
        marked = [(v.code, text[v.start : v.end]) for v in _found(text, name) if v.severity == "error"]
        assert marked == [("ATT006", NAME)]


@pytest.mark.parametrize(
    "text",
    [
        md("Translated by our staff.\n\nOriginal article: " + LINK),
        md(f"Author: Jonas Weiler\nTranslator: name withheld for safety\nOriginal article: {LINK}"),
        md(front=f"---\ntitle: R\ntranslator: DeepL\noriginal_url: {LINK}\n---"),
        md("By Jonas Weiler"),
    ],
)
def test_whoever_is_named_or_withheld_is_left_alone(mended: Callable[..., str], text: str) -> None:
    assert mended(text) == text


def test_a_withheld_author_stays_withheld(mended: Callable[..., str]) -> None:
    after = mended(md(f"Author: name withheld for safety\nOriginal article: {LINK}"))
    assert "Author: name withheld for safety\nTranslator: [NAME]\n" in after


def test_a_projects_own_key(tmp_path: Path, mended: Callable[..., str]) -> None:
    (tmp_path / "auditor.toml").write_text('[metadata]\ntranslator = ["traductor"]\n', encoding="utf-8")
    assert 'traductor: "[NAME]"\n' in mended(
        md(front=f"---\ntitle: R\nauthor: Jonas Weiler\noriginal_url: {LINK}\n---")
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p><em>Translated from Arabic.</em></p>", "<p><em>Translated from Arabic.</em></p>\n<p>Translated by [NAME].</p>"),
        ("<ul><li>Author: Jonas Weiler</li><li>Translated from Arabic</li></ul>", "<ul><li>Author: Jonas Weiler</li>\n<li>Translator: [NAME]</li><li>Translated from Arabic</li></ul>"),
        ('<div class="byline">By <a href="https://a.example">Jonas Weiler</a></div>\n<p>Translated from Arabic.</p>', '<div class="byline">By <a href="https://a.example">Jonas Weiler</a></div>\n<p>Translated by [NAME].</p>\n<p>Translated from Arabic.</p>'),
    ],
)  # fmt: skip
def test_html(mended: Callable[..., str], before: str, after: str) -> None:
    page = '<!DOCTYPE html>\n<html lang="en"><body><article><h1>The river is back</h1>\n<p>{}</p>\n{}\n</article></body></html>\n'
    assert mended(page.format(BODY, before), "story.html") == page.format(BODY, after)


PARTS = st.lists(
    st.sampled_from(
        [
            "By Jonas Weiler",
            BODY,
            "Translated from Arabic.",
            f"Original article: {LINK}",
            "- Author: Jonas Weiler\n- Editor: Ann Lee",
            "> Author: name withheld for safety",
            "```\nTranslator:\n```",
            "Translator:",
            "| Author | Jonas Weiler |\n|---|---|\n| Editor | Ann Lee |",
            "This article first appeared in Flusszeitung on 3 May 2024.",
            "## A heading",
            "*Author: Jonas Weiler*",
        ]
    ),
    min_size=1,
    max_size=6,
)
FRONT = st.sampled_from(
    ["", f"---\nauthor: Ann Lee\noriginal_url: {LINK}\n---\n\n", "---\ntitle: >\n  The\n  river\ntags: [a, b]\n---\n\n"]
)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(FRONT, PARTS, st.sampled_from(["story.md", "story.txt"]))
def test_a_fix_is_its_own_one_violation(front: str, parts: list[str], name: str) -> None:
    text = front + "\n\n".join(parts) + "\n"
    before = _found(text, name)
    fixes = [v.fix for v in before if v.fix and v.code == "ATT001"]
    if not fixes:
        return
    assert not fixes[0].safe
    after = apply(text, choose(fixes)[0])
    codes = [v.code for v in _found(after, name)]
    assert "ATT001" not in codes
    assert codes.count("ATT006") == 1 + sum(v.code == "ATT006" for v in before)


def _found(text: str, name: str) -> list[Violation]:
    return audit_facts(Facts(read_article(Source(text, name), format_of(name) or ""), CORE, Context(path=name)))[0]
