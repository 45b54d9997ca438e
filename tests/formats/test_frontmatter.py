"""Front matter: every value with its place, whatever the YAML or TOML looks like."""

from __future__ import annotations

import time
from typing import Any

import pytest
import tomli
import yaml
from hypothesis import given
from hypothesis import strategies as st

from auditor.formats import frontmatter
from auditor.formats.frontmatter import FrontMatter
from auditor.source import Source
from tests.formats.reading import blocks, markdown, place, plain, try_to_read

LINES = st.sampled_from([
    "title: Hama falls", "title: a: b", "author: @lina", "author: 'O''Neil'", 'x: "a\\u0041"', "x: 'open", "tags: [a, b c]",
    "tags: [a", "- item", "  - deep", "  key: value", "\tkey: tab", "key:", "key: |", "key: >-", "  folded", "# note",
    "&a", "a: &x [1]", "b: *x", "<<: *x", "? k", ": v", "é: 中文 🕊", "date: 2024-12-05", "no: no", "x: %y", "prose", "",
    "k = 1", 'k = "a\\tb"', "k = '''", "k = \"\"\"", "[t]", "[[t]]", "t.u = [1, 'a']", "i = {a = 1, b.c = 'x'}", "x: \x07", "\x85", "\u2028",
])  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def read(text: str) -> FrontMatter:
    return frontmatter.read(Source(text))


def yaml_values(content: str) -> list[tuple[str, str, str]]:
    """Key, words, and what stands at their place, of YAML."""
    return _with_places(f"---\n{content}\n---\n")


def toml_values(content: str) -> list[tuple[str, str, str]]:
    return _with_places(f"+++\n{content}\n+++\n")


def _with_places(text: str) -> list[tuple[str, str, str]]:
    found = read(text)
    assert found.body_start == len(text)
    return [(v.key, v.text, text[v.start : v.end]) for v in found.values]


def only_problem(content: str, fence: str = "---") -> tuple[int, str, str]:
    """Line, words and message of the one problem of a block."""
    source = Source(f"{fence}\n{content}\n{fence}\n")
    (problem,) = frontmatter.read(source).problems
    return source.position(problem.start)[0], source.text[problem.start : problem.end], problem.message


@given(st.sampled_from(["---", "+++"]), ENDS, st.lists(LINES, max_size=12), st.sampled_from(["---", "...", "+++", ""]))
def test_any_block_is_read(opening: str, end: str, lines: list[str], closing: str) -> None:
    text = end.join([opening, *lines, closing, "Body said."])
    for form in ("markdown", "text"):
        assert try_to_read(text, form) is not None


class TestWhereItBegins:
    @pytest.mark.parametrize(
        "text",
        [
            "Intro.\n\n---\nauthor: said nothing\n---\nEnd.\n",
            "\n---\ntitle: x\n---\n",
            " ---\ntitle: x\n---\n",
            "---\ntitle: never closed\n\nBody.\n",
            "---\nA rule, then a line of prose.\n---\nMore.\n",
            "---\nProse with no key\nand: one colon\nbut more prose\n---\n",
            "---\n- a\n- list\n---\n",
            "----\ntitle: x\n----\n",
            "+++ words\ntitle = 1\n+++\n",
            "```yaml\n---\nauthor: X\n---\n```\nJoulani left.\n",
            "",
            "---",
            "---\n",
        ],
    )
    def test_no_metadata(self, text: str) -> None:
        assert read(text) == frontmatter.NONE
        assert not markdown(text).metadata

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("closing", ["---", "...", "---  "])
    def test_fences(self, end: str, closing: str) -> None:
        text = end.join(["--- ", "title: Hama", closing, "Body"])
        found = read(text)
        assert [(v.key, v.text) for v in found.values] == [("title", "Hama")]
        assert text[found.body_start :] == "Body"

    def test_a_block_may_be_empty(self) -> None:
        for content in ("", "\n", "# to be filled in\n"):
            assert read(f"---\n{content}---\nBody") == FrontMatter(body_start=len(content) + 8)

    def test_a_fence_in_a_code_block_keeps_physical_lines(self) -> None:
        article = markdown("```yaml\n---\nauthor: X\n---\n```\nHe left.\n\nJoulani left.\n")
        assert article.metadata == ()
        assert place(article, "Joulani") == (8, 1)


