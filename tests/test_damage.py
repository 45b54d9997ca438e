"""The damage test: a house's correct article, damaged in every way that a desk damages one.

What changes the meaning must draw the right code in 99 of 100; what changes only the dress must draw nothing. The figures stand in
docs/disclaimers.md; `python -m tests.test_damage` prints them.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from auditor import audit_file

OUTLET = "The Daily Bridge"
OTHER = "The Evening Post"


class Wording(NamedTuple):
    """The house's texts in one language, and the words about them."""

    credit: str
    words: str
    opposite: str
    responsibility: str
    responsibility_opposite: str
    matters: tuple[str, str]
    """A word of `words` and what changes its meaning."""
    prose: tuple[str, str, str]


WORDINGS = {
    "en": Wording(
        "By Rana Haddad for Al-Nahar\nTranslated by Omar Saleh\nOriginal: https://nahar.example/dam",
        "{publication} has not verified the content of this article.",
        "{publication} has verified the content of this article.",
        "Responsibility for the views set out here lies entirely with the author.",
        "Responsibility for the views set out here does not lie with the author.",
        ("content", "headline"),
        (
            "The dam above the town held on Monday, engineers told the paper, and the river stayed in its bed all night long.",
            "People had carried their beds to the upper floors, and a baker on the square had baked for three days.",
            "On Tuesday the sluices were closed again, and the school opened its doors to forty children.",
        ),
    ),
    "fr": Wording(
        "Par Rana Haddad pour Al-Nahar\nTraduit par Omar Saleh\nOriginal : https://nahar.example/dam",
        "{publication} n'a pas vérifié le contenu de cet article.",
        "{publication} a vérifié le contenu de cet article.",
        "La responsabilité des opinions exprimées ici incombe entièrement à l'auteur.",
        "La responsabilité des opinions exprimées ici n'incombe pas à l'auteur.",
        ("contenu", "titre"),
        (
            "Le barrage a tenu lundi, ont dit les ingénieurs au journal, et la rivière est restée dans son lit toute la nuit.",
            "Les gens avaient porté leurs lits à l'étage, et un boulanger de la place avait cuit du pain pour trois jours.",
            "Mardi, les vannes ont été refermées et l'école a ouvert ses portes à quarante enfants de la vallée.",
        ),
    ),
    "de": Wording(
        "Von Rana Haddad für Al-Nahar\nÜbersetzung: Omar Saleh\nOriginal: https://nahar.example/dam",
        "{publication} hat den Inhalt dieses Artikels nicht überprüft.",
        "{publication} hat den Inhalt dieses Artikels überprüft.",
        "Die Verantwortung für die hier geäußerten Ansichten liegt allein beim Verfasser.",
        "Die Verantwortung für die hier geäußerten Ansichten liegt nicht beim Verfasser.",
        ("Inhalt", "Titel"),
        (
            "Der Damm über der Stadt hielt am Montag, sagten Ingenieure der Zeitung, und der Fluss blieb die ganze Nacht in seinem Bett.",
            "Die Leute hatten ihre Betten in die oberen Stockwerke getragen, und ein Bäcker am Platz hatte für drei Tage gebacken.",
            "Am Dienstag wurden die Schleusen wieder geschlossen, und die Schule öffnete ihre Türen für vierzig Kinder.",
        ),
    ),
    "es": Wording(
        "Por Rana Haddad para Al-Nahar\nTraducción: Omar Saleh\nOriginal: https://nahar.example/dam",
        "{publication} no ha verificado el contenido de este artículo.",
        "{publication} ha verificado el contenido de este artículo.",
        "La responsabilidad por las opiniones expresadas aquí recae enteramente en el autor.",
        "La responsabilidad por las opiniones expresadas aquí no recae en el autor.",
        ("contenido", "título"),
        (
            "La presa aguantó el lunes, dijeron los ingenieros al diario, y el río se quedó en su lecho durante toda la noche.",
            "La gente había subido las camas a los pisos altos, y un panadero de la plaza había horneado para tres días.",
            "El martes se cerraron otra vez las compuertas y la escuela abrió sus puertas a cuarenta niños del valle.",
        ),
    ),
    "ru": Wording(
        "Автор: Рана Хаддад, «Ан-Нахар»\nПеревод: Омар Салех\nОригинал: https://nahar.example/dam",
        "{publication} не проверяла содержание этой статьи.",
        "{publication} проверяла содержание этой статьи.",
        "Ответственность за изложенные здесь взгляды полностью несёт автор.",
        "Ответственность за изложенные здесь взгляды автор не несёт.",
        ("содержание", "название"),
        (
            "Плотина над городом выдержала в понедельник, сообщили газете инженеры, и река всю ночь оставалась в своём русле.",
            "Люди перенесли кровати на верхние этажи, а пекарь на площади испёк хлеба на три дня вперёд.",
            "Во вторник шлюзы снова закрыли, и школа открыла двери для сорока детей из долины.",
        ),
    ),
    "ar": Wording(
        "بقلم: رنا حداد\nترجمة: عمر صالح\nالرابط الأصلي: https://nahar.example/dam",
        "لم تتحقق {publication} من صحة محتوى هذا المقال.",
        "تحققت {publication} من صحة محتوى هذا المقال.",
        "تقع مسؤولية الآراء الواردة هنا على عاتق الكاتب وحده.",
        "لا تقع مسؤولية الآراء الواردة هنا على عاتق الكاتب.",
        ("محتوى", "عنوان"),
        (
            "صمد السد فوق البلدة يوم الاثنين، كما قال مهندسون للصحيفة، وبقي النهر في مجراه طوال الليل.",
            "كان الناس قد حملوا أسرّتهم إلى الطوابق العليا، وخبز خباز في الساحة لثلاثة أيام.",
            "يوم الثلاثاء أُغلقت البوابات من جديد، وفتحت المدرسة أبوابها لأربعين طفلا من الوادي.",
        ),
    ),
    "tr": Wording(
        "Yazar: Rana Haddad, En-Nehar\nÇeviren: Omar Saleh\nOrijinali: https://nahar.example/dam",
        "{publication} bu yazının içeriğini doğrulamamıştır.",
        "{publication} bu yazının içeriğini doğrulamıştır.",
        "Burada dile getirilen görüşlerin sorumluluğu tümüyle yazara aittir.",
        "Burada dile getirilen görüşlerin sorumluluğu yazara ait değildir.",
        ("içeriğini", "başlığını"),
        (
            "Kasabanın üstündeki baraj pazartesi günü dayandı, mühendisler gazeteye söyledi ve nehir bütün gece yatağında kaldı.",
            "İnsanlar yataklarını üst katlara taşımıştı ve meydandaki fırıncı üç günlük ekmek pişirmişti.",
            "Salı günü kapaklar yeniden kapatıldı ve okul vadiden gelen kırk çocuğa kapılarını açtı.",
        ),
    ),
    "zh": Wording(
        "作者：拉娜·哈达德\n译者：奥马尔\n原文链接：https://nahar.example/dam",
        "{publication}未核实本文的内容。",
        "{publication}已核实本文的内容。",
        "文中观点的责任完全由作者承担。",
        "文中观点的责任不由作者承担。",
        ("内容", "标题"),
        (
            "工程师告诉报社，城外的大坝周一守住了，河水整夜都留在河床里，没有漫过堤岸一步。",
            "人们把床搬到了楼上，广场边的面包师烤好了三天的面包，等着水退下去的那一刻。",
            "周二，水闸重新关上，学校又向山谷里来的四十个孩子打开了大门，钟声也响了。",
        ),
    ),
}
FAULTS = ("missing", "negated", "altered", "other-outlet", "other-language", "twice", "misplaced")
TEXTS = ("not-verified", "responsibility")


