"""schema.org in JSON-LD: who is said to have made an article, and of what.

Takes the JSON values of a page's scripts, gives Values under dotted keys ("author.0.name", "isBasedOn.url"), each at its string.
Any field may have any type; references by @id are followed across scripts, once. It decides nothing about the values.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.article import Value
from auditor.formats.html_json import List, Node, Object, Words

_PEOPLE = (
    "author",
    "creator",
    "translator",
    "editor",
    "contributor",
    "publisher",
    "sourceOrganization",
    "copyrightHolder",
)
_WORKS = ("translationOfWork", "isBasedOn", "isBasedOnUrl")
_PLAIN = (
    "headline",
    "alternativeHeadline",
    "description",
    "inLanguage",
    "datePublished",
    "dateModified",
    "license",
    "creditText",
    "creativeWorkStatus",
)
_OF_WORK = ("inLanguage", "datePublished", "license")
_ARTICLES = ("Article", "Posting", "Report")
"""How the names of the types end that are articles: NewsArticle, BlogPosting, Report …"""
_PAGES = ("WebPage", "CreativeWork", "Page")
MAX_DEPTH = 8
"""References within references: a page that refers to itself must end somewhere."""
MAX_NODES = 20000
MAX_VALUES = 2000
"""Enough for any article; a hostile page repeats one reference a million times."""


def values(roots: list[Node]) -> list[Value]:
    """The values of the page's article: the first one that is described, and others that describe the same."""
    graph = _Graph(list(_objects(roots)))
    for article in graph.articles():
        graph.article(article)
    return graph.found


def _objects(roots: list[Node]) -> Iterator[Object]:
    """The objects at the top: of lists and graphs, and what a page says to be about."""
    waiting: list[Node] = list(reversed(roots))
    count = 0
    while waiting and (count := count + 1) < MAX_NODES:
        node = waiting.pop()
        if isinstance(node, List):
            waiting += reversed(node.items)
        elif isinstance(node, Object):
            yield node
            waiting += [node.get("mainEntity"), node.get("@graph")]


def _types(node: Object) -> list[str]:
    kind = node.get("@type")
    items = kind.items if isinstance(kind, List) else [kind]
    return [
        item.text.strip().replace("#", "/").rpartition("/")[2].rpartition(":")[2]
        for item in items
        if isinstance(item, Words)
    ]


def _is_a(node: Object, endings: tuple[str, ...]) -> bool:
    return any(kind.endswith(endings) for kind in _types(node))


def _text(node: Node) -> str:
    return node.text.strip() if isinstance(node, Words) else ""


