"""The check on small chapters as people write them, by kind: those of two people, in tests/data."""

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

LISTS: list[dict[str, dict[str, list[Any]]]] = [
    yaml.safe_load((ROOT / "tests" / "data" / name).read_text()) for name in ("pages.yml", "tired_pages.yml")
]


def cases(group: str) -> list[Any]:
    return [
        pytest.param(case if isinstance(case, dict) else {"body": case}, id=f"{kind}-{n}")
        for kinds in LISTS
        for kind, all_ in kinds[group].items()
        for n, case in enumerate(all_)
    ]


def refused(case: dict[str, str], data: Handbook) -> list[str]:
    """What the check says of a chapter with this body, and this title and description if it has any."""
    body, title, description = case["body"], case.get("title", "A title"), case.get("description", "")
    source = f"# {title}\n\nTalk to someone: <help:us-young-line>.\n\n{body}"
    ours = [HelpLinks(data.registry), Citations(data.sources), Checklists(), FigureMarks()]
    made = markdown.markdown(source, extensions=["admonition", "attr_list", "def_list", "tables", "toc", *ours])
    html = (
        f'<!doctype html><html><head><title>{title}</title><meta name="description" content="{description}"></head>'
        "<body><main><article>"
        f'<div data-page-content data-topics="">{made}<div data-page-end hidden></div></div>'
        "</article></main></body></html>"
    )
    page = Page("chapter/index.html", html.encode(), "docs/chapter.md", source)
    return [str(problem) for problem in check_page(page, context(data))]


@pytest.mark.parametrize("case", cases("must_be_refused"))
def test_refused(case: dict[str, str], data: Handbook) -> None:
    assert refused(case, data)


@pytest.mark.parametrize("case", cases("must_pass"))
def test_passes(case: dict[str, str], data: Handbook) -> None:
    assert refused(case, data) == []
