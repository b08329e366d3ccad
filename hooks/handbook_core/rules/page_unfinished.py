"""No page is published with a part still to write.

What: nowhere in a page's source stands a mark that begins with TO WRITE and a colon.

Why: `make new-chapter` leaves such marks where only the author knows what to say. A forgotten one reads as a promise.

Bad: a mark left in the description or under a heading

Good: your own sentence in its place
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..page import Page
from ..problem import Problem

if TYPE_CHECKING:
    from ..site import Site

ID = "page-unfinished"
MARK = "TO WRITE:"


def check(page: Page, site: Site) -> Iterator[Problem]:
    """Yield a problem for each mark, with its line."""
    for name, source in ({page.shown: page.source} | page.included).items():
        for line, text in enumerate(source.splitlines(), 1):
            if MARK in text:
                wanted = text.partition(MARK)[2].strip(' ."*')
                yield Problem(name, line, f"a part is still to write: {wanted}", "put your own words in its place", ID)
