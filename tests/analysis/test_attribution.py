"""Who says what: cues, sources, levels and carrying, in sentences of our own."""

from __future__ import annotations

import pytest

from auditor.analysis.facts import Context, Facts
from auditor.article import Article, Block, Segment, SourceMap
from auditor.rulebook import Rulebook
from auditor.source import Source

# Enough English around a short sentence for its language to be decided, in a paragraph of its own.
BEFORE = "The road to the north has been closed since the rain began, and the shops in the old town are not open.\n"


def facts_of(text: str, before: str = BEFORE) -> Facts:
    whole = before + text
    blocks, at = [], 0
    for line in whole.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block("paragraph", at, at + len(line.rstrip())))
        at += len(line)
    source_map = SourceMap([Segment(0, len(whole), 0, len(whole), True)])
    return Facts(Article(Source(whole), whole, tuple(blocks), source_map), Rulebook(rules=()), Context())


def levels(text: str) -> list[str | None]:
    facts = facts_of(text)
    return [facts.sourcing.sentence(n).level for n, s in enumerate(facts.sentences) if s.block > 0]


def sources(text: str) -> list[tuple[str, str]]:
    """(source, cue) of all shown attributions that have a source."""
    facts = facts_of(text)
    found = []
    for number, sentence in enumerate(facts.sentences):
        if sentence.block > 0:
            for one in facts.sourcing.attributions(number):
                if one.source and one.cue:
                    found.append((facts.words(*one.source), facts.words(*one.cue)))
    return found


NAMED = [
    "Governor Lina Saad said on Tuesday that the bridge would open in June.",
    "The bridge will open in June, said Lina Saad, who runs the works department.",
    "“The bridge will open in June,” Lina Saad told reporters.",
    "According to Lina Saad, the bridge will open in June.",
    "Lina Saad, who runs the works department, told the council that the bridge would open.",
    "Twelve people were killed in the shelling, the Syrian Observatory for Human Rights said.",
    "Twelve people were killed in the shelling the Syrian Observatory for Human Rights said on Sunday",
    "State news agency SANA reported that two shells fell near the station.",
    "At least nine people were killed overnight, Fars reports.",
    "The ministry’s spokesman Omar Haddad denied that the army had lost the hill.",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_name_is_named(text: str) -> None:
    assert levels(text) == ["named"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("A source at the police command told the agency that six people were hurt.", "role"),
        ("A doctor at the field hospital said that eleven people had died.", "role"),
        ("Two shells fell on the market, a monitoring group said.", "role"),
        ("Activists said that two shells fell on the market.", "anonymous"),
        ("Two shells fell on the market, residents of the eastern district said.", "anonymous"),
        ("According to local sources, two shells fell on the market.", "anonymous"),
        ("Local sources in the city told the agency that two shells fell on the market.", "anonymous"),
        ("An explosion killed six people in the old town, according to preliminary reports.", "vague"),
        ("Unconfirmed reports have emerged of fighting near the station.", "vague"),
        ("The two villages reportedly changed hands on Monday.", "vague"),
        ("Twelve soldiers were reported killed in the clashes on Monday.", "vague"),
    ],
)
def test_other_levels(text: str, level: str) -> None:
    assert levels(text) == [level]


def test_side_by_side_the_strongest_counts() -> None:
    assert levels("The Syrian Observatory for Human Rights and residents said two shells fell.") == ["named"]


def test_a_hedge_beside_a_source_adds_nothing() -> None:
    assert levels("The shells reportedly killed six people, according to local sources.") == ["anonymous"]


@pytest.mark.parametrize(
    "text",
    [
        "Edward Said was born in Jerusalem and taught in New York.",
        "They met in Port Said.",
        "The Islamic State was behind the blast in the market.",
        "Rebels hold the “so-called” crossing in the north of the province.",
        "The army plans to take the two villages before the winter.",
        "The bridge is expected to open in June.",
        "Nobody was seen on the road, and the shops were closed.",
    ],
)
def test_nobody_reports(text: str) -> None:
    assert levels(text) == [None]


