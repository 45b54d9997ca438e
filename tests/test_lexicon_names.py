"""The lexicon in whole articles: how a name is recognised, what is none, what a house's choice does. Through the public calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import audit_file, audit_text
from auditor.violation import Violation
from tests.conftest import Ran

Desk = Callable[..., tuple[list[str], str]]


def applied(text: str, violations: list[Violation]) -> str:
    edits = [e for v in violations if v.fix and v.fix.safe for e in v.fix.edits]
    for edit in sorted(edits, key=lambda e: -e.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Checks a text with house spellings: the words that NAM001 marks, and the text with its safe fixes."""

    def check(text: str, *house: str, name: str = "a.md", more: str = "") -> tuple[list[str], str]:
        chosen = "".join(f'"{form}" = []\n' for form in house)
        (tmp_path / "house.toml").write_text(
            f'[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n{chosen}\n{more}', encoding="utf-8"
        )
        (tmp_path / "auditor.toml").write_text('extends = ["./house.toml"]\nselect = ["NAM001"]\n', encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        found = audit_file(str(tmp_path / name))
        return [text[v.start : v.end] for v in found], applied(text, found)

    return check


JOLANI = "al-Jolani"


@pytest.mark.parametrize(
    ("house", "text", "words", "fixed"),
    [
        # case
        (JOLANI, "AL-JOULANI SPEAKS AGAIN, he said.", "AL-JOULANI", "AL-JOLANI SPEAKS AGAIN, he said."),
        (JOLANI, "Al-Joulani left, he said.", "Al-Joulani", "Al-Jolani left, he said."),
        ("Kyiv", "KIEV IS DARK, he said.", "KIEV", "KYIV IS DARK, he said."),
        # possessives, with each sort of apostrophe
        ("Kyiv", "He saw Kiev's mayor.", "Kiev", "He saw Kyiv's mayor."),
        ("Kyiv", "He saw Kiev’s mayor.", "Kiev", "He saw Kyiv’s mayor."),
        (JOLANI, "He spoke of Joulani’s men.", "Joulani", "He spoke of Jolani’s men."),
        ("Tartus", "He saw Tartous’ port.", "Tartous", "He saw Tartus’ port."),
        # hyphens, there and not
        ("Deir ez-Zor", "He left Deir-ez-Zour at night.", "Deir-ez-Zour", "He left Deir ez-Zor at night."),
        ("Deir ez-Zor", "He left Deir ez Zour at night.", "Deir ez Zour", "He left Deir ez-Zor at night."),
        ("Khan Shaykhun", "He left Khan-Cheikhoun at night.", "Khan-Cheikhoun", "He left Khan Shaykhun at night."),
        # every apostrophe
        *(("Daraa", f"He left Dar{sign}a at night.", f"Dar{sign}a", "He left Daraa at night.") for sign in "'’ʼʻ‘`ʿʾ" if sign != "`"),
        # diacritics
        ("Qamishli", "He left al-Qāmishlī at night.", "al-Qāmishlī", "He left Qamishli at night."),
        ("Kobani", "He left Kobanê at night.", "Kobanê", "He left Kobani at night."),
        ("Manbij", "He left Minbiç at night.", "Minbiç", "He left Manbij at night."),
        # the article in front: listed once, read in each form
        (JOLANI, "The man, el-Joulani, left.", "el-Joulani", "The man, al-Jolani, left."),
        (JOLANI, "The man, Al Joulani, left.", "Al Joulani", "The man, Al-Jolani, left."),
        (JOLANI, "The man, al Joulani, left.", "al Joulani", "The man, al-Jolani, left."),
        ("Raqqa", "He left er-Raqqa at night.", "er-Raqqa", "He left Raqqa at night."),
        ("al-Shaddadi", "He left ash-Shaddadeh at night.", "ash-Shaddadeh", "He left al-Shaddadi at night."),
        # the article inside: also where no form has it so
        ("Jabhat al-Nusra", "He left Jebhat en-Nusra.", "Jebhat en-Nusra", "He left Jabhat al-Nusra."),
        ("Tayyibat al-Imam", "He left Taibet el-Imam.", "Taibet el-Imam", "He left Tayyibat al-Imam."),
        ("Ansar al-Din", "He left Ansar ed-Deen.", "Ansar ed-Deen", "He left Ansar al-Din."),
        # French elisions
        ("Idlib", "Les habitants d’Idleb ont fui, dit-il à la radio hier soir.", "Idleb", "Les habitants d’Idlib ont fui, dit-il à la radio hier soir."),
        ("Afrin", "Il dit qu’Efrin et l’Efrin de jadis sont deux mondes.", "Efrin", "Il dit qu’Afrin et l’Afrin de jadis sont deux mondes."),
        # line breaks
        ("Deir ez-Zor", "He left Deir\nel-Zour at night.", "Deir\nel-Zour", "He left Deir ez-Zor at night."),
        # German -s, Turkish endings behind an apostrophe
        ("Kyiv", "Die Einwohner von Kiev sagen, dass Kievs Bürgermeister am Montag nicht in der Stadt war.", "Kiev", "Die Einwohner von Kyiv sagen, dass Kyivs Bürgermeister am Montag nicht in der Stadt war."),
        ("Idlib", "Bakanlık Edlib'deki okulların bugün açılacağını ve Edlib'in yollarının güvenli olduğunu söyledi.", "Edlib", "Bakanlık Idlib'deki okulların bugün açılacağını ve Idlib'in yollarının güvenli olduğunu söyledi."),
    ],
)  # fmt: skip
def test_a_name_is_known_in_each_dress_and_put_into_the_houses(
    desk: Desk, house: str, text: str, words: str, fixed: str
) -> None:
    found, after = desk(text, house)
    assert set(found) == {words}
    assert after == fixed
    assert desk(after, house) == ([], after)


@pytest.mark.parametrize(
    ("house", "text"),
    [
        # longer words and names
        ("Hama", "Hamad left, he said, and so did Hamadan."),
        ("Hama", "He left al-Hama, which is a town near Damascus."),
        (JOLANI, "He lives in al-Joulani Street, near Joulani Hospital."),
        (JOLANI, "The Golani Brigade lost two men, it said."),
        ("Zelensky", "The poet Marko Zelenskyy was born in Lviv, he said."),
        ("al-Assad", "Boats went out on Lake Asad, he said."),
        ("al-Assad", "His cousin Assad al-Tikriti left, he said."),
        ("Douma", "The State Duma met, it said."),
        ("Salqin", "The rabbi, Jeffrey Salkin, spoke, he said, and so did Bab Salkin."),
        ("Mayadin", "The channel Al Mayadeen TV said so."),
        ("Kyiv", "He ate chicken Kiev and read about Kievan Rus."),
        ("Kyiv", "The Kiev-Kharkov train left, he said."),
        # addresses, handles, files, code
        ("Kyiv", "See https://kiev.example/Kiev and www.Kiev.example, or write to Kiev@Kiev.example, @Kiev, #Kiev."),
        ("Kyiv", "The pictures are Kiev.jpg, Kiev-2014.png, photo_Kiev_1.webp and img/Kiev/one.svg, he said."),
        ("Kyiv", "Call `Kiev` or ``see `Kiev` now`` there, he said."),
        ("Kyiv", "He wrote:\n\n    Kiev = 1\n\nand left."),
        # quotations, titles, the house's own form, other languages' names of it, other scripts
        ("Kyiv", "# Kiev burns\n\n“We left Kiev at night,” she said."),
        ("Kyiv", "Kyiv, KYIV and Kyiv’s mayor are right, he said."),
        ("Kyiv", "He wrote “Київ”, and the Russian Киев. It is Київ in Ukrainian, he said."),
        ("Aleppo", "Alep is what the French call it, he said; Halep is Turkish."),
        ("al-Jolani", "Abu Mohammed al-Jolani (أبو محمد الجولاني) left, he said, and الجولاني came back."),
    ],
)
def test_what_is_not_the_name_or_not_judged(desk: Desk, house: str, text: str) -> None:
    assert desk(text, house)[0] == []


def test_html_has_code_too(desk: Desk) -> None:
    text = "<p>He left Kiev with <code>Kiev</code> and <KBD>see Kiev</KBD>, he said.</p>"
    assert desk(text, "Kyiv", name="a.html")[0] == ["Kiev"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("President Zelenskyy left, he said.", ["Zelenskyy"]),
        ("On Monday Mr. Zelenskyy left; Syria’s Zelenskyy he is not.", ["Zelenskyy", "Zelenskyy"]),
        ("But Zelenskyy left Tuesday, he said. While Zelenskyy Friday said nothing.", ["Zelenskyy", "Zelenskyy"]),
        ("The EU and UN asked NATO Zelenskyy’s question.", ["Zelenskyy"]),
    ],
)
def test_titles_days_and_english_words_make_no_longer_name(desk: Desk, text: str, marked: list[str]) -> None:
    assert desk(text, "Zelensky")[0] == marked


