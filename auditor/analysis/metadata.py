"""Credits in metadata: front matter, link definitions and comment headers, by one vocabulary of keys.

Takes an article's Values, gives Credits with the value's own place, and the places that hold nobody. Keys are compared without case,
"_", "-" and list numbers. It decides nothing about the article.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import regex
from msgspec.structs import replace

from auditor.analysis.people import (
    engine_in,
    is_cased_name,
    is_dead,
    is_withheld,
    languages,
    names_in,
    vocabulary,
    word_set,
)
from auditor.analysis.provenance import PEOPLE, Credit, Placeholder
from auditor.article import Span, Value
from auditor.fold import fold_words
from auditor.lexicons import language_formulas
from auditor.patterns import late_regex

_LINK = late_regex(r"\[(?P<words>[^\]]*)\]\((?P<address>[^)\s]*)[^)]*\)")
_ADDRESS = late_regex(r"https?://[^\s<>\"')\]]+|www\.[^\s<>\"')\]]+")
_SITE = late_regex(r"(?:[\w\-]+\.)+(?:com|org|net|info|news|media|press|online|site|example|[a-z]{2})")
"""A host's name, as page software writes it where nobody filled in the author."""
_CONTAINERS = frozenset(
    [
        "extra",
        "params",
        "meta",
        "metadata",
        "custom",
        "data",
        "page",
        "article",
        "post",
        "info",
        "attributes",
        "frontmatter",
        "credits",
        "credit",
        "translation",
    ]
)
"""Tables in which any of our keys may stand."""
_NO = frozenset(("false", "no", "none", "0", "off", "human", "manual", "null", ""))
_YES = frozenset(("true", "yes", "1", "on", "auto", "automatic", "machine", "mt", "ai"))


class MetadataCredits(NamedTuple):
    """What metadata says: credits, empty places, and the keys that were there."""

    credits: list[Credit]
    placeholders: list[Placeholder]
    declared: dict[str, Value]
    """By role, the first value under one of its keys, empty ones too."""
    sites: list[Credit]
    """Web sites in an author's place: they are no authors, but say another than a byline does."""


def read_metadata(
    values: tuple[Value, ...], own_keys: dict[str, tuple[str, ...]], formulas: frozenset[str] = frozenset()
) -> MetadataCredits:
    """Credits in an article's metadata; `own_keys` are a project's keys by role, `formulas` the languages whose labels may be keys."""
    own = {normal_key(key): role for role, keys in own_keys.items() for key in keys}
    found = MetadataCredits([], [], {}, [])
    houses = {
        fold_words(v.text) for v in values if v.origin in _OF_PAGES and role_of(v.key, own, v.origin)[0] == "publisher"
    }
    for value in values:
        if _holds_too(value, found):
            continue
        role, part = role_of(value.key, own, value.origin)
        if not role and value.origin in ("front-matter", "comment", "meta") and _is_ours(value.key):
            role = role_by_label(value.key, value.text, formulas)
        if role in ("", "none") or part == "none":
            continue
        _read(value, role, part, found)
    if houses:
        found.credits[:] = [c for c in found.credits if c.role != "author" or fold_words(c.name) not in houses]
    return found


_OF_PAGES = ("json-ld", "meta")
"""Origins of values that a site's software writes: it puts the site where the author belongs."""


def normal_key(key: str) -> str:
    """A dotted key in lower case, without "_", "-", blanks, list places and counting numbers ("author-name-1")."""
    parts = [regex.sub(r"[_\-\s]|(?<=\D)\d+$", "", p.lower()) for p in key.split(".")]
    return ".".join(p for p in parts if p and not p.isdigit())


def role_of(key: str, own: dict[str, str], origin: str) -> tuple[str, str]:
    """Role of a key and which part of it the value is: "name", "link", "date", "none"."""
    keys = vocabulary("keys")
    path = normal_key(key)
    part = "link" if regex.search(r"\.\d+\.[1-9]$", key) else "name"
    if origin not in ("front-matter", "comment") and (role := keys.get(f"[#].{path}")):
        return role, part
    if role := own.get(path) or keys.get(path) or (_without_language(key) if origin == "comment" else ""):
        return role, part
    parent, _, last = path.rpartition(".")
    kind = vocabulary("parts").get(last)
    if parent and keys.get(last) in PEOPLE and keys.get(last) == (own.get(parent) or keys.get(parent)):
        return keys[last], part  # `authors: [{author: NAME}]`
    if parent and kind:
        role = own.get(parent) or keys.get(parent, "")
        return role, part if kind == "name" and part == "link" else kind
    if parent and (role := own.get(last) or (keys.get(last, "") if parent.partition(".")[0] in _CONTAINERS else "")):
        return role, part
    return "", ""