class TestYaml:
    def test_the_place_of_a_value_is_its_own(self) -> None:
        article = markdown("---\ntitle: Joulani in Hama\ntags: [joulani, hama]\n---\n\nJoulani spoke.\n")
        places = {v.key: article.source.position(v.start) for v in article.metadata}
        assert places == {"title": (2, 8), "tags.0": (3, 8), "tags.1": (3, 17)}
        assert place(article, "Joulani", 0) == (2, 8)
        assert place(article, "Joulani", 1) == (6, 1)

    def test_nothing_is_constructed(self) -> None:
        content = "lang: no\ndate: 2024-12-05\nn: 0x10\nt: 12:30\nnil: ~\nnull_: null\nf: 1.0"
        assert [v for _, v, _ in yaml_values(content)] == ["no", "2024-12-05", "0x10", "12:30", "~", "null", "1.0"]

    def test_shapes(self) -> None:
        content = "by:\n- name: \"Lina\"\n  url: u\n- ['Omar', x]\nsource: {title: T, url: https://a.b/c}\nend: e"
        assert yaml_values(content) == [
            ("by.0.name", "Lina", "Lina"),
            ("by.0.url", "u", "u"),
            ("by.1.0", "Omar", "Omar"),
            ("by.1.1", "x", "x"),
            ("source.title", "T", "T"),
            ("source.url", "https://a.b/c", "https://a.b/c"),
            ("end", "e", "e"),
        ]

    def test_other_spellings_stand_for_the_whole_node(self) -> None:
        content = "a: |\n  one\n  two\n\nb: >-\n  x\n  y\nc: \"t\\tt\"\nd: 'it''s'\ne: one\n  two\nf: &n Name\ng: *n\nh: !!str 5"
        assert yaml_values(content) == [
            ("a", "one\ntwo\n", "|\n  one\n  two"),
            ("b", "x y", ">-\n  x\n  y"),
            ("c", "t\tt", '"t\\tt"'),
            ("d", "it's", "'it''s'"),
            ("e", "one two", "one\n  two"),
            ("f", "Name", "Name"),
            ("g", "Name", "Name"),
            ("h", "5", "5"),
        ]

    def test_empty_values(self) -> None:
        text = '---\na:\nb: \nc: ""\nd: [, x]\ne: {f: }\ng:\n-\n- y\n---\n'
        found = {v.key: v for v in read(text.replace("[, x]", "[x]")).values}
        text = text.replace("[, x]", "[x]")
        for key, before in (("a", "a:"), ("b", "b:"), ("c", 'c: "'), ("e.f", "f:"), ("g.0", "-")):
            value = found[key]
            assert value.text == ""
            assert value.start == value.end
            assert text[: value.start].endswith(before)

    def test_a_key_given_twice_is_kept_twice(self) -> None:
        assert yaml_values("author: A\nauthor: B") == [("author", "A", "A"), ("author", "B", "B")]

    def test_an_alias_stands_where_its_anchor_stands(self) -> None:
        text = "---\na: &x Lina\nb: *x\n---\n"
        first, second = read(text).values
        assert first.start == second.start == text.index("Lina")
        assert text[second.key_start : second.key_end] == "b"

    def test_comments_are_ignored(self) -> None:
        assert yaml_values("# translator: nobody\na: b # c\n") == [("a", "b", "b")]

    @pytest.mark.parametrize("text", ["---\r\nt: 🕊 x\r\nu: 'y'\r\n---\r\n", "---\rt: 🕊 x\ru: 'y'\r---\r"])
    def test_places_count_code_points(self, text: str) -> None:
        assert [text[v.start : v.end] for v in read(text).values] == ["🕊 x", "y"]

    def test_without_the_c_loader(self, monkeypatch: pytest.MonkeyPatch) -> None:
        content = "a: 'x'\nb: &n [1, 2]\nc: *n\nd: |\n  t\ne:\nf: one\n  two"
        expected = yaml_values(content)
        monkeypatch.delattr(yaml, "CSafeLoader")
        assert yaml_values(content) == expected

    def test_bombs_end(self) -> None:
        levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
        begin = time.perf_counter()
        found = read("---\n" + "\n".join(levels) + "\n---\n")
        assert time.perf_counter() - begin < 2
        assert len(found.values) == 10_000
        assert "10000 values" in found.problems[0].message

    @pytest.mark.parametrize(
        "content", ["a: &x [*x]", "a: &x {b: *x}", "a: " + "[" * 60 + "]" * 60, "a: " + "[" * 9000]
    )
    def test_depth_ends(self, content: str) -> None:
        found = read(f"---\nt: x\n{content}\n---\n")
        assert found.values[0].text == "x"
        assert len(found.problems) == 1


