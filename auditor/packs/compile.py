"""Packs together: `extends` followed, clashes refused, everything made one Rulebook.

Takes references as the configuration has them; the same references give the same Rulebook, made once.
"""

from __future__ import annotations

from msgspec import structs

from auditor import kinds, toml
from auditor.errors import AuditorError, ManyErrors, PackError
from auditor.fold import fold_words
from auditor.packs.load import Pack, load
from auditor.rulebook import HouseText, NameEntry, Rule, Rulebook


def load_packs(references: tuple[str, ...], folder: str, named_in: str, line: int = 0) -> list[Pack]:
    """Packs of some references and all that they extend, each once, a pack behind those it builds on.

    Raises PackError or ManyErrors.
    """
    ordered: dict[str, Pack] = {}
    errors: list[AuditorError] = []

    def add(reference: str, folder: str, named_in: str, named_by: Pack | None, above: tuple[str, ...]) -> None:
        def at() -> int:  # looked up only where there is an error to place
            return toml.line_of(named_by.data, ("pack", "extends")) if named_by else line

        try:
            pack = load(reference, folder, named_in)
        except ManyErrors as many:
            errors.extend(many.errors)
            return
        except PackError as error:
            error.line = error.line or (at() if error.path == named_in else 0)
            errors.append(error)
            return
        if pack.key in above:
            chain = " → ".join((*above[above.index(pack.key) :], pack.key))
            what = f"packs extend each other: {chain}"
            errors.append(PackError(what, path=named_in, line=at(), cure="remove one `extends`"))
            return
        if pack.key in ordered:
            return
        for inner in pack.head.extends:
            add(inner, pack.folder, pack.path, pack, (*above, pack.key))
        ordered[pack.key] = pack

    for reference in references:
        add(reference, folder, named_in, None, ())
    if errors:
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)
    return list(ordered.values())


def compile_packs(packs: list[Pack]) -> Rulebook:
    """One Rulebook of packs in order; raises PackError or ManyErrors for clashes between them."""
    errors: list[AuditorError] = []
    rules = _rules(packs, errors)
    texts: dict[str, HouseText] = {}
    for pack in packs:
        for text in pack.texts:
            if text.name in texts and texts[text.name].pack != text.pack:
                errors.append(
                    _clash(pack, ("text",), f'text "{text.name}" stands in {texts[text.name].pack} too', "rename one")
                )
            texts[text.name] = text
    for pack in packs:
        for block in pack.blocks:
            for name in block.texts:
                if name not in texts:
                    errors.append(
                        _clash(
                            pack,
                            ("block",),
                            f'block names the text "{name}", which no pack has',
                            toml.nearest(name, list(texts)),
                        )
                    )
    book = Rulebook(
        rules=tuple(rules.values()),
        texts=texts,
        blocks=tuple(block for pack in packs for block in pack.blocks),
        names=_names(packs, errors),
        packs=tuple(pack.key for pack in packs),
    )
    by_key = {pack.key: pack for pack in packs}
    for rule in book.rules:
        for what in kinds.kind(rule.kind).problems(rule, book):
            pack = by_key[rule.pack]
            own = next(r for r in pack.rules if r.code == rule.code)  # a severity may have been laid over it
            errors.append(_clash(pack, _place(pack, own), what, ""))
    if errors:
        raise errors[0] if len(errors) == 1 else ManyErrors(errors)
    return book


def _rules(packs: list[Pack], errors: list[AuditorError]) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    owners: dict[str, str] = {}
    for pack in packs:
        for rule in pack.rules:
            for word in (rule.code, rule.name, *rule.formerly):
                if word in owners:
                    cure = f"choose another; `auditor rules` lists those in use; {word} is taken in {owners[word]}"
                    errors.append(_clash(pack, _place(pack, rule), f'"{word}" is used twice', cure))
                owners[word] = f"{pack.path} by {rule.code}"
            rules[rule.code] = rule
    for pack in packs:
        for word, severity in pack.severity.items():
            changed = next((r for r in rules.values() if word in (r.code, r.name)), None)
            if changed is None:
                known = [w for r in rules.values() for w in (r.code, r.name)]
                errors.append(
                    _clash(
                        pack, ("severity", word), f"severity of `{word}`, which no pack has", toml.nearest(word, known)
                    )
                )
            else:
                rules[changed.code] = structs.replace(changed, severity=severity)
    return rules


def _names(packs: list[Pack], errors: list[AuditorError]) -> tuple[NameEntry, ...]:
    """Entries that share a spelling are one name; a house's form is chosen once."""
    entries: list[NameEntry] = []
    at: dict[str, int] = {}
    for pack in packs:
        for entry in pack.names:
            spelt = [fold_words(form) for form in (*entry.forms, *entry.short, *entry.exonyms)]
            known = {at[form] for form in spelt if form in at}
            if not known:
                number = len(entries)
                entries.append(entry)
            else:
                number = min(known)
                old = entries[number]
                if len(known) > 1:
                    both = " and ".join(f'"{entries[n].head}"' for n in sorted(known))
                    what = f'"{entry.head}" joins {both}, which are two names'
                    errors.append(_clash(pack, _entry_place(entry), what, "take out the spelling that is not its own"))
                entries[number] = joined = join_entries(old, entry)
                for one, other in ((old.house, entry.house), (old.house_short, joined.house_short)):
                    if one and other and one != other and other != old.house:
                        what = f'house spelling "{other}" undoes the house spelling "{one}"'
                        errors.append(_clash(pack, _entry_place(entry), what, "keep one of the two"))
            at.update(dict.fromkeys(spelt, number))
    return tuple(entries)


def join_entries(old: NameEntry, new: NameEntry) -> NameEntry:
    """Two entries as one. Where the new one's head is a short form of the old, its spellings are short forms too."""
    is_short = fold_words(new.head) in {fold_words(form) for form in old.short}
    forms = dict.fromkeys((*old.forms, *(() if is_short else new.forms)))
    short = dict.fromkeys((*old.short, *new.short, *(new.forms if is_short else ())))
    exonyms = dict.fromkeys((*old.exonyms, *new.exonyms))
    return structs.replace(
        old,
        forms=tuple(forms),
        short=tuple(form for form in short if form not in forms),
        exonyms=tuple(form for form in exonyms if form not in forms and form not in short),
        kind=old.kind or new.kind,
        house=old.house if is_short else new.house or old.house,
        house_short=(new.house if is_short else new.house_short) or old.house_short,
        original=old.original or new.original,
        unlike=(*old.unlike, *new.unlike),
        wikidata=old.wikidata or new.wikidata,
        source=old.source or new.source,
    )


def _entry_place(entry: NameEntry) -> tuple[str | int, ...]:
    return ("spellings", entry.kind, entry.head) if entry.kind else ("house-spellings", entry.head)


def _place(pack: Pack, rule: Rule) -> tuple[str | int, ...]:
    return ("rule", next((n for n, r in enumerate(pack.rules) if r is rule), 0), "code")


def _clash(pack: Pack, place: tuple[str | int, ...], what: str, cure: str) -> PackError:
    return PackError(what, path=pack.path, line=toml.line_of(pack.data, place), cure=cure)