def house() -> str:
    """The pack of the house: both texts in every language, a rule for every state of each."""
    parts = [
        '[pack]\nname = "bridge"\nsummary = "A house."\nextends = ["core"]\n[severity]\nVER001 = "off"\nVER002 = "off"\n'
    ]
    for number, name in enumerate(TEXTS):
        words = "\n".join(f'{code} = "{(w.words, w.responsibility)[number]}"' for code, w in WORDINGS.items())
        opposite = "\n".join(
            f'{code} = "{(w.opposite, w.responsibility_opposite)[number]}"' for code, w in WORDINGS.items()
        )
        kind = name.replace("-", "_")
        parts.append(
            f'[[text]]\nname = "{name}"\ndisclaimer = "{kind}"\n[text.words]\n{words}\n[text.opposite]\n{opposite}\n'
        )
    parts.append(f'[[block]]\nzone = "tail"\ntexts = [{", ".join(repr(t) for t in TEXTS)}]\n')
    for name in TEXTS:
        for fault in FAULTS:
            parts.append(
                f'[[rule]]\ncode = "{code_of(name, fault)}"\nname = "{name}-{fault}"\nkind = "disclaimer"\nfault = "{fault}"\n'
                f'text = "{name}"\nseverity = "error"\nsummary = "S."\nwhy = "W."\nmessage = "m"\nzone = "tail"\n'
            )
    return "\n".join(parts)


