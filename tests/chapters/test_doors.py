"""Home asks what the reader wants to do: help first, then one link to each page, before any list of roles."""

from __future__ import annotations

import re

from tests.conftest import DOCS

WANTED = {
    "create/someone-in-crisis.md",
    "toolkit/before-you-post.md",
    "judge/judge-a-video.md",
    "judge/am-i-that.md",
    "use-it-well/parents.md",
    "practice/client-wants-to-post.md",
    "start/client.md",
    "start/moderator.md",
}


def test_home_leads_to_what_readers_want_before_it_asks_who_they_are() -> None:
    home = (DOCS / "index.md").read_text(encoding="utf-8")
    doors, roles = home.split("\n## ")[1:3]
    assert home.index("!!! help") < home.index(doors)
    links = re.findall(r"^- \[[^\]]+\]\(([^)#]+)", doors, re.MULTILINE)
    assert len(links) == 8
    assert set(links) == WANTED
    assert all((DOCS / link).is_file() for link in links)
    assert {f"start/{page.name}" for page in (DOCS / "start").glob("*.md")} - {"start/moderator.md"} == set(
        re.findall(r"\((start/[^)#]+)\)", roles)
    )
