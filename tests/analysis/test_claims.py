"""Claims and verdicts: what is a claim, who answers for it, and the SRC rows of the two seeds to the column."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.analysis.facts import Context, Facts
from auditor.analysis.verdicts import Verdict
from auditor.article import Article, Block, Segment, SourceMap
from auditor.kinds.claim import LONGEST, Params, shortened
from auditor.rulebook import Rulebook
from auditor.source import Source

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
BEFORE = "The road to the north has been closed since the rain began, and the shops in the old town are not open.\n"
AFTER = " It was cold in the old town."


def facts_of(text: str) -> Facts:
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block("paragraph", start, at + len(line.rstrip())))
        at += len(line)
    source_map = SourceMap([Segment(0, len(text), 0, len(text), True)])
    return Facts(Article(Source(text), text, tuple(blocks), source_map), Rulebook(rules=()), Context())


def verdicts(text: str) -> list[tuple[str, str, str]]:
    """(fault, type, marked words) of a paragraph of its own."""
    facts = facts_of(BEFORE + text + AFTER)
    return [(v.fault, v.type, facts.words(v.start, v.end)) for v in facts.verdicts]


def types(text: str) -> set[str]:
    return {claim.type for claim in facts_of(BEFORE + text + AFTER).claims}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (
            "At least 30 people were killed in the shelling on Monday.",
            "casualties",
            "At least 30 people were killed in the shelling on Monday",
        ),
        ("The shelling went on, killing three women and a boy.", "casualties", "killing three women and a boy"),
        (
            "A teacher was killed by a sniper on the bridge.",
            "casualties",
            "A teacher was killed by a sniper on the bridge",
        ),
        (
            "Twelve soldiers were reportedly killed on Monday.",
            "casualties",
            "Twelve soldiers were reportedly killed on Monday",
        ),
        ("The “humanitarian” corridor was shelled and 30 people were killed.", "casualties", "30 people were killed"),
        (
            "Helicopters dropped barrel bombs on the old quarter.",
            "weapons",
            "Helicopters dropped barrel bombs on the old quarter",
        ),
        (
            "The militia executed eleven prisoners behind the school.",
            "atrocities",
            "The militia executed eleven prisoners behind the school",
        ),
        (
            "Rebels captured the town of Khan Tuman on Friday.",
            "territory",
            "Rebels captured the town of Khan Tuman on Friday",
        ),
        ("Warplanes bombed the airport road overnight.", "attack", "Warplanes bombed the airport road overnight"),
        ("Gunmen abducted four teachers near Suwayda.", "detention", "Gunmen abducted four teachers near Suwayda"),
    ],
)
def test_unsourced(text: str, kind: str, words: str) -> None:
    assert verdicts(text) == [("unsourced", kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "At least 30 people were killed in the shelling, the civil defence said.",
        "The army killed at least 300 fighters, according to its statement.",
        "“They dropped barrel bombs on the old quarter and killed my two sons,” Lina Saad said.",
        "The group claimed responsibility for the blast that killed nine people.",
        "Rebels captured the town of Khan Tuman on Friday, both sides said.",
        "An AFP photographer saw the bodies of three children in the yard.",
        "The Observatory gave a toll of 12 dead, and put the number of wounded at 40.",
    ],
)
def test_sourced(text: str) -> None:
    assert verdicts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A new offensive could kill hundreds of civilians in the city.",
        "If the rebels take the town, hundreds of people may be killed.",
        "The two sides agreed not to shell the town again.",
        "Nobody was killed in the two accidents on the bridge.",
        "The team has been killing time in the two hotels.",
        "The senator attacked the plan, and hit back at the two critics of his party.",
        "The candidate captured two states and took over the lead in the polls.",
        "The Organisation for the Prohibition of Chemical Weapons met in the town.",
        "Families came back to the newly captured areas of the town.",
        "In the days after the attack the market stayed closed.",
    ],
)
def test_no_claim(text: str) -> None:
    assert verdicts(text) == []


def test_a_war_toll_is_a_type_of_its_own() -> None:
    assert "war-toll" in types("More than 300,000 people have been killed since the conflict began.")
    assert "casualties" not in types("More than 300,000 people have been killed since the conflict began.")


@pytest.mark.parametrize("toll", ["25", "٢٥", "۲۵"])
def test_digits_of_all_scripts_count(toll: str) -> None:
    (verdict,) = facts_of(f"{BEFORE}{toll} people were killed in the shelling on Monday.{AFTER}").verdicts
    assert not verdict.weak


@pytest.mark.parametrize(
    "text",
    [
        "A man whose son was killed reacts in the yard of the clinic.",
        "In 2000 they bombed the ship, killing 17 sailors.",
        "The bodies of two boys lay in the yard of the clinic.",
    ],
)
def test_what_is_told_in_passing_is_weak(text: str) -> None:
    assert all(v.weak for v in facts_of(BEFORE + text + AFTER).verdicts)


def test_the_source_follows() -> None:
    text = "Ten people were killed in Homs on Monday. A source at the police command said that 10 mortar rounds fell on Homs."
    assert [v[0] for v in verdicts(text)] == ["source-follows"]


def test_vague_and_anonymous_are_one_verdict_each() -> None:
    assert [
        v[:2] for v in verdicts("Unconfirmed reports have emerged of forces firing chlorine gas into the village.")
    ] == [("vague", "weapons")]
    assert verdicts("The strikes have reportedly killed nine civilians, according to local sources.") == [
        ("anonymous", "casualties", "according to local sources")
    ]


def test_an_anonymous_source_is_reported_once() -> None:
    text = "According to local sources, nine people were killed. According to local sources, four people were killed later."
    (verdict,) = facts_of(BEFORE + text + AFTER).verdicts
    assert len(verdict.related) == 1


def test_a_doubled_claim_is_reported_once() -> None:
    lead = "Nine people were killed in the shelling of the market in Homs on Monday."
    (verdict,) = facts_of(f"{BEFORE}{lead} {lead}{AFTER}").verdicts
    assert len(verdict.related) == 1


def test_claims_in_a_row_are_one_chain() -> None:
    text = "Nine people were killed in the shelling on Monday. Warplanes bombed the airport road overnight."
    (verdict,) = facts_of(BEFORE + text + AFTER).verdicts
    assert verdict.type == "casualties"
    assert len(verdict.chain) == 1


def test_headings_and_furniture_claim_nothing() -> None:
    text = (
        "Twelve killed in the shelling of the market\n"
        + BEFORE
        + "Heavy casualties and chemical weapons used in Homs\n"
        + BEFORE
    )
    assert facts_of(text).claims == []


def test_messages_quote_at_most_ninety_characters() -> None:
    long = "Russian and Syrian warplanes " + "and more warplanes " * 20 + "bombed the town"
    assert len(shortened(long)) <= LONGEST
    assert shortened(long).startswith("Russian and Syrian warplanes")
    assert shortened(long).endswith("town")
    assert len(shortened("x" * 400)) <= LONGEST
    assert shortened("as\n it stands") == "as it stands"


def test_an_unknown_type_is_an_error_that_names_the_others() -> None:
    with pytest.raises(ValueError, match="casualties, weapons"):
        Params(types=["casualty"])


def _places(name: str) -> dict[tuple[int, int], tuple[Verdict, str]]:
    text = (SEEDS / name).read_text(encoding="utf-8")
    facts = facts_of(text)
    return {
        facts.article.source.position(facts.pieces(v.start, v.end)[0].start): (v, facts.words(v.start, v.end))
        for v in facts.verdicts
    }


def test_the_first_seed_to_the_column() -> None:
    found = _places("000_66c23918593ebe75.txt")
    assert {place: (v.fault, v.type) for place, (v, _) in found.items()} == {
        (1, 62): ("source-follows", "territory"),
        (9, 70): ("source-follows", "territory"),
        (9, 163): ("anonymous", "territory"),
        (11, 188): ("unsourced", "territory"),
        (12, 14): ("unsourced", "attack"),
        (14, 54): ("unsourced", "casualties"),
        (15, 1): ("vague", "weapons"),
    }
    toll, words = found[14, 54]
    assert words == "at least 25 HTS fighters and 100 Syrian government troops reported killed"
    assert not toll.weak
    assert found[9, 163][1] == "According to local sources"
    facts = facts_of((SEEDS / "000_66c23918593ebe75.txt").read_text(encoding="utf-8"))
    (again,) = found[9, 163][0].related
    assert facts.article.source.position(facts.pieces(*again)[0].start) == (15, 232)


def test_the_second_seed_to_the_column() -> None:
    found = _places("002_f14a8a05136cdb8e.txt")
    assert {place: (v.fault, v.type) for place, (v, _) in found.items()} == {(14, 129): ("unsourced", "attack")}


def test_a_claim_from_history_hides_no_fresh_toll() -> None:
    from auditor import audit_text

    text = "In 1982, the army killed thousands of people in Hama. Last week the army killed five people in Homs."
    found = [(v.severity, text[v.start : v.end]) for v in audit_text(text)]
    assert ("error", "killed five people in Homs") in found


QUIET = " The road to the north is closed. It was cold in the old town. The shops did not open. Bread is dear."


def graded(text: str) -> list[tuple[str, str]]:
    from auditor import audit_text

    return [(v.code, v.severity) for v in audit_text(text) if v.code.startswith("SRC")]


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("Lina Saad said that the school would stay closed.", ("SRC001", "error")),
        ("Lina Saad said that nine people were killed.", ("SRC020", "warning")),
        ("The civil defence in Saraqeb said that the fire was out.", ("SRC020", "warning")),
        ("They said that the fire was out.", ("SRC020", "warning")),
    ],
)
def test_a_page_in_one_block_has_no_paragraphs(after: str, found: tuple[str, str]) -> None:
    text = f"Nine people were killed in the shelling of Saraqeb on Tuesday. {after}{QUIET}\n"
    assert graded(text) == [found]


def test_in_a_paragraph_the_next_sentence_has_its_source() -> None:
    lead = "Nine people were killed in the shelling of Saraqeb on Tuesday. Lina Saad said that the school would stay closed."
    assert graded(f"{lead}\n\n{QUIET[1:]}\n\n{QUIET[1:]}\n") == [("SRC020", "warning")]


@pytest.mark.parametrize(
    ("toll", "severity"),
    [
        ("The convoy was hit by a strike which killed 12 drivers near Saraqeb.", "error"),
        ("The mayor met a man whose son was killed near Saraqeb.", "warning"),
    ],
)
def test_an_aside_weighs_less(toll: str, severity: str) -> None:
    assert graded(f"{QUIET[1:]} {toll}{QUIET}") == [("SRC001", severity)]


def test_a_name_at_the_foot_is_no_source() -> None:
    assert graded(f"{QUIET[1:]} Nine people were killed in Saraqeb on Tuesday. R. Saad / H. Said") == [
        ("SRC001", "error")
    ]


def test_a_lead_told_twice_in_nearly_the_same_words_is_one() -> None:
    lead = "A car bomb killed at least 70 people and left more than {}hundred others wounded north of the old town."
    text = f"{lead.format('')} {lead.format('a ')} Lina Saad said that bread is dear.{QUIET}"
    assert ("SRC001", "error") in graded(text)
    assert all(code == "SRC001" for code, _ in graded(text))


def test_an_attack_that_is_known_already_is_no_new_claim() -> None:
    assert graded(f"{QUIET[1:]} The attack came on the day of the market in the old town, where soldiers stood.") == []
    assert graded(f"{QUIET[1:]} Warplanes attacked the market in the old town, where soldiers stood.") == [
        ("SRC004", "warning")
    ]