def code_of(name: str, fault: str) -> str:
    """The code of a rule of the house."""
    return f"VER9{TEXTS.index(name)}{FAULTS.index(fault)}"


class Damage(NamedTuple):
    """A damaged article: what was done, the text, its suffix, and the code that it must draw ("": none)."""

    name: str
    text: str
    suffix: str
    code: str


def article(w: Wording, tail: list[str], *, credit: str | None = None, middle: str = "") -> str:
    """The article with some closing texts."""
    first, second, third = w.prose
    paragraphs = ["# " + first.split()[0].strip(","), credit or w.credit.replace("\n", "  \n"), first, second]
    return "\n\n".join([*paragraphs, *([middle] if middle else []), third, *tail]) + "\n"


def damages(language: str) -> Iterator[Damage]:
    """All damages of the article in one language."""
    w = WORDINGS[language]
    own = [w.words.format(publication=OUTLET), w.responsibility]
    against = [w.opposite.format(publication=OUTLET), w.responsibility_opposite]
    foreign = WORDINGS["de" if language == "en" else "en"]
    translated = [foreign.words.format(publication=OUTLET), foreign.responsibility]
    yield Damage("intact", article(w, own), ".md", "")
    for number, name in enumerate(TEXTS):
        rest = [t for n, t in enumerate(own) if n != number]

        def with_text(words: str, number: int = number) -> list[str]:
            return [words if n == number else t for n, t in enumerate(own)]

        yield Damage("drop", article(w, rest), ".md", code_of(name, "missing"))
        yield Damage("move", article(w, rest, middle=own[number]), ".md", code_of(name, "misplaced"))
        yield Damage("duplicate", article(w, [*own, own[number]]), ".md", code_of(name, "twice"))
        yield Damage("negate", article(w, with_text(against[number])), ".md", code_of(name, "negated"))
        yield Damage("translate", article(w, with_text(translated[number])), ".md", code_of(name, "other-language"))
    yield Damage(
        "rename", article(w, [own[0].replace(OUTLET, OTHER), own[1]]), ".md", code_of(TEXTS[0], "other-outlet")
    )
    yield Damage("matters", article(w, [own[0].replace(*w.matters), own[1]]), ".md", code_of(TEXTS[0], "altered"))
    swapped = "---\nauthor: Petra Hollmann\n---\n\n" + article(w, own)
    if language in ("en", "fr", "de", "es"):
        yield Damage("swap author", swapped, ".md", "ATT005")
    yield Damage(
        "blank",
        article(
            w, own, credit=re.sub("Omar Saleh|Омар Салех|عمر صالح|奥马尔", "[NAME]", w.credit).replace("\n", "  \n")
        ),
        ".md",
        "ATT006",
    )
    yield from dress(w, own)