class TestBrokenYaml:
    @pytest.mark.parametrize(
        ("line", "words", "cure"),
        [
            ("title: Hama: a city falls", "Hama: a city falls", "quotation marks"),
            ("title: @lina", "@lina", "quotation marks"),
            ("title: %name%", "%name%", "quotation marks"),
            ("title: `code`", "`code`", "quotation marks"),
            ("title: *star*", "*star*", "quotation marks"),
            ("title: 'Hama' falls", "'Hama' falls", "quotation mark"),
            ("title: \"Hama falls”", "\"Hama falls”", "never closed"),
            ("title: 'Hama falls", "'Hama falls", "never closed"),
            ("title: \"Hama falls”\ntopic: \"war\"", "\"Hama falls”", "never closed"),
            ("\ttitle: Hama", "Hama", "tab"),
            ("just a line", "just a line", "key: value"),
            ("title: bell \x07", "bell \x07", "control character"),
            ("title: half \ud800", "half \ud800", "control character"),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_one_problem_says_what_stood_there(self, line: str, words: str, cure: str, end: str) -> None:
        number, found, message = only_problem(end.join(["lang: ar", line, "author: Lina Saad"]))
        assert (number, found) == (3, words)
        assert cure in message
        values = read(f"---\nlang: ar\n{line}\nauthor: Lina Saad\n---\n").values
        assert {"lang": "ar", "author": "Lina Saad"}.items() <= {v.key: v.text for v in values}.items()

    def test_lines_are_read_one_by_one(self) -> None:
        content = (
            "title: a: b\nauthor:\n- Lina Saad\n- 'Omar Adel' # desk\ntags: [x, \"y z\", ]\nsource:\n  title: T\n  by:\n"
            "    - name: N\n      link: L\n    - name: M\nnote: >\n  one\n  two\nempty:\nlast: l"
        )
        assert yaml_values(content) == [
            ("title", "a: b", "a: b"),
            ("author.0", "Lina Saad", "Lina Saad"),
            ("author.1", "Omar Adel", "Omar Adel"),
            ("tags.0", "x", "x"),
            ("tags.1", "y z", "y z"),
            ("source.title", "T", "T"),
            ("source.by.0.name", "N", "N"),
            ("source.by.0.link", "L", "L"),
            ("source.by.1.name", "M", "M"),
            ("note", "one\ntwo", ">\n  one\n  two"),
            ("empty", "", ""),
            ("last", "l", "l"),
        ]

    def test_the_title_is_read_all_the_same(self) -> None:
        article = plain("---\ntitle: Hama: a city falls\n---\nBody.")
        assert blocks(article)[0] == ("title", "Hama: a city falls")
        assert place(article, "a city") == (2, 14)


class TestToml:
    def test_shapes(self) -> None:
        content = (
            'title = "A \\"q\\" b" # note\nplain = "x # y"\nlit = \'C:\\d\'\ndate = 1979-05-27 07:32:00\nok = true # c\n'
            '"quoted key".x = 1\nlist = [ "a", # one\n  [ 2, 3 ],\n]\nml = """\none\ntwo"""\nraw = \'\'\'a\'b\'\'\'\n'
            "[params]\nby.name = 'Lina'\ninline = { u = 1, v.w = 'x', e = {} }\n[[who]]\nn = 'A'\n[[who]]\nn = 'B'\n"
            "[who.more]\nk = 'C'\n[[who.jobs]]\nj = 'D'"
        )
        assert toml_values(content) == [
            ("title", 'A "q" b', '"A \\"q\\" b"'),
            ("plain", "x # y", "x # y"),
            ("lit", "C:\\d", "C:\\d"),
            ("date", "1979-05-27 07:32:00", "1979-05-27 07:32:00"),
            ("ok", "true", "true"),
            ("quoted key.x", "1", "1"),
            ("list.0", "a", "a"),
            ("list.1.0", "2", "2"),
            ("list.1.1", "3", "3"),
            ("ml", "one\ntwo", "one\ntwo"),
            ("raw", "a'b", "a'b"),
            ("params.by.name", "Lina", "Lina"),
            ("params.inline.u", "1", "1"),
            ("params.inline.v.w", "x", "x"),
            ("who.0.n", "A", "A"),
            ("who.1.n", "B", "B"),
            ("who.1.more.k", "C", "C"),
            ("who.1.jobs.0.j", "D", "D"),
        ]
        assert _flat(tomli.loads(content)) == {
            k: v for k, v, _ in toml_values(content) if k in _flat(tomli.loads(content))
        }

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, end: str) -> None:
        text = end.join(["+++", "a = 'x'", "b = '🕊y' # c", "+++", "Body"])
        assert [text[v.start : v.end] for v in read(text).values] == ["x", "🕊y"]

    def test_a_string_with_quotation_marks_at_its_end(self) -> None:
        assert toml_values('a = """x"""""\nb = 1') == [("a", 'x""', 'x""'), ("b", "1", "1")]

    def test_broken_toml_is_read_by_lines(self) -> None:
        number, words, message = only_problem("title = a b\nauthor = 'Lina'\n[params]\nby = \"Omar\"", "+++")
        assert (number, words) == (2, "title = a b")
        assert "not TOML" in message
        assert toml_values("title = a b\nauthor = 'Lina' # x\n[params]\nby = \"Omar\"\nl = [1, 'b']") == [
            ("title", "a b", "a b"),
            ("author", "Lina", "Lina"),
            ("params.by", "Omar", "Omar"),
            ("params.l.0", "1", "1"),
            ("params.l.1", "b", "b"),
        ]

    @pytest.mark.parametrize("content", ["a = " + "[" * 5000 + "]" * 5000, ".".join(["a"] * 5000) + " = 1"])
    def test_depth_ends(self, content: str) -> None:
        assert len(read(f"+++\n{content}\n+++\n").problems) == 1


def _flat(data: Any, path: str = "") -> dict[str, str]:
    """The strings of a TOML document by their path."""
    if isinstance(data, str):
        return {path: data}
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return {k: v for key, below in pairs for k, v in _flat(below, f"{path}.{key}" if path else str(key)).items()}


@given(st.dictionaries(st.sampled_from("abc"), st.text(max_size=8), min_size=1), st.booleans())
def test_strings_of_toml_are_what_tomli_says(strings: dict[str, str], multiline: bool) -> None:
    quote = '"""' if multiline else '"'
    escaped = {k: "".join(f"\\U{ord(c):08X}" if not 0x20 <= ord(c) < 0x7F or c in '"\\' else c for c in v if not 0xD800 <= ord(c) < 0xE000) for k, v in strings.items()}  # fmt: skip
    content = "\n".join(f"{k} = {quote}{v}{quote}" for k, v in escaped.items())
    assert {k: v for k, v, _ in toml_values(content)} == tomli.loads(content)
