"""Three hundred sentences of our own (`sentences.toml`): who says it, at which level, what is claimed, what is reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.conftest import run_auditor

CASES: list[dict[str, Any]] = tomli.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))["sentence"]
# Enough of the language around a sentence for it to be recognised, in paragraphs of their own that claim nothing.
AROUND = {
    "en": (
        "The road to the north has been closed since the rain began, and the shops in the old town are not open.",
        "It was cold in the old town, and there was little to buy.",
    ),
    "ar": ("كانت الطريق إلى الشمال مغلقة منذ بدء المطر، والمحال في البلدة القديمة لا تفتح أبوابها.", "كان الجو باردا ولم يكن هناك ما يشترى."),
    "fr": (
        "La route du nord est fermée depuis le début de la pluie, et les boutiques de la vieille ville ne sont pas ouvertes.",
        "Il faisait froid dans la vieille ville et il y avait peu de choses.",
    ),
    "es": (
        "La carretera del norte está cerrada desde que empezó la lluvia, y las tiendas de la ciudad vieja no están abiertas.",
        "Hacía frío en la ciudad vieja y había poco que comprar.",
    ),
    "ru": ("Дорога на север закрыта с начала дождя, и лавки в старом городе не открыты.", "В старом городе было холодно, и купить было нечего."),
}  # fmt: skip


def article(case: dict[str, Any]) -> tuple[str, int, int]:
    """An article around a sentence, and where the judged words stand."""
    before, behind = AROUND[case["language"]]
    text = case["text"].replace(" ¶ ", "\n\n")
    if "[[" not in text:
        text = f"[[{text}]]"
    text = f"{text}\n\n{before}\n" if case.get("title") else f"{before}\n\n{text}\n\n{behind}\n"
    start = text.index("[[")
    end = text.index("]]") - 2
    return text.replace("[[", "").replace("]]", ""), start, end


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], list[str]]]:
    """For each case the judged sentence as `explain` gives it, with its sources' words, and the SRC codes of `check`."""
    folder = tmp_path_factory.mktemp("sentences")
    texts = [article(case) for case in CASES]
    names = [f"{number:03}.txt" for number in range(len(CASES))]
    for name, (text, _, _) in zip(names, texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    explained = run_auditor("explain", "--isolated", "--format", "json", *names, cwd=folder).out.splitlines()
    files = run_auditor("check", "--isolated", "--select", "SRC", "--format", "json", *names, cwd=folder).json["files"]
    codes = {file["path"]: sorted({v["code"] for v in file["violations"]}) for file in files}
    found = []
    for name, (text, start, end), line in zip(names, texts, explained, strict=True):
        facts = json.loads(line)
        sentence = max(facts["sentences"], key=lambda s: min(s["end"], end) - max(s["start"], start))
        sentence["sources"] = [text[slice(*a["source"])] for a in sentence["attributions"] if a["source"]]
        found.append((sentence, codes[name]))
    return found


def cases() -> list[Any]:
    return [
        pytest.param(
            number,
            id=f"{case['language']}-{number:03}",
            marks=pytest.mark.xfail(reason=case["fails"], strict=True) if "fails" in case else (),
        )
        for number, case in enumerate(CASES)
    ]


@pytest.mark.parametrize("number", cases())
def test_sentence(number: int, answers: list[tuple[dict[str, Any], list[str]]]) -> None:
    case, (sentence, codes) = CASES[number], answers[number]
    types = sorted({claim["type"] for claim in sentence["claims"]})
    assert (sentence["level"] or "none") in case["level"].split("|")
    assert codes == sorted(case.get("codes", []))
    assert types == sorted(case.get("claims", [])) or case.get("title")
    if "source" in case:
        assert case["source"] in sentence["sources"]


def test_they_are_three_hundred_in_five_languages() -> None:
    assert len(CASES) >= 300
    assert {case["language"] for case in CASES} == AROUND.keys()
    assert len({case["text"] for case in CASES}) == len(CASES)
