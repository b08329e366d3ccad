"""A page has one title, and no heading skips a level.

What: the page holds one heading of the first level (`#`), and each other is at most one level below the heading before
it: `###` comes somewhere under a `##`.

Why: people who listen to a page jump from heading to heading. A gap sounds as if a part were missing.

Bad: `# A second title` further down; `#### A detail` right under `## A part`

Good: `## A part`, then `### A detail`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page
from .context import Finding, Site

ID = "page-headings"


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each title after the first and each heading that skips a level."""
    before, titles = 1, 0
    for heading in page.content.css("h1, h2, h3, h4, h5, h6"):
        level, text = int(str(heading.tag)[1]), heading.text().strip()
        titles += level == 1
        if level == 1 and titles > 1:
            what, fix = f'"{text}" is a second title', "begin it with ## instead of #"
            yield Finding(what, fix, place=_where(page, level, text))
        elif level > before + 1:
            what = f'the heading "{text}" skips from level {before} to level {level}'
            yield Finding(what, f"begin it with {'#' * (before + 1)}", place=_where(page, level, text))
        before = level


def _where(page: Page, level: int, text: str) -> tuple[str, int | None]:
    """The last line that writes this heading: of two equal titles the second is one too many."""
    written = [*re.finditer(rf"^#{{{level}}}[ \t]*{re.escape(text)}", page.source, re.MULTILINE)]
    return (page.shown, page.source.count("\n", 0, written[-1].start()) + 1) if written else page.where(text)
