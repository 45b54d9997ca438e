"""`auditor schema`: valid schemas that say of shipped packs and of mistakes what the loader says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.conftest import ROOT, Ran, run_auditor

RULE = """[pack]
name = "mine"
[[rule]]
code = "DOC901"
name = "no-foo"
kind = "phrase"
fault = "present"
phrases = ["aktuell"]
summary = "No foo."
message = "{words}"
"""


@pytest.fixture(scope="module")
def rules() -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="pip install 'article-auditor[test]'")
    schema = run_auditor("schema", "rules").json
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def config() -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="pip install 'article-auditor[test]'")
    schema = run_auditor("schema", "config").json
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def plain(table: Any) -> Any:
    """TOML as JSON sees it: a date is its text."""
    return json.loads(json.dumps(table, default=str))


def test_every_shipped_pack_is_valid(rules: Any) -> None:
    from auditor.packs.locate import shipped_packs

    for name in shipped_packs():
        table = tomli.loads((ROOT / "rules" / f"{name}.toml").read_text(encoding="utf-8"))
        assert [error.message for error in rules.iter_errors(plain(table))] == [], name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('kind = "phrase"', 'kind = "phrase"\nwehn = { translated = true }'),
        ('kind = "phrase"', 'kind = "phrse"'),
        ('fault = "present"', 'fault = "unsourced"'),
        ('phrases = ["aktuell"]', 'phrases = "aktuell"'),
        ('phrases = ["aktuell"]', 'phrases = ["aktuell"]\ntypes = ["attack"]'),
        ('code = "DOC901"', 'code = "XYZ901"'),
        ('summary = "No foo."\n', ""),
        ('summary = "No foo."', 'summary = "No foo."\nseverity = "fatal"'),
        ('name = "mine"', 'name = "mine"\nextend = ["core"]'),
        ("[[rule]]", "[[rules]]"),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(
    rules: Any, tmp_path: Path, auditor: Callable[..., Ran], before: str, after: str
) -> None:
    assert rules.is_valid(tomli.loads(RULE))
    assert before in RULE
    wrong = RULE.replace(before, after)
    (tmp_path / "mine.toml").write_text(wrong, encoding="utf-8")
    assert auditor("test", "./mine.toml").code == 2
    assert not rules.is_valid(tomli.loads(wrong))


def test_the_projects_own_configuration_is_valid_and_mistakes_are_not(
    config: Any, tmp_path: Path, auditor: Callable[..., Ran]
) -> None:
    assert config.is_valid(plain(tomli.loads((ROOT / "auditor.toml").read_text(encoding="utf-8"))))
    full = '[[accept]]\nwords = "a"\nreason = "b"\nuntil = 2027-01-31\n[[per-path]]\npath = ["x"]\nfail-on = "info"\n'
    assert config.is_valid(plain(tomli.loads(full)))
    auditor("init", "--publication", "The Desk", "--house", "the-syrian-observer")
    assert config.is_valid(plain(tomli.loads((tmp_path / "auditor.toml").read_text(encoding="utf-8"))))
    (tmp_path / "a.md").write_text("Quiet.\n")
    for wrong in (
        'fail-on = "fatal"\n',
        "extend = []\n",
        '[[accept]]\nwords = "a"\n',
        '[[per-path]]\nignore = ["ATT"]\n',
    ):
        (tmp_path / "auditor.toml").write_text(wrong, encoding="utf-8")
        assert auditor("check", "a.md").code == 2, wrong
        assert not config.is_valid(plain(tomli.loads(wrong))), wrong
