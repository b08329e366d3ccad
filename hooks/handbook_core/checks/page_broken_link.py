"""Every link inside the handbook leads somewhere.

What: a link to a page, a heading or a picture of this site finds it, and is written as a path to the file, as seen from
the page it is on.

Why: someone follows a link because they need what it promises.

Bad: `[x](no-where.md)`, `[x](#a-heading-that-was-renamed)`, `[x](/get-help/)`

Good: `[Get help](../get-help/index.md)`
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from ..built_site.page import Page
from ..parsing import addresses
from .context import Finding, Site

ID = "page-broken-link"
_FILE = "compare it with the file's name and folder"
_AS_SEEN = "write it as seen from this file, such as ../get-help/index.md"


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each link and picture of this site that is not there, or only from one address."""
    if page.uncertain_base:
        return
    pictures = [picture.attributes.get("src") or "" for picture in page.content.css("img[src]")]
    for href in dict.fromkeys([link.href for link in page.links] + pictures):
        address = addresses.parse(href)
        if address.scheme or address.host:
            continue
        # The build turns the path of a file into an address. One that an author wrote holds under one form of it only.
        path = address.path
        name = posixpath.basename(path)
        no_file = path[:1] == "/" or (path and "." not in name.strip("."))
        if no_file and page.shown.endswith(".md"):
            ends = any(href + end in page.source for end in ")\"' \n\t")
            written = ends and re.search(rf"(?:\]\(|href=[\"']){re.escape(href)}[)\s\"']", page.source)
            if written:
                line = page.source.count("\n", 0, written.start()) + 1
                yield Finding(f'the link "{href}" holds in one place only', _AS_SEEN, place=(page.shown, line))
                continue
        target = page.resolve(href)
        if target is None or not site.files:
            continue
        shown = href
        if target not in site.files:
            fix = _FILE
        elif address.fragment and unquote(address.fragment) not in site.files[target]:
            shown = f"#{unquote(address.fragment)}"
            near = get_close_matches(shown[1:], site.files[target], n=1, cutoff=0.6)
            fix = f"did you mean #{near[0]}?" if near else "compare it with the heading that it means"
        else:
            continue
        yield Finding(f'the link "{shown}" leads nowhere', fix, f"]({href}", f"{shown})", shown, name)
