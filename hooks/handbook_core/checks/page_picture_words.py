"""Every picture is described in words.

What: each picture has a description (`alt`) that says what it shows, in words and not as the name of a file.

Why: who cannot see it, or has it not loaded, gets nothing at all.

Bad: `![](../assets/crisis-first-minute.svg)`

Good: `![The first minute as a path. Check yourself. ...](../assets/crisis-first-minute.svg)`
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from ..built_site.page import Page
from .context import Finding, Site

ID = "page-picture-words"
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif)", re.IGNORECASE)


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each picture without a description."""
    for picture in page.content.css("img"):
        words = (picture.attributes.get("alt") or "").strip()
        if not words or _FILE_NAME.fullmatch(words):
            name = posixpath.basename(picture.attributes.get("src") or "") or "a picture"
            what, fix = f"{name} has no description", "say between the brackets what it shows: ![...](...)"
            yield Finding(what, fix, name, "![](")