def test_the_longest_entry_wins(desk: Desk) -> None:
    text = "He left Deir al-Zour and Bashar el-Asad, Khan Assal and Abu Mohammed al-Joulani."
    assert desk(text, "Bashar al-Assad", "al-Assad", "al-Jolani")[0] == ["Bashar el-Asad", "al-Joulani"]


def test_a_short_form_that_a_house_chose_is_judged_at_the_end_of_the_whole_name(desk: Desk) -> None:
    found, after = desk("Abu Muhammad al-Golani spoke. Golani left, and HTS with him.", JOLANI)
    assert found == ["al-Golani", "Golani"]
    assert after == "Abu Muhammad al-Jolani spoke. Jolani left, and HTS with him."


def test_a_whole_name_that_a_house_chose_judges_its_short_forms(desk: Desk) -> None:
    found, after = desk("Abu Muhammad al-Golani spoke. The guests of al-Golani left.", "Abu Mohammed al-Jolani")
    assert found == ["Abu Muhammad al-Golani", "al-Golani"]
    assert after == "Abu Mohammed al-Jolani spoke. The guests of al-Jolani left."


def test_an_entry_may_name_the_houses_form(desk: Desk) -> None:
    more = '[spellings.place]\n"Zardesh" = { forms = ["Zardech", "Zerdesh"], house = "Zerdesh" }\n'
    assert desk("He left Zardech at night.", more=more) == (["Zardech"], "He left Zerdesh at night.")
    more = '[spellings.person]\n"Nuri Qalbaz" = { forms = ["Noori Qalbaz"], short = ["Qalbaz", "Kalbaz"], house = "Nuri Qalbaz" }\n'
    assert (
        desk("Noori Qalbaz left. The men of Kalbaz left.", more=more)[1] == "Nuri Qalbaz left. The men of Qalbaz left."
    )


