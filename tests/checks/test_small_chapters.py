"""The check on small chapters as people write them, from tests/data/pages.yml, by kind."""

from __future__ import annotations

from typing import Any

import markdown
import pytest
import yaml
from handbook_core.built_site.page import Page
from handbook_core.checks.context import context
from handbook_core.checks.run import check_page
from handbook_core.markdown_extensions.checklists import Checklists
from handbook_core.markdown_extensions.citations import Citations
from handbook_core.markdown_extensions.figure_marks import FigureMarks
from handbook_core.markdown_extensions.help_links import HelpLinks
from handbook_core.registers import Handbook

from tests.conftest import ROOT

CASES: dict[str, dict[str, list[str]]] = yaml.safe_load((ROOT / "tests" / "data" / "pages.yml").read_text())


def cases(group: str) -> list[Any]:
    return [pytest.param(body, id=f"{kind}-{n}") for kind, all_ in CASES[group].items() for n, body in enumerate(all_)]


def refused(body: str, data: Handbook) -> list[str]:
    """What the check says of a chapter with this body."""
    source = f"# A title\n\nTalk to someone: <help:us-young-line>.\n\n{body}"
    ours = [HelpLinks(data.registry), Citations(data.sources), Checklists(), FigureMarks()]
    made = markdown.markdown(source, extensions=["admonition", "attr_list", "def_list", "tables", "toc", *ours])
    html = (
        "<!doctype html><html><head><title>A title</title></head><body><main><article>"
        f'<div data-page-content data-topics="">{made}<div data-page-end hidden></div></div>'
        "</article></main></body></html>"
    )
    page = Page("chapter/index.html", html.encode(), "docs/chapter.md", source)
    return [str(problem) for problem in check_page(page, context(data))]


@pytest.mark.parametrize("body", cases("must_be_refused"))
def test_refused(body: str, data: Handbook) -> None:
    assert refused(body, data)


@pytest.mark.parametrize("body", cases("must_pass"))
def test_passes(body: str, data: Handbook) -> None:
    assert refused(body, data) == []
