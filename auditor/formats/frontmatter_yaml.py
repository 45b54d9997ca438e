"""YAML front matter: every scalar with its key path and its place, read from the parser's marks.

Takes the text and the range between the fences, gives values and problems, or None where this is no metadata.
Where YAML gives up, the lines are read one by one and one problem says what stood in the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.article import Problem, Value
from auditor.formats import frontmatter_lines
from auditor.patterns import late_re

if TYPE_CHECKING:
    import yaml

MAX_VALUES = 10_000
MAX_DEPTH = 32

_LINE_END = late_re(r"[\r\n]")
_VALUE = late_re(r"[ \t]*(?:- +)*[^:\r\n]*:[ \t]+")
_UNCLOSED = late_re(r"""(?<![^\r\n])[^:\r\n]+:[ \t]+((["'])(?:(?!\2)[^\r\n])*)(?=[\r\n]|\Z)""")
"""A value that begins with a quotation mark and has no second one on its line: where YAML's complaint comes from, if it
complains at all."""
_SPECIAL = "@`%&*!|>[]{},?"


class _TooMuchError(Exception):
    """More values or levels than any article's metadata has."""


def read(text: str, start: int, end: int) -> tuple[list[Value], list[Problem]] | None:
    """Values and problems of the YAML in `text[start:end]`; None where it is neither a mapping nor key lines."""
    import yaml

    content = text[start:end]
    try:
        root = yaml.compose(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError) as error:
        values = frontmatter_lines.read(text, start, end, ":")
        return (values, [_problem(text, start, end, error)]) if values else None
    if root is None:
        return [], []
    if not isinstance(root, yaml.MappingNode):
        return None
    values = []
    try:
        for value in _values(content, start, root):
            values.append(value)
            if len(values) >= MAX_VALUES:
                raise _TooMuchError(f"more than {MAX_VALUES} values")
    except _TooMuchError as error:
        return values, [Problem(start, end, f"the front matter holds {error}; the rest of it is not read")]
    return values, []


_Child = tuple[str, tuple[int, int], int, "yaml.Node"]
"""Path, place of the last key, place of an empty value, node."""


def _values(content: str, base: int, root: yaml.MappingNode) -> Iterator[Value]:
    """The scalars below a mapping, in the order in which they stand; raises _TooMuchError."""
    from yaml import ScalarNode

    stack = [_children(content, root, "", (0, 0))]
    steps = 0
    while stack:
        child = next(stack[-1], None)
        steps += 1
        if steps > 4 * MAX_VALUES:
            raise _TooMuchError(f"aliases that unfold to more than {MAX_VALUES} values")
        if child is None:
            stack.pop()
            continue
        path, key, empty_at, node = child
        if isinstance(node, ScalarNode):
            start, end = _place(content, node) if node.value or node.style else (empty_at, empty_at)
            yield Value(path, node.value, base + start, base + end, base + key[0], base + key[1])
        elif len(stack) >= MAX_DEPTH:
            raise _TooMuchError(f"values nested more than {MAX_DEPTH} levels deep")
        else:
            stack.append(_children(content, node, f"{path}.", key))


def _children(content: str, node: yaml.Node, above: str, key: tuple[int, int]) -> Iterator[_Child]:
    """The children of a mapping or a list."""
    from yaml import MappingNode, ScalarNode

    if isinstance(node, MappingNode):
        for name, child in node.value:
            if isinstance(name, ScalarNode):
                place, words = _place(content, name), name.value
            else:
                place = (name.start_mark.index, name.end_mark.index)
                words = content[place[0] : place[1]]
            yield f"{above}{words}", place, _behind_colon(content, name.end_mark.index), child
    else:
        for number, child in enumerate(node.value):
            yield f"{above}{number}", key, child.start_mark.index, child


def _behind_colon(content: str, at: int) -> int:
    """The offset behind the colon that follows a key; behind the key where no colon follows."""
    colon = content.find(":", at)
    return colon + 1 if colon >= 0 and not content[at:colon].strip() else at


def _place(content: str, node: yaml.ScalarNode) -> tuple[int, int]:
    """Where the words of a scalar stand; the whole node where its words stand there in another form."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        return start, start + len(content[start:end].rstrip())
    words: str = node.value
    quote = node.style if node.style in ("'", '"') else ""
    begin = end - len(words) - len(quote)
    # Only an anchor or a tag may stand between the node's mark and its words.
    is_bare = begin - len(quote) == start or content[start : start + 1] in ("&", "!")
    if is_bare and content.endswith(quote + words + quote, start, end):
        return begin, end - len(quote)
    return start, start + len(content[start:end].rstrip())


def _problem(text: str, base: int, end: int, error: Exception) -> Problem:
    """What a person needs to know of a YAML error: the words in the way, and the cure."""
    unclosed = _UNCLOSED.search(text, base, end)
    at = unclosed.start(1) if unclosed else min(base + _index(error), end)
    line_start = max(text.rfind("\n", base, at), text.rfind("\r", base, at), base - 1) + 1
    broken = _LINE_END.search(text, line_start, end)
    line_end = broken.start() if broken else end
    line = text[line_start:line_end]
    key = _VALUE.match(line)
    begin = line_start + (key.end() if key else len(line) - len(line.lstrip()))
    stop = line_start + len(line.rstrip())
    if begin >= stop:
        begin, stop = line_start, line_end
    return Problem(begin, stop, f"the front matter is not YAML: {_cure(line, text[begin:stop], bool(key), error)}")


def _index(error: Exception) -> int:
    """The offset of the fault. An unclosed quotation or list is at fault where it begins, not where the text ends."""
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    if getattr(error, "context_mark", None) and (
        "quoted scalar" in context or "flow" in context or "simple key" in context
    ):
        mark = error.context_mark  # type: ignore[attr-defined]
    if mark is not None:
        return int(mark.index)
    place = getattr(error, "position", getattr(error, "start", 0))
    return place if isinstance(place, int) else 0


def _cure(line: str, words: str, has_key: bool, error: Exception) -> str:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab indents this line; indent with blanks"
    if isinstance(error, UnicodeEncodeError) or "characters are not allowed" in problem:
        return "this line holds a control character; delete it"
    if "alias" in problem or "anchor" in problem:
        return f'"{words}" is read as a reference to another value; put the value in quotation marks'
    if not has_key:
        return f'"{words}" is no key with a value; write `key: value`'
    if words[:1] in ("'", '"'):
        if words[0] in words[1:]:
            return f"in {words} words stand behind the closing quotation mark; put one pair of other marks round the whole value"
        return f"the quotation {words} is never closed; end it with {words[0]}"
    if words[:1] in _SPECIAL:
        return f'the value begins with "{words[:1]}", a sign of YAML; put {words} in quotation marks'
    if ": " in words or words.endswith(":"):
        return f'"{words}" holds a colon, which YAML takes for another key; put the value in quotation marks'
    return f'"{words}" cannot be read; put the value in quotation marks'
