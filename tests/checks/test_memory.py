"""Under `mkdocs serve` a page is looked at again only when something that counts for it has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from handbook_core.built_site.page import Page
from handbook_core.checks import run
from handbook_core.checks.context import Site, context
from handbook_core.problem import Problem
from handbook_core.registers import Handbook

HELP = "<main><a href='https://955lifeline.example/'>955 Lifeline</a>{}</main>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "site").mkdir()
    for name in ("one", "two"):
        (tmp_path / "site" / f"{name}.html").write_text(HELP.format(""))
    return tmp_path


def looked_at(folder: Path, data: Handbook, memory: run.Memory, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The pages that another check looks at."""
    seen: set[str] = set()
    check_page = run.check_page

    def noted(page: Page, site: Site) -> list[Problem]:
        seen.add(page.path)
        return check_page(page, site)

    with monkeypatch.context() as patch:
        patch.setattr(run, "check_page", noted)
        run.check(folder / "site", folder / "docs", context(data), memory)
    return seen


def test_an_unchanged_page_is_not_looked_at_again(site: Path, data: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = run.Memory()
    assert looked_at(site, data, memory, monkeypatch) == {"one.html", "two.html"}
    assert looked_at(site, data, memory, monkeypatch) == set()
    (site / "site" / "two.html").write_text(HELP.format("<p>More.</p>"))
    assert looked_at(site, data, memory, monkeypatch) == {"two.html"}


def test_a_problem_stays_until_it_is_mended(site: Path, data: Handbook) -> None:
    memory = run.Memory()
    (site / "site" / "two.html").write_text("<main>Nothing.</main>")

    def found() -> list[str]:
        problems = run.check(site / "site", site / "docs", context(data), memory)
        return [problem.path for problem in problems if problem.rule == "help-missing-link"]

    assert found() == found() == ["site/two.html"]
    (site / "site" / "two.html").write_text(HELP.format(""))
    assert found() == []


@pytest.mark.parametrize("change", ["a file to link to", "the data"])
def test_what_counts_for_all_pages_has_all_looked_at(
    site: Path, data: Handbook, live: Handbook, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    memory = run.Memory()
    looked_at(site, data, memory, monkeypatch)
    if change == "the data":
        data = live
    else:
        (site / "site" / "picture.svg").write_text("<svg/>")
    assert looked_at(site, data, memory, monkeypatch) == {"one.html", "two.html"}