def _is_ours(key: str) -> bool:
    """Whether no table on another work holds a key: `book.author` is who wrote the book."""
    return not any(part in vocabulary("reviewed") for part in normal_key(key).split(".")[:-1])


def role_by_label(key: str, text: str, formulas: frozenset[str]) -> str:
    """Role of a key that no vocabulary of keys has, by its words as a label of text: "verfasst_von", "chuyen_ngu"; only for values that fit."""
    words = regex.sub(r"[_\-.\s]+", " ", _bare_letters(key.rpartition(".")[2])).strip()
    role = _labels(formulas).get(words, "")
    if role in PEOPLE:
        names = names_in(text)
        is_people = bool(names) and all(_is_somebody(text[n.start : n.end]) for n in names)
        return role if is_people or is_dead(text) else ""
    return "original_link" if role and _ADDRESS.match(text.strip()) else ""


def _is_somebody(name: str) -> bool:
    """Whether a key's value can be a person's name: capitals, a handle, or few words of a script without capitals."""
    if name[:1] == "@" or name.isascii():
        return name[:1] == "@" or is_cased_name(name, least=2)
    return is_cased_name(name) or (name[:1].lower() == name[:1].upper() and len(name.split()) <= MOST_UNCASED)


MOST_UNCASED = 4


@cache
def _labels(formulas: frozenset[str]) -> dict[str, str]:
    """The roles of labels and verbs of credit, their marks and accents dropped, as keys are written."""
    found: dict[str, str] = {}
    for code in sorted(formulas):
        for label, forms in language_formulas(code).items():
            kind, _, roles = forms.split(" | ")[0].partition(" ")
            role = roles.partition("+")[0]
            if kind in ("label", "verb", "weak") and role in (*PEOPLE, "original", "original_link", "source"):
                found.setdefault(_bare_letters(label).strip(" :/"), role)
    return found


def _bare_letters(words: str) -> str:
    """Words in lower case without accents, "ue" for "ü" and the like back in one letter."""
    plain = unicodedata.normalize(
        "NFD", words.lower().replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("đ", "d")
    )
    return "".join(c for c in plain if not unicodedata.combining(c))


def _without_language(key: str) -> str:
    """Role of a comment's key that names a language beside it: "Spanish translation"."""
    words = [w for w in key.lower().split() if w not in languages()]
    return vocabulary("keys").get(normal_key("".join(words)), "") if 0 < len(words) < len(key.split()) else ""


def _holds_too(value: Value, found: MetadataCredits) -> bool:
    """Add the role that a flag gives the person whose entry it stands in: `- user: NAME` and below it `proofreader: true`."""
    parent, _, last = normal_key(value.key).rpartition(".")
    keys = vocabulary("keys")
    role = keys.get(last, "")
    is_entry = regex.search(r"\.\d+\.[^.]+$", value.key) is not None
    if role not in PEOPLE or keys.get(parent) not in PEOPLE or not is_entry or value.text.strip().lower() not in _YES:
        return False
    if found.credits and found.credits[-1].role == keys.get(parent):
        found.credits.append(replace(found.credits[-1], role=role))
    return True


def _read(value: Value, role: str, part: str, found: MetadataCredits) -> None:
    cue = Span(value.key_start, value.key_end)
    text = value.text.strip()
    people = role in PEOPLE
    if part == "link" and people:
        if found.credits and found.credits[-1].role == role and not found.credits[-1].address:
            found.credits[-1] = replace(found.credits[-1], address=text)
        return
    if part == "date":
        role = "original_date" if role in ("source", "original", "original_link", "original_title") else "none"
    if role == "none":
        return
    found.declared.setdefault(role, value)
    if is_dead(text) and not (role == "machine_translation" and text):
        place = role if role not in ("source", "original") else "original_link"
        found.placeholders.append(Placeholder(place, text, value.start, value.end, "metadata", cue))
        return
    if people:
        _people(value, role, cue, found)
    elif role == "machine_translation":
        if text.lower() not in _NO:
            name = value.key.rpartition(".")[2] if text.lower() in _YES else text
            found.credits.append(Credit(role, name, value.start, value.end, "metadata", cue=cue, form="key"))
    else:
        _other(value, role, cue, found)


