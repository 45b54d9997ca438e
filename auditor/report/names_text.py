"""`names` for people: a line a name, most inconsistent first, and below it the articles, those with rare spellings first."""

from __future__ import annotations

from auditor.analysis.name_census import Name, Place, Spelling
from auditor.report.style import Style
from auditor.report.summary import counted, one_line_path

FILES = 4
"""Articles named below a name; JSON and CSV have all."""
WIDEST = 28


def render(names: list[Name], articles: int, style: Style) -> str:
    """The table."""
    width = min(max((len(name.form) for name in names), default=0), WIDEST)
    digits = max((len(str(name.count)) for name in names), default=0)
    lines = [line for name in names for line in _lines(name, width, digits, style)]
    several = sum(len(name.spellings) > 1 for name in names)
    found = (
        f"{counted(several, 'name')} with more than one spelling" if several else "No name with more than one spelling"
    )
    return "\n".join([*lines, f"{found} in {counted(articles, 'article')}."]) + "\n"


def _lines(name: Name, width: int, digits: int, style: Style) -> list[str]:
    spellings = " · ".join(map(_spelling, name.spellings))
    if name.short:
        spellings += f" · short: {' · '.join(map(_spelling, name.short))}"
    places = name.places
    seen = f"first seen {_when(first_of(places))}, last seen {_when(last_of(places))}"
    head = (
        f"{style.paint(f'{name.form:{width}}', '1')}  {name.count:{digits}}   {spellings}     {style.paint(seen, '2')}"
    )
    files = [one_line_path(place.path) for place in _rarest_first(name)]
    more = f" and {len(files) - FILES} more" if len(files) > FILES else ""
    return [head, style.paint(f"{'':{width}}  {'':{digits}}   in {', '.join(files[:FILES])}{more}", "2")]


def _spelling(spelling: Spelling) -> str:
    return f"{spelling.text} {spelling.count}"


def first_of(places: list[Place]) -> Place:
    """The first of a name's articles: by day, if one has a day."""
    return places[0]


def last_of(places: list[Place]) -> Place:
    """The last of them by day, if one has a day; else the last that was read."""
    dated = [place for place in places if place.day]
    return dated[-1] if dated else places[-1]


def _when(place: Place) -> str:
    return place.day.isoformat() if place.day else one_line_path(place.path)


def _rarest_first(name: Name) -> list[Place]:
    return list(dict.fromkeys(place for s in reversed((*name.spellings, *name.short)) for place in s.places))
