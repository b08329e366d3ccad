"""What every test shares: the handbook's own data, and pages made from a few words of HTML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from handbook_core import handbook
from handbook_core.page import Page
from handbook_core.problem import Problem
from handbook_core.site import Site, check_page

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TODAY = date.today()
HELP = '<p><a href="https://988lifeline.org/">988 Suicide &amp; Crisis Lifeline</a></p>'


@pytest.fixture(scope="session")
def data() -> handbook.Handbook:
    return handbook.load(DOCS, TODAY)


@pytest.fixture
def site(data: handbook.Handbook) -> Site:
    return data.site()


def make_page(body: str, topics: str = "", path: str = "chapter/index.html") -> Page:
    """A built page with this body as its content, in a theme with a menu and a footer."""
    html = (
        '<!doctype html><html lang="en"><head><title>T</title></head><body><header><a href="/">Home</a></header>'
        f'<main><article><div data-page-content data-topics="{topics}">{body}<div data-page-end hidden></div></div>'
        "</article></main>"
        '<footer><a href="https://988lifeline.org/">988 Lifeline</a></footer></body></html>'
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