class _Graph:
    """The objects of a page by their @id, and the values found in them."""

    def __init__(self, nodes: list[Object]) -> None:
        self.nodes = nodes
        self.found: list[Value] = []
        self._by_id: dict[str, Object] = {}
        for node in nodes:
            self._remember(node, 0)

    def _remember(self, node: Object, depth: int) -> None:
        """Note the @id of an object and of those in it: any of them may be referred to."""
        name = _text(node.get("@id"))
        if name and len(node.members) > 1:
            self._by_id.setdefault(name, node)
        if depth < MAX_DEPTH and len(self._by_id) < MAX_NODES:
            for key, value in node.members:
                for item in value.items if isinstance(value, List) else [value]:
                    if isinstance(item, Object) and key.text not in ("@graph", "mainEntity"):
                        self._remember(item, depth + 1)

    def articles(self) -> list[Object]:
        """The objects that describe the article; a page that is described itself where no article is."""
        found = [n for n in self.nodes if _is_a(n, _ARTICLES)]
        if not found:
            return [n for n in self.nodes if _is_a(n, _PAGES)][:1]
        first = found[0]
        headline, name = _text(first.get("headline")), _text(first.get("@id"))
        same = [
            n
            for n in found[1:20]
            if (headline and _text(n.get("headline")) == headline) or (name and _text(n.get("@id")) == name)
        ]
        return [first, *same]

    def article(self, node: Object) -> None:
        """Add the values of one article."""
        publishers = {
            _text(value.get("name")) for value in self._listed(node.get("publisher"), 0) if isinstance(value, Object)
        }
        for key, value in node.members:
            name = key.text.rpartition(":")[2]
            if name in _PEOPLE:
                before = len(self.found)
                self._people(name, key, value, 0)
                if name == "sourceOrganization":
                    # The publisher itself is no other place from which the article came.
                    self.found[before:] = [v for v in self.found[before:] if v.text.strip() not in publishers]
            elif name in _WORKS:
                self._work("isBasedOn" if name == "isBasedOnUrl" else name, key, value)
            elif name in _PLAIN:
                self._plain(name, key, value)

    def _add(self, path: str, key: Words, words: Words) -> None:
        if len(self.found) < MAX_VALUES:
            self.found.append(Value(path, words.text, words.start, words.end, key.start, key.end, "json-ld"))

    def _listed(self, node: Node, depth: int) -> list[Node]:
        """The items of a list, or the one value; wrappers are taken off and references followed."""
        if depth > MAX_DEPTH:
            return []
        if isinstance(node, List):
            return [n for item in node.items[:MAX_VALUES] for n in self._listed(item, depth + 1)]
        if isinstance(node, Object):
            for wrapper in ("@list", "@set", "@value"):
                if (inner := node.get(wrapper)) is not None:
                    return self._listed(inner, depth + 1)
            return [self._by_id.get(_text(node.get("@id")), node) if len(node.members) == 1 else node]
        return [] if node is None else [node]

    def _numbered(self, path: str, node: Node) -> Iterator[tuple[str, Node]]:
        items = self._listed(node, 0)
        if len(items) == 1 and not isinstance(node, List):
            yield path, items[0]
        else:
            for number, item in enumerate(items):
                yield f"{path}.{number}", item

    def _people(self, path: str, key: Words, node: Node, depth: int) -> None:
        for place, item in self._numbered(path, node):
            if isinstance(item, Words):
                self._add(place, key, item)
            elif isinstance(item, Object):
                self._person(place, path.rpartition(".")[2], key, item, depth)

    def _person(self, path: str, field: str, key: Words, node: Object, depth: int) -> None:
        inner = node.get(field)
        if inner is not None and depth == 0 and any(kind.endswith("Role") for kind in _types(node)):
            # A role stands between the article and the person, under the field's own name; never within another role.
            said = _text(node.get("roleName")).lower()
            self._people(said if said.isalpha() else path, key, inner, depth + 1)
            return
        for member, value in node.members:
            name = member.text.rpartition(":")[2]
            if name in ("name", "url"):
                for place, item in self._numbered(f"{path}.{name}", value):
                    if isinstance(item, Words):
                        self._add(place, member, item)
        if node.get("name") is None:
            self._name_in_parts(path, key, node)

    def _name_in_parts(self, path: str, key: Words, node: Object) -> None:
        given, family = node.get("givenName"), node.get("familyName")
        parts = [part for part in (given, family) if isinstance(part, Words)]
        if parts:
            words = " ".join(part.text for part in parts)
            self._add(f"{path}.name", key, Words(words, min(p.start for p in parts), max(p.end for p in parts)))

    def _work(self, path: str, key: Words, node: Node) -> None:
        """Another work: its address, title, author, outlet, language and date."""
        for place, item in self._numbered(path, node):
            if isinstance(item, Words):
                self._add(place, key, item)
            elif isinstance(item, Object):
                self._of_work(place, item)

    def _of_work(self, path: str, node: Object) -> None:
        has_address = isinstance(node.get("url"), Words)
        for member, value in node.members:
            name = member.text.rpartition(":")[2]
            if name in ("url", "name", "headline") or (
                name == "@id" and not has_address and _text(value).startswith(("http:", "https:"))
            ):
                name = "url" if name == "@id" else name
                for place, item in self._numbered(f"{path}.{name}", value):
                    if isinstance(item, Words):
                        self._add(place, member, item)
            elif name in ("author", "creator", "publisher"):
                self._people(f"{path}.{name}", member, value, 0)
            elif name in _OF_WORK:
                self._plain(f"{path}.{name}", member, value)

    def _plain(self, path: str, key: Words, node: Node) -> None:
        """A field of words; of an object the words that stand for it."""
        for place, item in self._numbered(path, node):
            if isinstance(item, Object):
                said = (item.get(name) for name in ("alternateName", "name", "url", "@id"))
                item = next((words for words in said if isinstance(words, Words)), None)
            if isinstance(item, Words):
                self._add(place, key, item)
