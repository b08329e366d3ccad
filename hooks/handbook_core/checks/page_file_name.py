"""Files of pages and pictures have plain names.

What: the path of a page, and of a picture that it shows, holds only small letters a to z, digits, hyphens, underscores
and dots.

Why: the name becomes the address. Spaces turn into %20 when the address is shared, and a capital works on one machine
and is a dead link on the next.

Bad: `docs/judge/My Page.md`

Good: `docs/judge/my-page.md`
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from ..built_site.page import Page
from .context import Finding, Site

ID = "page-file-name"
_PLAIN = re.compile(r"[a-z0-9._/-]*")


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for the page's own name and for each picture with a name that is not plain."""
    if not _PLAIN.fullmatch(page.shown):
        yield _problem((page.shown, None), page.shown)
    for picture in page.content.css("img[src]"):
        source = picture.attributes.get("src") or ""
        if page.resolve(source) and not _PLAIN.fullmatch(path := unquote(source)):
            yield _problem(page.where(posixpath.basename(source), posixpath.basename(path)), path)


def _problem(place: tuple[str, int | None], path: str) -> Finding:
    name = posixpath.basename(path)
    odd = next((part for part in path.split("/")[::-1] if not _PLAIN.fullmatch(part)), name)
    plain = re.sub(r"[^a-z0-9._]+", "-", odd.lower()).strip("-")
    what = f'"{odd}" is not a plain name for a file or folder'
    return Finding(what, f"use small letters, digits and hyphens, such as {plain}", place=place)