@pytest.mark.parametrize(
    ("house", "text", "marked"),
    [
        ("إدلب", "قال السكان إن ادلب هادئة، وإن الطريق إلى إدلب مفتوحة منذ الصباح.", ["ادلب"]),
        ("الجولاني", "قال الشهود إن الجولاني غادر المدينة، وإن للجولاني رجالا فيها وبالجولاني ثقة.", []),
        ("داعش", "قال الشهود إن الدواعش وتنظيم الدولة خرجا من القرية في الصباح الباكر.", []),
    ],
)
def test_arabic_names_in_an_arabic_article(desk: Desk, house: str, text: str, marked: list[str]) -> None:
    assert desk(text, house)[0] == marked


@pytest.mark.parametrize("prefix", ["", "و", "ب", "ل", "ف", "ك", "وب"])
def test_arabic_prefixes_stay_before_the_houses_form(desk: Desk, prefix: str) -> None:
    more = '[spellings.place]\n"كوباني" = ["كوبانيه"]\n'
    text = f"قال السكان إن الطريق مفتوحة منذ الصباح، {prefix}كوبانيه هادئة اليوم."
    found, after = desk(text, "كوباني", more=more)
    assert found == ["كوبانيه"]
    assert after == f"قال السكان إن الطريق مفتوحة منذ الصباح، {prefix}كوباني هادئة اليوم."


def test_inflected_names_are_known_and_keep_their_ending(desk: Desk) -> None:
    russian = "Жители города говорят, что в {} было тихо, сообщили в администрации. Мэр {} молчит, а из {} идут поезда."
    more = '[spellings.place]\n"Одеса" = ["Одесса"]\n"Артёмск" = ["Артемск"]\n'
    found, after = desk(russian.format("Одессе", "Одессы", "Артемска"), "Одеса", "Артёмск", more=more)
    assert found == ["Одессе", "Одессы", "Артемск"]
    assert after == russian.format("Одесе", "Одесы", "Артёмска")
    polish = "Mieszkańcy mówią, że w {} było cicho, a burmistrz {} milczy od tygodnia, podała agencja w czwartek."
    more = '[spellings.place]\n"Odesa" = ["Odessa"]\n"Charkow" = ["Harkow"]\n'
    found, after = desk(polish.format("Odessie", "Charkova"), "Odesa", "Kharkiv")
    assert found == ["Odessie", "Charkov"] or found == ["Odessie"]
    assert "Odesie" in after
    assert desk("He left Odessy and Kharkove at night, he said to us.", "Odesa", "Kharkiv")[0] == []


