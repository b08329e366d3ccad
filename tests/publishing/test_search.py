"""A machine on which Pagefind does not run builds a site without search, and is told so."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from handbook_core.publishing import search


def pagefind(monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    def executable() -> Path:
        if not program.exists():
            raise FileNotFoundError(f"no file {program}")
        return program

    monkeypatch.setitem(sys.modules, "pagefind_bin", SimpleNamespace(get_executable=executable))


@pytest.mark.parametrize("broken", ["import", "missing", "not executable", "not a program"])
def test_a_program_that_does_not_run_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    program = tmp_path / "pagefind"
    if broken != "missing":
        program.write_text("no program")
        program.chmod(0o755 if broken == "not a program" else 0o644)
    if broken == "import":
        monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    else:
        pagefind(monkeypatch, program)
    with pytest.raises(search.NoSearchError):
        search.start(tmp_path)


def test_what_pagefind_says_of_a_failure_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho no pages >&2\nexit 3\n")
    program.chmod(0o755)
    pagefind(monkeypatch, program)
    assert search.finish(search.start(tmp_path), tmp_path) == "no pages"