def test_an_attitude_is_attributed_and_no_source() -> None:
    facts = facts_of("The senator hopes that the bridge will open before the winter.")
    state = facts.sourcing.sentence(1)
    assert state.attributed
    assert state.level is None
    assert [a.stance for a in facts.sourcing.attributions(1)] == ["attitude"]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“The bridge will open in June,” Lina Saad said.", "Lina Saad", "said"),
        ("The bridge will open in June, she said.", "she", "said"),
        ("According to local sources, the bridge will open in June.", "local sources", "According to"),
        ("The ministry reported that two shells fell near the station.", "The ministry", "reported"),
    ],
)
def test_spans(text: str, source: str, cue: str) -> None:
    assert (source, cue) in sources(text)


def test_what_is_said_is_the_rest() -> None:
    facts = facts_of("Lina Saad said the bridge would open in June.")
    (one,) = facts.sourcing.attributions(1)
    assert one.content is not None
    assert facts.words(*one.content).strip(" .") == "the bridge would open in June"


def test_anaphors_take_the_level_of_what_they_point_to() -> None:
    text = "A source at the police command said six people were hurt. It added that two houses burned."
    assert levels(text) == ["role", "role"]
    text = "Lina Saad said the bridge would open. She added that the road would follow."
    assert levels(text) == ["named", "named"]


def test_a_quotation_over_paragraphs_is_carried() -> None:
    facts = facts_of(
        "“We left at night,” Lina Saad said. “There was no light on the road.\n“We walked until the morning came.”"
    )
    states = [facts.sourcing.sentence(n) for n, s in enumerate(facts.sentences) if s.block > 0]
    assert [s.level for s in states] == ["named"] * len(states)
    assert states[-1].carried


def test_a_toll_goes_on_only_with_an_opener() -> None:
    sourced = "Nine people were killed in the shelling, the Observatory said. "
    assert levels(sourced + "Among the dead were two children.")[1] == "named"
    assert levels(sourced + "Two of the dead were children.")[1] == "named"
    assert levels(sourced + "Warplanes bombed the road to the airport.")[1] is None
    assert levels(sourced + "Elsewhere, four people were killed on the road.")[1] is None


def test_a_new_paragraph_ends_it() -> None:
    assert (
        levels("Nine people were killed in the shelling, the Observatory said.\nAnother man was killed on the road.")[1]
        is None
    )


def test_a_subhead_has_no_speaker() -> None:
    facts = facts_of(
        "Hama: The Road From Aleppo\nHama is the second city on the road, and the way there has been closed since the rain began.",
        before=BEFORE + BEFORE,
    )
    assert not any(facts.sourcing.attributions(n) for n in range(len(facts.sentences)))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (
            "Douze civils ont été tués dans le bombardement du marché, a annoncé la protection civile. Les routes du nord sont restées fermées.",
            "role",
        ),
        (
            "Selon l’Observatoire syrien des droits de l’homme, les rebelles sont entrés dans le village. La route est coupée depuis hier soir.",
            "named",
        ),
        (
            "Según fuentes locales, tres soldados resultaron heridos cerca de la base. Los vecinos se quedaron en casa durante toda la noche.",
            "anonymous",
        ),
        (
            "По словам местных жителей, трое солдат были ранены возле базы. Ночь прошла спокойно, магазины утром открылись как обычно.",
            "anonymous",
        ),
        (
            "قتل ١٢ مدنيا في قصف على السوق، بحسب المرصد السوري لحقوق الإنسان. وبقيت الطرق الشمالية مغلقة طوال اليوم أمام الناس.",
            "named",
        ),
        (
            "قالت مصادر محلية إن ثلاثة جنود أصيبوا قرب القاعدة العسكرية. وبقي الناس في بيوتهم طوال الليل حتى الصباح.",
            "anonymous",
        ),
    ],
)
def test_other_languages(text: str, level: str) -> None:
    facts = facts_of(text, before="")
    assert facts.sourcing.sentence(0).level == level
    assert facts.sourcing.sentence(1).level is None


def test_spans_lie_in_their_sentence() -> None:
    for text in NAMED:
        facts = facts_of(text)
        for number, sentence in enumerate(facts.sentences):
            for one in facts.sourcing.attributions(number):
                for span in (one.source, one.cue, one.content):
                    assert span is None or sentence.start <= span.start < span.end <= sentence.end


def test_nothing_to_read_is_no_error() -> None:
    for text in ("", "\u200b", "“", "said", ": “", "…"):
        facts = facts_of(text, before="")
        for number in range(len(facts.sentences)):
            facts.sourcing.sentence(number)
            assert all(one.source is None for one in facts.sourcing.attributions(number))