# Joined without a house: two spellings in one article.


def names(text: str, path: str | None = None) -> list[str]:
    return [v.message for v in audit_text(text, path=path) if v.code.startswith("NAM")]


@pytest.mark.parametrize(
    "text",
    [
        "Abu Mohammed al-Jolani spoke, it said. Al-Jolani left, and Jolani came back, it added.",
        "Volodymyr Zelenskyy spoke, it said. Zelenskyy left, it added.",
        "Hayat Tahrir al-Sham advanced, it said. HTS lost ten men, it added.",
        "Abdullah Öcalan wrote, it said. Apo, as Öcalan is called, is in prison, it added.",
        "Aleppo, which the French call Alep and the Turks Halep, was quiet, it said.",
        "Vladimir Putin, in French Vladimir Poutine, left, it said.",
        "Kyiv (Київ) is dark, it said.",
        "The mayor of Deir ez-Zor spoke, it said. In Deir-ez-Zor and Deir ez Zor nothing moved.",
        "Tanf was hit, it said. The base at al-Tanf is empty.",
    ],
)
def test_short_forms_exonyms_and_other_scripts_are_no_variants(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Abu Mohammed al-Jolani spoke, it said. Al-Joulani left, it added.", ("Abu Mohammed al-Jolani", "Al-Joulani")),
        ("Volodymyr Zelensky spoke, it said. Zelenskyy left, it added.", ("Volodymyr Zelensky", "Zelenskyy")),
        ("Jolani spoke, it said. The guests of al-Golani left, it added.", ("Jolani", "al-Golani")),
        ("Kyiv was dark, it said. Kiev has no light, it added.", ("Kyiv", "Kiev")),
        ("Jabhat al-Nusra left, it said. Jabhat en-Nusra came back, it added.", ("Jabhat al-Nusra", "Jabhat en-Nusra")),
        ("Qamishli was hit, it said. In al-Qāmishlī nobody slept.", ("Qamishli", "al-Qāmishlī")),
        ("Tabqa was hit, it said. In al-Tabaqa nobody slept.", ("Tabqa", "al-Tabaqa")),
        ("Jisr al-Shughour was hit, it said. In Jisr ash-Shughur nobody slept.", ("Jisr al-Shughour", "Jisr ash-Shughur")),
    ],
)  # fmt: skip
def test_two_spellings_are_reported_once(text: str, both: tuple[str, str]) -> None:
    [message] = names(text)
    assert all(f'"{words}"' in message for words in both)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('"X Y" = { forms = [], exonym = ["Z"] }', "unknown key `exonym`"),
        ('"X Y" = { forms = ["X Y"] }', 'spelling "X Y" of "X Y" stands twice'),
        ('"X Y" = { forms = [], short = ["Y"] }', 'spelling "Y" of "X Y" is too short to be a name'),
        ('"X Y" = { forms = [], wikidata = "1899" }', 'wikidata "1899" of "X Y" is no item'),
        (
            '"X Y" = { forms = ["Kharkov"], exonyms = ["Kiew"] }',
            '"X Y" joins "Kyiv" and "Kharkiv", which are two names',
        ),
    ],
)
def test_a_broken_entry_is_refused_with_its_line(
    auditor: Callable[..., Ran], tmp_path: Path, line: str, says: str
) -> None:
    (tmp_path / "p.toml").write_text(
        f'[pack]\nname = "p"\nextends = ["names"]\n[spellings.person]\n{line}\n', encoding="utf-8"
    )
    (tmp_path / "auditor.toml").write_text('extends = ["./p.toml"]\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    ran = auditor("check", "a.txt")
    assert ran.code == 2
    assert says in ran.err + ran.out
    assert "p.toml:5" in ran.err + ran.out


def test_explain_joins_exonyms_and_short_forms(auditor: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The mayor of Aleppo spoke, it said. People call it Alep and Halep, it added. Volodymyr Zelensky left; later Zelensky wrote.",
        encoding="utf-8",
    )
    clusters: dict[str, int] = {
        n["text"]: n["cluster"] for n in auditor("explain", "--format", "json", "a.txt").json["names"]
    }
    assert clusters["Aleppo"] == clusters["Alep"] == clusters["Halep"]
    assert clusters["Volodymyr Zelensky"] == clusters["Zelensky"]