def _people(value: Value, role: str, cue: Span, found: MetadataCredits) -> None:
    text = value.text
    low = fold_words(text).strip()
    if low in word_set("not-a-person") or all(w in languages() or w in word_set("translations") for w in low.split()):
        return  # "translation: Japanese translation"
    if is_withheld(text):
        found.credits.append(
            Credit(role, text.strip(), value.start, value.end, "metadata", withheld=True, cue=cue, form="key")
        )
        return
    if role in ("translator", "post_editor") and (engine := engine_in(text)):
        start, end = _place(value, text.find(engine), text.find(engine) + len(engine))
        found.credits.append(Credit("machine_translation", engine, start, end, "metadata", cue=cue, form="key"))
        if len(text.strip()) <= len(engine) + 3:
            found.credits.append(Credit(role, text.strip(), start, end, "metadata", cue=cue, form="key"))
            return
    address = match.group() if (match := _ADDRESS.search(text)) else ""
    plain = _LINK.sub(lambda m: f" {m['words']}" + " " * (len(m.group()) - len(m["words"]) - 1), text)
    plain = _ADDRESS.sub(lambda m: " " * len(m.group()), plain)
    if (inner := _BRACKETED.search(plain)) and (other := vocabulary("keys").get(normal_key(inner["label"]))) in PEOPLE:
        for name in names_in(inner["name"]):  # "author: NAME (translated by NAME)"
            start, end = _place(value, inner.start("name") + name.start, inner.start("name") + name.end)
            words = inner["name"][name.start : name.end]
            found.credits.append(Credit(other, words, start, end, "metadata", cue=cue, form="key"))
        plain = plain[: inner.start()] + " " * len(inner.group()) + plain[inner.end() :]
    for name in names_in(plain):
        words = plain[name.start : name.end]
        if is_dead(words):
            continue
        start, end = _place(value, name.start, name.end)
        credit = Credit(role, words, start, end, "metadata", cue=cue, address=address, form="key")
        is_site = role == "author" and value.origin in _OF_PAGES and _SITE.fullmatch(words)
        (found.sites if is_site else found.credits).append(credit)


_BRACKETED = late_regex(
    r"\((?P<label>\p{L}+(?: by| par| da| por| von)?)(?: ?[:：]|\.)? +(?P<name>\p{Lu}[^()]+)\)|[（(](?P<label>译者?|譯者?|翻译|翻譯|訳)[:：]? ?(?P<name>[^()（）]+)[)）]"
)
"""Another role in the brackets of a value: its label or verb, and a name."""


def _other(value: Value, role: str, cue: Span, found: MetadataCredits) -> None:
    """Links, titles, outlets, dates, languages, licences."""
    text = value.text.strip()
    link = _LINK.search(value.text)
    address = link["address"] if link else (m.group() if (m := _ADDRESS.search(value.text)) else "")
    words = link["words"].strip() if link else _ADDRESS.sub("", text).strip(" :-–—|()<>")

    form = "source" if role == "source" or normal_key(value.key) == "via" else "key"

    def add(what: str, name: str) -> None:
        at = value.text.find(name)
        start, end = _place(value, at, at + len(name)) if at >= 0 else (value.start, value.end)
        found.credits.append(Credit(what, name, start, end, "metadata", cue=cue, address=address, form=form))

    if role in ("source", "original", "original_link", "original_title", "original_outlet"):
        if address:
            add("original_link", address)
        if not words:
            return
        if (
            role == "original_title"
            or (role in ("original", "original_link") and address)
            or role == "original"
            or role == "original_title"
        ):
            add("original_title", words)
        elif role in ("source", "original_outlet") and len(words) <= 80:
            add("original_outlet", words)
    elif role == "licence":
        add(role, words or address)
    else:
        add(role, text)


def _place(value: Value, start: int, end: int) -> tuple[int, int]:
    """Source range of a part of a value; the whole value where it was decoded to another length."""
    if value.end - value.start == len(value.text) and start >= 0:
        return value.start + start, value.start + end
    return value.start, value.end
