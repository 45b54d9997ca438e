"""Names in whole articles: spellings of one name are found, look-alikes are left alone. All texts are the project's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor import audit_file, audit_text

# What stands round the two spellings: each is one name beside another, in the words that a news agency would choose.
VARIANTS = [
    # articles, and what they do to the letter behind them
    ("Shelling hit Wadi el-Nahl at dawn. By noon Wadi al-Nahl was empty, residents said.", "Wadi el-Nahl", "Wadi al-Nahl"),
    ("The council of Tal ash-Shur met. Later Tal al-Shur was calm, a resident said.", "Tal ash-Shur", "Tal al-Shur"),
    ("Samir el-Masri spoke first, he said. Samir al-Masri then left, the agency said.", "Samir el-Masri", "Samir al-Masri"),
    ("Deir el-Zour was calm, they said. The road to Deir al-Zour was shut, it added.", "Deir el-Zour", "Deir al-Zour"),
    # vowels written in two ways
    ("Farouk Hamdoun spoke, the agency said. Faruk Hamdoun then left, it added.", "Farouk Hamdoun", "Faruk Hamdoun"),
    ("Residents of Qaljibrin fled, he said. Qaljebrin lies in the north, he added.", "Qaljibrin", "Qaljebrin"),
    ("Mayor Yusuf Dalati spoke, she said. Youssef Dalati then resigned, she added.", "Yusuf Dalati", "Youssef Dalati"),
    ("Rebels took Zardana, they said. Zerdana had been quiet for weeks, they added.", "Zardana", "Zerdana"),
    ("The village of Ramtoun burnt, he said. Ramtun has no clinic, he added.", "Ramtoun", "Ramtun"),
    ("A doctor from Shinan wept, she said. The hospital of Sheenan is shut, she added.", "Shinan", "Sheenan"),
    # the end: ta marbuta, h or none
    ("Shells fell on Maskuna, they said. Maskunah was hit twice, they added.", "Maskuna", "Maskunah"),
    ("The school of Bzabura is shut, he said. Bzaburah has no other, he added.", "Bzabura", "Bzaburah"),
    ("Ranyeh Kassar is safe, he said. Ranyah Kassar phoned home, he added.", "Ranyeh Kassar", "Ranyah Kassar"),
    # doubled letters
    ("Judge Nabil Qassab ruled, it said. Nabil Qasab has ruled before, it added.", "Nabil Qassab", "Nabil Qasab"),
    ("Mohamed Samir spoke, it said. Mohammed Samir is a lawyer, it added.", "Mohamed Samir", "Mohammed Samir"),
    ("Abdullatif Merhi fled, he said. Abdulatif Merhi is in Jordan, he added.", "Abdullatif Merhi", "Abdulatif Merhi"),
    # in one word and in two
    ("Khaled Abdulqader spoke, it said. Khaled Abdel Qader then left, it added.", "Khaled Abdulqader", "Khaled Abdel Qader"),
    ("Hasan Abdel Nour spoke, it said. Hasan Abdul Nour is a teacher, it added.", "Hasan Abdel Nour", "Hasan Abdul Nour"),
    # apostrophes
    ("The town of Ma'rata burnt, he said. Marata is small, he added.", "Ma'rata", "Marata"),
    ("Ra'fat Darwish spoke, she said. Rafat Darwish is a nurse, she added.", "Ra'fat Darwish", "Rafat Darwish"),
    # French, German, Egyptian conventions
    ("Rachid Bouzid spoke, it said. Rashid Bouzid is a singer, it added.", "Rachid Bouzid", "Rashid Bouzid"),
    ("Tarek Shahine spoke, it said. Tariq Shahine is a lawyer, it added.", "Tarek Shahine", "Tariq Shahine"),
    ("Wahid Mokhtar spoke, it said. Vahid Mokhtar is in Tehran, it added.", "Wahid Mokhtar", "Vahid Mokhtar"),
    ("Rafik Haddad spoke, it said. Rafiq Haddad is a driver, it added.", "Rafik Haddad", "Rafiq Haddad"),
    # Russian and Ukrainian conventions
    ("Andriy Shevtsov spoke, it said. Andrii Shevtsov is a pilot, it added.", "Andriy Shevtsov", "Andrii Shevtsov"),
    ("Dmitry Lobachev spoke, it said. Dmitri Lobachev is a colonel, it added.", "Dmitry Lobachev", "Dmitri Lobachev"),
    ("Troops left Novoselivka, it said. Novoselyvka was burning, it added.", "Novoselivka", "Novoselyvka"),
    ("Trains to Kiev stopped, it said. Kyiv was dark, it added.", "Kiev", "Kyiv"),
    ("Kharkiv was shelled, it said. The mayor of Kharkov spoke, it added.", "Kharkiv", "Kharkov"),
    # diacritics
    ("Junot Ferreira wrote it, she said. François Dubeau agreed, and Francois Dubeau signed.", "François Dubeau", "Francois Dubeau"),
    # both parts at once, surname alone, lists that a lexicon joins
    ("Maaret al-Noman was hit, he said. In Marat al-Numan nobody slept, he added.", "Maaret al-Noman", "Marat al-Numan"),
    ("Khan Sheikhoun was hit, it said. Doctors in Khan Shaykhun spoke, it added.", "Khan Sheikhoun", "Khan Shaykhun"),
    ("Hay’at Tahrir al-Sham advanced, it said. Hayat Tahrir al-Sham lost ten men, it added.", "Hay’at Tahrir al-Sham", "Hayat Tahrir al-Sham"),
    ("Kafr Zita was hit, it said. Kafr Zeita lies near it, it added.", "Kafr Zita", "Kafr Zeita"),
]  # fmt: skip

TWO_NAMES = [
    # two people
    "Mohamed Samir spoke, it said. Mohammed Ali then left, it added.",
    "Hassan Ali met Ali Hassan, the agency said.",
    "Ali Saleh met Alia Saleh, the agency said.",
    "Hassan Darwish met Hussein Darwish, the agency said.",
    "Rami Haddad met Ramia Haddad, the agency said.",
    "Samir Khoury met Samira Khoury, the agency said.",
    "Bashar Nahhas met Bashir Nahhas, the agency said.",
    "Khaled Nahhas met Khalil Nahhas, the agency said.",
    "Karim Nahhas met Karam Nahhas, the agency said.",
    "Amer Nahhas met Omar Nahhas, the agency said.",
    "Ahmad Nahhas met Hamad Nahhas, the agency said.",
    "Mahmoud Nahhas met Mohammed Nahhas, the agency said.",
    "Saad Nahhas met Said Nahhas, the agency said.",
    "Nasser Nahhas met Nasr Nahhas, the agency said.",
    "Olga Petrova met Ivan Petrov, the agency said.",
    "Lena Sokolova met Boris Sokolov, the agency said.",
    "Deborah Ross met Russ Feingold, the agency said.",
    "Clark met Clarke in London, the agency said.",
    # two places, groups and offices
    "Hama and Homs were quiet, the agency said.",
    "Daraa and Daraya were quiet, the agency said.",
    "The town of al-Bab and the crossing of Bab al-Hawa were quiet, the agency said.",
    "Iran and Iraq were quiet, the agency said.",
    "The State Duma met on Syria; Douma was quiet, the agency said.",
    "Ansar fighters met the Ansari family, the agency said.",
    # words and what is made of them
    "Syria thanked the Syrian people, and Syrians thanked Syria, the agency said.",
    "The Minister left the Ministry, the agency said.",
    "The Coordinating body and the Coordination Committee met, the agency said.",
    "Turkey and the Turkish army, Kurds and the Kurdish party met, the agency said.",
    "The Northeastern and Northwestern fronts were quiet, the agency said.",
    "Daesh and Daesh-held Raqqa, Raqqa's people and Aleppo-based groups met, the agency said.",
    # one spelling, in short and in full
    "Rami Abdulrahman spoke, it said. Abdulrahman runs the Observatory, it added.",
    "Mohamed Samir Khedr spoke, it said. Mohamed Samir is a writer, it added.",
    "Hayat Tahrir al-Sham (HTS) advanced, it said. HTS lost ten men, it added.",
    "Abu Mohammed al-Jolani spoke, it said. Jolani, or al-Jolani, leads the group, it added.",
    "The so-called Islamic State lost ground, it said. Islamic State fled, it added.",
    "Jaysh al-Islam spoke, it said. The Jaysh al-Islam office in Deir Ezzor is shut, and Deir-Ezzor is quiet.",
    "Bashar al-Assad spoke, it said. Bashar Assad is the president, and Assad is in Damascus.",
]  # fmt: skip


def names(text: str, path: str | None = None) -> list[str]:
    """Messages of the names family."""
    return [v.message for v in audit_text(text, path=path) if v.code.startswith("NAM")]


@pytest.mark.parametrize(("text", "one", "other"), VARIANTS, ids=[f"{a} / {b}" for _, a, b in VARIANTS])
def test_spellings_of_one_name(text: str, one: str, other: str) -> None:
    [message] = names(text)
    quoted = re.findall(r'"([^"]+)"', message)
    assert set(quoted) == {one, other}


@pytest.mark.parametrize("text", TWO_NAMES)
def test_two_names_and_one_spelling(text: str) -> None:
    assert names(text) == []


def test_the_rarer_spelling_is_marked_and_all_other_places_are_related() -> None:
    text = "Zerdana burnt, he said. Zardana has no clinic, he added. Zardana is small, and Zerdana poor; Zardana fled."
    [violation] = [v for v in audit_text(text) if v.code.startswith("NAM")]
    assert text[violation.start : violation.end] == "Zerdana"
    assert violation.start == 0
    assert sorted(text[r.start : r.end] for r in violation.related) == ["Zardana"] * 3 + ["Zerdana"]
    assert violation.fix is not None
    assert not violation.fix.safe
    assert {e.text for e in violation.fix.edits} == {"Zardana"}
    assert len(violation.fix.edits) == 2


def test_three_spellings_are_one_violation() -> None:
    [message] = names("Hasaka was hit, he said. Hassakeh is cold, he added. Doctors left Hasakah, he went on.")
    assert all(f'"{word}"' in message for word in ("Hasaka", "Hassakeh", "Hasakah"))


def test_a_slip_has_its_own_code() -> None:
    for text, slip in (
        ("Aleppo was calm, he said. The road to Alepppo is open, he added.", "Alepppo"),
        ("The Euphrates rose, he said. By the Euphrates and the Eurphrates dam all was calm.", "Eurphrates"),
        ("Abdulhadi Yildiz spoke, it said. Adbulhadi Yildiz owns a shop, it added.", "Adbulhadi Yildiz"),
    ):
        [violation] = [v for v in audit_text(text) if v.code.startswith("NAM")]
        assert (violation.code, text[violation.start : violation.end]) == ("NAM020", slip)


def test_a_spelling_that_a_house_does_not_know_is_put_into_its_form(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(
        '[pack]\nname = "h"\nextends = ["names"]\n[house-spellings]\n"Deir ez-Zor" = []\n', encoding="utf-8"
    )
    (tmp_path / "auditor.toml").write_text('extends = ["./house.toml"]\nselect = ["NAM"]\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        "Deir ez-Zor was calm, he said. Dier ez-Zor has no clinic, he added.", encoding="utf-8"
    )
    [violation] = audit_file(str(tmp_path / "a.txt"))
    assert violation.code == "NAM010"
    assert '"Dier ez-Zor" and "Deir ez-Zor"' in violation.message
    assert violation.fix is not None
    assert [e.text for e in violation.fix.edits] == ["Deir ez-Zor"]


@pytest.mark.parametrize(
    "text",
    [
        "Das Werkzeug liegt da, sagte er. Die Werkzeuge fehlen, und der Schritt nach den Schritten auch, sagte sie dann.",
        "Konferencja Rubiego trwa, powiedział on. O Konferencji Rubiemu mówi się w mieście od wielu lat, dodał potem.",
        "Estas son las casas, dijo el hombre. Estos son los libros que leemos todos los días en la escuela, dijo ella.",
    ],
)
def test_other_languages_have_no_english_word_list(text: str) -> None:
    assert names(text) == []


def test_titles_and_quotations_are_related_but_never_marked() -> None:
    text = 'Zardana burns\n\nThe town of Zerdana was hit, he said.\n\n"We left Zardana at night," she said. Zerdana has no clinic.\n'
    [violation] = [v for v in audit_text(text) if v.code.startswith("NAM")]
    assert text[violation.start : violation.end] == "Zerdana"
    assert '"Zardana"' in violation.message
    assert len(violation.related) == 3


def test_addresses_handles_and_code_hold_no_names() -> None:
    text = "See zerdana.example.org, @Zerdana, press@Zerdana.example and `Zerdana`. Zardana was hit, he said."
    assert names(text, "a.md") == []


@pytest.mark.parametrize("sign", ["'", "’", "ʼ", "ʻ", "‘"])
def test_the_sort_of_apostrophe_is_no_spelling(sign: str) -> None:
    assert names(f"Hay'at Tahrir al-Sham advanced, it said. Hay{sign}at Tahrir al-Sham fled, it added.") == []


def test_a_long_list_of_words_ends_in_time() -> None:
    words = " ".join(f"Na{a}{b}{c}r" for a in "aeiou" for b in "bdfgk" for c in "aeiou" for _ in range(3))
    assert isinstance(names(f"{words} said so."), list)
