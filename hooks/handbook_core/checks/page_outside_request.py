"""Opening a page tells no other site that someone came.

What: nothing that a page loads by itself, pictures, scripts, styles, frames, fonts or forms, comes from another host,
and no page sends its reader on to one. Links are fine: they are followed by choice.

Why: someone looking for help must not be counted, profiled or found by a company on the way.

Bad: an embedded video, a picture from another site, a web font

Good: a link to the video; a picture in docs/assets
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page
from ..parsing import addresses
from .context import Finding, Site

ID = "page-outside-request"

_LOADS = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "style", "xlink:href")
_IN_CSS = re.compile(r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s;]+)", re.IGNORECASE)


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each thing that the page would fetch from another host."""
    for href in _outside(page):
        what = f'this page fetches "{href}" from another site'
        yield Finding(what, "keep the file in docs/assets, or link to it instead", href)


def _outside(page: Page) -> Iterator[str]:
    css = (
        ", ".join(f"[{name.replace(':', chr(92) + ':')}]" for name in _LOADS) + ", link[href], meta[http-equiv], style"
    )
    for node in page.everything.css(css):
        if node.tag == "style":
            yield from _IN_CSS.findall(node.text())
            continue
        for name, value in node.attributes.items():
            if name == "style":
                yield from _IN_CSS.findall(value or "")
            elif name == "srcset":
                yield from (
                    part.split()[0]
                    for part in (value or "").split(",")
                    if part.split() and _is_outside(part.split()[0])
                )
            elif name == "content" and "http-equiv" in node.attributes:
                yield from re.findall(r"(?i)url\s*=\s*['\"]?(https?://[^'\"\s]+)", value or "")
            elif (
                name in _LOADS or (name == "href" and node.tag == "link" and _is_loaded(node.attributes.get("rel")))
            ) and _is_outside(value or ""):
                yield value or ""


def _is_outside(href: str) -> bool:
    return bool(addresses.parse(href).host)


def _is_loaded(rel: str | None) -> bool:
    return not {"canonical", "alternate", "next", "prev", "license", "author"} & set((rel or "").lower().split())
