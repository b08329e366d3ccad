"""Pages that were renamed or moved: `was: [create/old-name]` in a page's front matter keeps its old address.

Why not mkdocs-redirects: its list is in mkdocs.yml, apart from the page, and it writes one form of an address, so
links that others have copied as old-name/ or as old-name.html would break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from ..built_site.page import Page
from ..problem import Problem

RULE = "chapter-old-address"
# An address from the first page, without an ending.
WRITTEN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")


def files(old: str) -> tuple[str, str]:
    """The files that answer the old address `old` in both styles of address."""
    return f"{old}/index.html", f"{old}.html"


def stub(to: str, canonical: str) -> str:
    """A page that leads to `to`, as seen from it, at once; `canonical` is where search engines find the page now."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(to)}">\n'
        f'<link rel="canonical" href="{escape(canonical)}">\n<title>This page has moved</title>\n</head>\n'
        f'<body><p>This page has moved. <a href="{escape(to)}">Read it at its new address</a>.</p></body>\n</html>\n'
    )


def check(pages: Iterable[tuple[Page, tuple[str, ...]]], taken: set[str]) -> Iterator[Problem]:
    """Yield a problem for each old address that a page in the site has or that two pages claim.

    `pages` are the pages with their old addresses, `taken` the addresses of all pages, without endings.
    """
    claimed: dict[str, str] = {}
    for page, was in pages:
        for old in was:
            if old in taken:
                what, fix = f'"{old}" is no old address: a page is there', "take it out of was, or rename that page"
            elif old in claimed:
                what, fix = f'"{old}" was {claimed[old]} already', "keep it in the page that took over its content"
            else:
                claimed[old] = page.shown
                continue
            yield Problem(*page.where(old), what, fix, RULE)