def dress(w: Wording, own: list[str]) -> Iterator[Damage]:
    """Changes that no reader would call one."""
    words = own[0]
    middle = words[len(words) // 2 :].find(" ")
    at = len(words) // 2 + middle if middle >= 0 else len(words) // 2
    bold = [f"**{words[:at]}**{words[at:]}", own[1]]
    link = [f"[{OUTLET}](https://bridge.example){words[len(OUTLET) :]}" if words.startswith(OUTLET) else words, own[1]]
    yield Damage("bold", article(w, bold), ".md", "")
    yield Damage("italic", article(w, [f"*{t}*" for t in own]), ".md", "")
    yield Damage("link", article(w, link), ".md", "")
    yield Damage("one block", article(w, [" ".join(own)]), ".md", "")
    yield Damage("quotes", article(w, [t.replace("'", "\u2019") for t in own]), ".md", "")
    yield Damage("blanks", article(w, [t.replace(" ", "\u00a0", 1).replace(" ", "  ") for t in own]), ".md", "")
    yield Damage("soft hyphen", article(w, [f"{t[:9]}\u00ad{t[9:]}" for t in own]), ".md", "")
    if " " in words:
        yield Damage("wrap", article(w, [t[::-1].replace(" ", "\n", 1)[::-1] for t in own]), ".md", "")
    if words.upper() != words and "ı" not in words and "i" not in words[len(OUTLET) :]:
        yield Damage("capitals", article(w, [words.upper(), own[1]]), ".md", "")
    changed = w._replace(
        prose=(w.prose[0], w.prose[1][: len(w.prose[1]) // 2] + " — " + w.prose[1][len(w.prose[1]) // 2 :], w.prose[2])
    )
    yield Damage("a word that does not matter", article(changed, own), ".md", "")
    page = "".join(
        f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>\n"
        for part in article(w, own).replace("  \n", "\n").split("\n\n")[1:]
    )
    title = article(w, own).split("\n")[0].lstrip("# ")
    yield Damage(
        "html", f"<html><body><article><h1>{html.escape(title)}</h1>\n{page}</article></body></html>", ".html", ""
    )
    entities = page.replace("a", "&#97;", 3).replace(OUTLET, OUTLET.replace("e", "&#101;"))
    yield Damage(
        "entities",
        f"<html><body><article><h1>{html.escape(title)}</h1>\n{entities}</article></body></html>",
        ".html",
        "",
    )
    yield Damage("text", article(w, own).lstrip("# ").replace("  \n", "\n"), ".txt", "")


def results(folder: Path) -> list[tuple[str, Damage, list[str]]]:
    """Every damage and the codes that it draws (spellings and claims are not asked for)."""
    (folder / "bridge.toml").write_text(house(), encoding="utf-8")
    (folder / "auditor.toml").write_text(
        f'publication = "{OUTLET}"\nextends = ["./bridge.toml"]\nassume = {{ translated = true }}\n', encoding="utf-8"
    )
    found = []
    for language in WORDINGS:
        for number, damage in enumerate(damages(language)):
            path = folder / f"{language}-{number}{damage.suffix}"
            path.write_text(damage.text, encoding="utf-8")
            found.append((language, damage, [v.code for v in audit_file(path) if v.severity != "info"]))
    return found


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Damage, list[str]]]:
    return results(tmp_path_factory.mktemp("damage"))


def test_what_changes_the_meaning_draws_the_right_code(drawn: list[tuple[str, Damage, list[str]]]) -> None:
    grave = [(lang, d, codes) for lang, d, codes in drawn if d.code]
    missed = [(lang, d.name, d.code, codes) for lang, d, codes in grave if d.code not in codes]
    assert len(missed) <= len(grave) // 100, missed


def test_what_changes_the_dress_draws_nothing(drawn: list[tuple[str, Damage, list[str]]]) -> None:
    assert [(lang, d.name, codes) for lang, d, codes in drawn if not d.code and codes] == []


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        every = results(Path(name))
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for lang, damage, codes in every:
        total[damage.name] += 1
        right = damage.code in codes if damage.code else not codes
        caught[damage.name] += right
        if not right:
            print("wrong:", lang, damage.name, damage.code, codes)
    for name, count in total.items():
        print(f"{name:28} {caught[name]}/{count}")
