"""A Markdown extension for the site: links to the project's tests lead to its repository, since the site has no such page.

In a checkout and on GitHub the same link (`../tests/test_cache.py`) leads to the file itself. `mkdocs.yml` loads it.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

TESTS = "../tests/"
AFTER_INLINE = 10  # links are read at 20, and larger numbers run first


class TestLinks(Treeprocessor):
    """Rewrites the links of one page; `files` is the address of the repository's files, with a slash at the end."""

    def __init__(self, md: Markdown, files: str) -> None:
        super().__init__(md)
        self.files = files

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "")
            if target.startswith(TESTS):
                link.set("href", self.files + target.removeprefix("../"))


class RepositoryLinks(Extension):
    """The extension, with its one setting `files`."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"files": ["", "address of the repository's files, with a slash at the end"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.treeprocessors.register(TestLinks(md, self.getConfig("files")), "repository-links", AFTER_INLINE)


def makeExtension(**kwargs: Any) -> RepositoryLinks:  # noqa: N802 (the library's name)
    """What Markdown asks a module for."""
    return RepositoryLinks(**kwargs)
