"""The search index, and the words that people type; without Pagefind a site has no search, and is told so."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from handbook_core import registers
from handbook_core.publishing import search

from tests.conftest import TODAY
from tests.support import site as small_site


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


def test_a_page_is_found_by_words_that_only_its_front_matter_has(tmp_path: Path) -> None:
    page = small_site.page("Text.", "Bananas").replace("order:", "asked: [what's a plátano]\norder:")
    docs = small_site.write(tmp_path, {"fruit.md": page, "broken.md": "no front matter"})
    made = search.words_script(docs, registers.load(docs, TODAY).vocabulary)
    known = json.loads(made.removeprefix("export default ").removesuffix(";\n"))["words"]
    assert {"bananas", "whats", "plátano"} <= set(known)
    assert "text" not in known
