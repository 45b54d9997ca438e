"""One pack: TOML to typed rules, strictly, every mistake with its line.

Takes a reference and the folder it is relative to, gives a Pack. What several packs say together is `compile`'s.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

import msgspec
from msgspec import Struct, field

from auditor import kinds, toml
from auditor.errors import AuditorError, ManyErrors, PackError
from auditor.packs.locate import Located, locate
from auditor.packs.tables import (
    CLAIMS,
    DISCLAIMERS,
    FAMILIES,
    ROLES,
    BlockTable,
    PackHead,
    PackTable,
    RuleTable,
    Spelling,
    TextTable,
)
from auditor.rulebook import HouseText, NameEntry, Rule, TextBlock, When

CODE = re.compile(r"[A-Z]{3}\d{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DATE = re.compile(r"(?:before|since) \d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_ITEM = re.compile(r"Q[1-9]\d*")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RULE_KEYS = tuple(f.replace("_", "-") for f in RuleTable.__struct_fields__)
TEXT_PLACEHOLDERS = frozenset(
    (
        "publication",
        "author",
        "translator",
        "editor",
        "original_outlet",
        "original_link",
        "original_title",
        "date",
        "language",
    )
)


class Pack(Struct, frozen=True):
    """One loaded pack; `extends` are references relative to `folder`."""

    name: str
    key: str
    path: str
    folder: str
    head: PackHead
    rules: tuple[Rule, ...]
    texts: tuple[HouseText, ...]
    blocks: tuple[TextBlock, ...]
    names: tuple[NameEntry, ...]
    severity: dict[str, str] = field(default_factory=dict)
    data: bytes = b""


def load(reference: str, folder: str, named_in: str) -> Pack:
    """The pack of a reference; raises PackError, or ManyErrors with one error for each broken table."""
    return load_located(locate(reference, folder, named_in))


def load_located(located: Located) -> Pack:
    """The pack of some bytes; raises as `load` does."""
    errors: list[AuditorError] = []
    try:
        raw = toml.parse(located.data)
    except toml.TomlError as error:
        raise PackError(error.what, path=located.shown, line=error.line, cure=error.cure) from None
    loader = _Loader(located, errors)
    head = loader.table(raw.get("pack", {}), PackHead, ("pack",))
    for key in raw:
        if key not in PackTable.__struct_encode_fields__:
            loader.fail(f"unknown table `{key}`", (key,), toml.nearest(key, list(PackTable.__struct_encode_fields__)))
    pack = Pack(
        name=head.name if head else "",
        key=located.key,
        path=located.shown,
        folder=located.folder,
        head=head or PackHead(name=""),
        rules=tuple(rule for n, t in enumerate(loader.tables(raw, "rule")) if (rule := loader.rule(t, n))),
        texts=tuple(text for n, t in enumerate(loader.tables(raw, "text")) if (text := loader.text(t, n))),
        blocks=tuple(block for n, t in enumerate(loader.tables(raw, "block")) if (block := loader.block(t, n))),
        names=(*loader.spellings(raw.get("spellings", {})), *loader.house_spellings(raw.get("house-spellings", {}))),
        severity=loader.table(raw.get("severity", {}), dict[str, str], ("severity",)) or {},
        data=located.data,
    )
    if errors:
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)
    return pack


class _Loader:
    """Converts the tables of one pack, collecting every error."""

    def __init__(self, located: Located, errors: list[AuditorError]) -> None:
        self.located = located
        self.errors = errors

    def fail(self, what: str, path: tuple[str | int, ...], cure: str = "") -> None:
        self.errors.append(
            PackError(what, path=self.located.shown, line=toml.line_of(self.located.data, path), cure=cure)
        )

    def tables(self, raw: dict[str, Any], key: str) -> list[Any]:
        value = raw.get(key, [])
        if not isinstance(value, list):
            self.fail(f"`{key}` is a table", (key,), f"write `[[{key}]]`")
            return []
        return value

    def table(
        self, raw: Any, kind: type[toml.T], path: tuple[str | int, ...], also: tuple[str, ...] = ()
    ) -> toml.T | None:
        try:
            return toml.convert(raw, kind, self.located.data, path, also)
        except toml.TomlError as error:
            self.errors.append(PackError(error.what, path=self.located.shown, line=error.line, cure=error.cure))
            return None

    def rule(self, raw: Any, number: int) -> Rule | None:
        path = ("rule", number)
        if not isinstance(raw, dict):
            self.fail("a rule is a table", path, "write `[[rule]]`")
            return None
        name = raw.get("kind")
        try:
            kind = kinds.kind(str(name))
        except KeyError:
            self.fail(f"unknown kind `{name}`", (*path, "kind"), toml.nearest(str(name), kinds.known_kinds()))
            return None
        except PackError as error:
            self.fail(error.what, (*path, "kind"), error.cure)
            return None
        own = tuple(kind.Params.__struct_encode_fields__)
        table = self.table({k: v for k, v in raw.items() if k in _RULE_KEYS}, RuleTable, path, own)
        params = self.table({k: v for k, v in raw.items() if k not in _RULE_KEYS}, kind.Params, path, _RULE_KEYS)
        if table is None or params is None:
            return None
        before = len(self.errors)
        self._check(table, kind, path)
        triggers: tuple[str, ...] = ()
        try:
            triggers = kind.triggers(params)
        except ValueError as error:
            self.fail(str(error), path)
        if len(self.errors) > before:
            return None
        return Rule(
            **{
                f: getattr(table, f)
                for f in (
                    "code",
                    "name",
                    "kind",
                    "fault",
                    "severity",
                    "summary",
                    "message",
                    "why",
                    "standard",
                    "measured",
                    "when",
                    "fix",
                )
            },
            zone=tuple(table.zone) if isinstance(table.zone, list) else (table.zone,),
            good=tuple(table.good),
            bad=tuple(table.bad),
            formerly=tuple(table.formerly),
            params=params,
            triggers=triggers,
            pack=self.located.key,
            path=self.located.shown,
        )

    def _check(self, table: RuleTable, kind: kinds.Kind, path: tuple[str | int, ...]) -> None:
        if not CODE.fullmatch(table.code) or table.code[:3] not in FAMILIES:
            self.fail(
                f'code "{table.code}" is not a family and three digits',
                (*path, "code"),
                f"families: {', '.join(FAMILIES)}",
            )
        if not NAME.fullmatch(table.name):
            self.fail(f'name "{table.name}" is not lower-case words joined by hyphens', (*path, "name"))
        self._when(table.when, (*path, "when"))
        if table.fault not in kind.FAULTS:
            self.fail(
                f"unknown fault `{table.fault}` of kind `{table.kind}`",
                (*path, "fault"),
                toml.nearest(table.fault, list(kind.FAULTS)),
            )
        for key, template in (("message", table.message), ("fix", table.fix.words if table.fix else "")):
            self._placeholders(template, kind.PLACEHOLDERS, (*path, key))

    def _when(self, when: When, path: tuple[str | int, ...]) -> None:
        """A word that no article can meet is a misspelling."""
        known = {"has_credit": ROLES, "has_disclaimer": DISCLAIMERS, "has_claim": CLAIMS}
        for key, words in known.items():
            value = getattr(when, key)
            for word in [value] if isinstance(value, str) else value or ():
                if word not in words:
                    self.fail(f"`{key}` asks for `{word}`, which is none", path, toml.nearest(word, sorted(words)))
        languages = when.language
        for code in [languages] if isinstance(languages, str) else languages or ():
            if not _LANGUAGE.fullmatch(code):
                self.fail(f'language "{code}" is no code', path, 'write two or three letters, such as "en"')
        if when.date is not None and not _DATE.fullmatch(when.date):
            self.fail(f'date "{when.date}" is no condition', path, 'write "before 2020-01-31" or "since 2020-01-31"')
        if when.not_ is not None:
            self._when(when.not_, path)

    def _placeholders(self, template: str, known: frozenset[str], path: tuple[str | int, ...]) -> None:
        try:
            fields = [field for field in Formatter().parse(template) if field[1] is not None]
            if any(spec or conversion for _, _, spec, conversion in fields):
                raise ValueError("a placeholder is a name alone, without `!` or `:`")
            used = [str(name) for _, name, _, _ in fields]
        except ValueError as error:
            self.fail(f"`{path[-1]}`: {error}", path, "write `{{` for a brace of its own")
            return
        for name in used:
            if name not in known:
                self.fail(f"unknown placeholder `{{{name}}}` in `{path[-1]}`", path, toml.nearest(name, sorted(known)))

    def text(self, raw: Any, number: int) -> HouseText | None:
        table = self.table(raw, TextTable, ("text", number))
        if table is None:
            return None
        for key, words in (("words", table.words), ("opposite", table.opposite)):
            for language, template in words.items():
                self._placeholders(template, TEXT_PLACEHOLDERS, ("text", number, key, language))
                if not template.strip():
                    self.fail(
                        f'text "{table.name}" has no words for "{language}"',
                        ("text", number, key, language),
                        "write them or remove the key",
                    )
        return HouseText(table.name, table.disclaimer, table.words, table.opposite, self.located.key)

    def block(self, raw: Any, number: int) -> TextBlock | None:
        table = self.table(raw, BlockTable, ("block", number))
        return TextBlock(table.zone, tuple(table.texts), self.located.key) if table else None

    def spellings(self, raw: Any) -> list[NameEntry]:
        try:  # at once: a lexicon may have tens of thousands of entries
            tables = msgspec.convert(raw, dict[str, dict[str, list[str] | Spelling]], strict=True)
        except msgspec.ValidationError:
            tables = self._spellings_one_by_one(raw)
        return [
            self._entry(head, value if isinstance(value, Spelling) else Spelling(forms=value), kind)
            for kind, table in tables.items()
            for head, value in table.items()
        ]

    def _spellings_one_by_one(self, raw: Any) -> dict[str, dict[str, list[str] | Spelling]]:
        """The entries of tables that have a mistake; each mistake with its own line."""
        found: dict[str, dict[str, list[str] | Spelling]] = {}
        for kind, table in (self.table(raw, dict[str, dict[str, Any]], ("spellings",)) or {}).items():
            for head, value in table.items():
                shape: Any = Spelling if isinstance(value, dict) else list[str]
                entry = self.table(value, shape, ("spellings", kind, head))
                if entry is not None:
                    found.setdefault(kind, {})[head] = entry
        return found

    def _entry(self, head: str, entry: Spelling, kind: str) -> NameEntry:
        path = ("spellings", kind, head)
        self._forms([head, *entry.forms, *entry.short, *entry.exonyms], path)
        if entry.wikidata and not _ITEM.fullmatch(entry.wikidata):
            self.fail(
                f'wikidata "{entry.wikidata}" of "{head}" is no item',
                path,
                'write its number, such as "Q1899", or remove the key',
            )
        chosen = {entry.house} - {"", head, *entry.forms, *entry.short}
        return NameEntry(
            head,
            (head, *entry.forms, *chosen),
            kind,
            "" if entry.house in entry.short else entry.house,
            entry.original,
            tuple(entry.unlike),
            tuple(entry.exonyms),
            tuple(entry.short),
            entry.house if entry.house in entry.short else "",
            entry.wikidata,
            entry.source,
        )

    def house_spellings(self, raw: Any) -> list[NameEntry]:
        table = self.table(raw, dict[str, list[str]], ("house-spellings",)) or {}
        for head, forms in table.items():
            self._forms([head, *forms], ("house-spellings", head))
        return [NameEntry(head, (head, *forms), house=head) for head, forms in table.items()]

    def _forms(self, forms: list[str], path: tuple[str | int, ...]) -> None:
        from auditor.fold import fold_words

        seen: set[str] = set()
        for form in forms:
            if len(fold_words(form)) < 2:
                self.fail(
                    f'spelling "{form}" of "{forms[0]}" is too short to be a name',
                    path,
                    "write the whole name or remove it",
                )
            elif form in seen:
                self.fail(f'spelling "{form}" of "{forms[0]}" stands twice', path, "remove one")
            seen.add(form)
