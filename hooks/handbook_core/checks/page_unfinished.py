"""No page is published with a part still to write.

What: a page's source has no mark for later: "TO WRITE" with a colon, "TODO", "TBD", "FIXME", "XXX", "coming soon".
Inside `code` they are words like any other.

Why: `make new-chapter` leaves such marks where only the author knows what to say. A forgotten one reads as a promise.

Bad: a mark left in the description or under a heading

Good: your own sentence in its place
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page
from .context import Finding, Site

ID = "page-unfinished"
MARK = "TO WRITE:"
# Marks that people leave for later, and the digits that nobody filled in.
_WORDS = (MARK, "TODO", "FIXME", "TBD", "TBC", "XXX", "lorem ipsum", "coming soon")
_UNFINISHED = re.compile(rf"{MARK}|\b(?:TODO|FIXME|TBD|TBC|XXX)\b:?|\b(?i:lorem ipsum|coming soon)\b|X{{3}}-X{{3}}")
_CODE = re.compile(r"`[^`]*`")


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each mark, with its line."""
    for name, source in ({page.shown: page.source} | page.included).items():
        for line, text in enumerate(source.splitlines(), 1) if _may_hold_one(source) else ():
            if found := _UNFINISHED.search(_CODE.sub("", text)):
                wanted = text.partition(found[0])[2].strip(' :."*') or found[0]
                yield Finding(
                    f"a part is still to write: {wanted}", "put your own words in its place", place=(name, line)
                )


def _may_hold_one(source: str) -> bool:
    """Whether it is worth looking line by line; most pages have no such word."""
    return any(word in text for text in (source, source.lower()) for word in _WORDS)
