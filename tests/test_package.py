"""The package: its public names, what a run imports, and its rules from a checkout, a wheel and a zip."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import auditor
from tests.conftest import ROOT

HEAVY = {
    "rich",
    "yaml",
    "comrak",
    "langdetect",
    "multiprocessing",
    "concurrent.futures.process",
    "importlib.metadata",
    "pydantic",
    "numpy",
}


def test_the_public_names_are_these() -> None:
    assert sorted(auditor.__all__) == [
        "AuditorError",
        "Edit",
        "Failure",
        "Fix",
        "Related",
        "Violation",
        "__version__",
        "audit_file",
        "audit_text",
    ]
    for name in auditor.__all__:
        assert getattr(auditor, name) is not None


def test_audit_text_is_plain_text_under_the_default_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "auditor.toml").write_text("this is not TOML", encoding="utf-8")
    [violation] = auditor.audit_text("# Hama\n\nAt least 25 people were killed in the town on Monday.")
    assert (violation.code, violation.start) == ("SRC001", 8)
    assert auditor.audit_text("") != []


def test_audit_file_finds_configuration_and_raises_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Hama\n\nAt least 25 people were killed in the town on Monday.\n", encoding="utf-8")
    assert [v.code for v in auditor.audit_file(str(path))] == ["SRC001"]
    (tmp_path / "auditor.toml").write_text('ignore = ["SRC"]\n', encoding="utf-8")
    assert auditor.audit_file(str(path)) == []
    (tmp_path / "auditor.toml").write_text('ignore = ["NAM"]\n\n', encoding="utf-8")
    assert [v.code for v in auditor.audit_file(str(path))] == ["SRC001"]
    with pytest.raises(auditor.AuditorError, match="no such file"):
        auditor.audit_file(str(tmp_path / "gone.md"))


def test_a_plain_text_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "The bridge is open again after the long winter, the mayor said on Monday, and the ferries are back too.\n"
    )
    script = (
        "import sys, json\nsys.argv = ['auditor', 'check', 'one.txt']\nfrom auditor.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    code = end.code\nprint(json.dumps([code, sorted(sys.modules)]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=_path(ROOT), capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    assert HEAVY & set(modules) == set()


def test_importing_the_package_costs_nothing() -> None:
    script = "import sys, auditor; print(sorted(m for m in sys.modules if m.startswith('auditor')))"
    done = subprocess.run([sys.executable, "-c", script], env=_path(ROOT), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['auditor', 'auditor.version']"


def test_rules_are_read_from_a_zip(tmp_path: Path) -> None:
    package = tmp_path / "auditor.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for path in sorted((ROOT / "auditor").rglob("*.py")):
            archive.write(path, path.relative_to(ROOT).as_posix())
        for path in sorted((ROOT / "rules").rglob("*.toml")):
            archive.write(path, f"auditor/{path.relative_to(ROOT).as_posix()}")
    script = "import auditor; print(auditor.__file__); print([v.code for v in auditor.audit_text('At least 25 people were killed in Hama.')])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=_path(package), capture_output=True, text=True, check=True
    )
    assert "auditor.zip" in done.stdout
    assert "SRC001" in done.stdout


def test_shipped_packs_are_listed_and_read() -> None:
    from auditor.packs.locate import shipped_packs
    from auditor.shipped import read_shipped

    folder = Path(auditor.__file__).parent.parent / "rules"
    inner = [
        path.relative_to(folder).with_suffix("").as_posix()
        for name in ("houses", "repositories", "terms", "lexicons/names")
        for path in sorted((folder / name).glob("*.toml"))
    ]
    outer = ["claims", "core", "files", "languages", "names", "verification"]
    assert sorted(shipped_packs()) == sorted([*outer, *inner])
    assert "houses/the-syrian-observer" in inner
    assert read_shipped("core.toml").startswith(b"#")
    with pytest.raises(FileNotFoundError, match=r"gone\.toml"):
        read_shipped("gone.toml")


def _path(place: Path) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(place)}
