"""What every test shares: the handbook's own data, and pages made from a few words of HTML."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from handbook_core import registers
from handbook_core.built_site.page import Page
from handbook_core.checks.context import Site, context
from handbook_core.checks.run import check_page
from handbook_core.problem import Problem
from handbook_core.registers.helplines import load_registry

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TODAY = date.today()
HELP = '<p><a href="https://955lifeline.example/">955 Suicide &amp; Crisis Lifeline</a></p>'


@pytest.fixture(scope="session")
def live() -> registers.Handbook:
    """The handbook's data as they are now. No test knows what stands in its register."""
    return registers.load(DOCS, TODAY)


@pytest.fixture(scope="session")
def data(live: registers.Handbook) -> registers.Handbook:
    """The handbook's data with the register of the tests, in which no number is real."""
    return replace(live, registry=load_registry(ROOT / "tests" / "data", live.vocabulary, TODAY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a copy of the project to break, or the downloads, is slow."""
    for item in items:
        if {"project", "clone", "downloads"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of this name that `make` has filled, by one worker for all."""
    folder = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    done = folder / f"{name}.done"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder / name)
            done.touch()
    return folder / name


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `make downloads`: the one that DOWNLOADS names, or a new one, made once for all workers."""
    if made := os.environ.get("DOWNLOADS"):
        return ROOT / made

    def make(out: Path) -> None:
        command = [sys.executable, "-m", "tools.downloads", str(out)]
        environment = {**os.environ, "PYTHONPATH": "hooks", "SITE_URL": "https://example.org/care/"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return once(tmp_path_factory, "downloads", make)


@pytest.fixture
def site(data: registers.Handbook) -> Site:
    site = context(data)
    site.records = {"smith2020": "Three in ten of 1,200 adults agreed (r = .34). 2020"}
    site.files = {
        "get-help/index.html": frozenset({"us"}),
        "chapter/index.html": frozenset({"a-part"}),
        "a.png": frozenset(),
    }
    return site


def make_page(body: str, topics: str = "", path: str = "chapter/index.html") -> Page:
    """A built page with this body as its content, in a theme with a menu and a footer."""
    html = (
        '<!doctype html><html lang="en"><head><title>T</title></head><body><header><a href="/">Home</a></header>'
        f'<main><article><div data-page-content data-topics="{topics}">{body}<div data-page-end hidden></div></div>'
        "</article></main>"
        '<footer><a href="https://findahelpline.com/">Find A Helpline</a></footer></body></html>'
    )
    return Page(path, html.encode(), "docs/chapter.md", body)


Find = Callable[..., list[Problem]]


@pytest.fixture
def find(site: Site) -> Find:
    """Check a page made from a body; returns its problems, only those of one rule if it is named."""

    def find(body: str, rule: str = "", topics: str = "", path: str = "chapter/index.html") -> list[Problem]:
        problems = check_page(make_page(body, topics, path), site)
        return [p for p in problems if not rule or p.rule == rule]

    return find
