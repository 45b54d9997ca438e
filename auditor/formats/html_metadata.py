"""What an HTML page says of itself: meta tags, JSON-LD, the language, the licence.

Takes the telling tags of a Tree, gives Values with their places in the order in which they count, and problems. Keys are the page's own
("og:site_name", "author.name"); what they mean says `lexicons/metadata.toml`.
"""

from __future__ import annotations

from msgspec import structs

from auditor.article import Problem, Value
from auditor.formats import html_json, html_jsonld
from auditor.formats.html_tokens import attributes
from auditor.formats.html_tree import PEOPLE, Named

_NAMES = ("name", "property", "itemprop", "http-equiv")
MAX_VALUES = 2000


def read(text: str, named: list[Named], region: int) -> tuple[list[Value], list[Problem]]:
    """The page's values and what is broken in them; `region` is where the article's element begins."""
    languages: list[tuple[int, Value]] = []
    found: list[Value] = []
    problems: list[Problem] = []
    roots: list[html_json.Node] = []
    for tag in named:
        if tag.name == "meta":
            if len(found) < MAX_VALUES:
                found += _meta(text, tag)
        elif tag.name == "script":
            kind = attributes(text, tag.start, tag.end).get("type")
            if kind and kind.text.partition(";")[0].strip().lower() == "application/ld+json":
                nodes, problem = html_json.scan(text, tag.raw_start, tag.raw_end)
                roots += nodes
                problems += [problem] if problem else []
        elif tag.name == "link":
            found += _licence(text, tag)
        elif tag.name in PEOPLE:
            found += _element(text, tag)
        elif tag.name != "title" and (value := _language(text, tag)):
            # The article's own language counts more than the page's.
            rank = 0 if tag.start == region and tag.name in ("article", "main") else 1 if tag.name == "body" else 2
            if rank < 2 or tag.name == "html":
                languages.append((rank, value))
    languages.sort(key=lambda pair: pair[0])
    return [*(value for _, value in languages), *html_jsonld.values(roots), *_labelled(found)], problems


def _element(text: str, tag: Named) -> list[Value]:
    """An element that is named as a role is: `<translator>NAME</translator>`."""
    words = text[tag.raw_start : tag.raw_end]
    start = tag.raw_start + len(words) - len(words.lstrip())
    if not words.strip():
        return []
    return [
        Value(
            tag.name,
            words.strip(),
            start,
            start + len(words.strip()),
            tag.start + 1,
            tag.start + 1 + len(tag.name),
            "meta",
        )
    ]


def _labelled(found: list[Value]) -> list[Value]:
    """Values with their labels as keys where a card gives each in a tag of its own: twitter:label1 and twitter:data1."""
    labels = {value.key.lower(): value.text.strip(" :") for value in found}
    kept = []
    for value in found:
        card, data, number = value.key.lower().partition("twitter:data")
        label = labels.get(f"twitter:label{number}", "") if data and not card else ""
        kept.append(structs.replace(value, key=label) if label else value)
    return kept


def _language(text: str, tag: Named) -> Value | None:
    found = attributes(text, tag.start, tag.end)
    said = found.get("lang") or found.get("xml:lang")
    if said is None or not said.text.strip():
        return None
    return Value("lang", said.text, said.start, said.end, said.key_start, said.key_end, "meta")


def _meta(text: str, tag: Named) -> list[Value]:
    found = attributes(text, tag.start, tag.end)
    content = found.get("content")
    name = next((found[n] for n in _NAMES if n in found), None)
    if content is None or name is None or not name.text.strip():
        return []
    return [Value(name.text.strip(), content.text, content.start, content.end, name.start, name.end, "meta")]


def _licence(text: str, tag: Named) -> list[Value]:
    found = attributes(text, tag.start, tag.end)
    rel, href = found.get("rel"), found.get("href")
    if rel is None or href is None or "license" not in rel.text.lower().split():
        return []
    return [Value("license", href.text, href.start, href.end, rel.start, rel.end, "meta")]
