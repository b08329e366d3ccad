"""No page shows a contact that closed, moved or changed.

What: numbers, hosts and phrases under `closed` in docs/_data/helplines.yml appear on no page, neither as a
link nor in the text.

Why: old numbers live on for years in copied lists. Some now ring elsewhere.

Bad: a page with the old text number of HOPELINE247

Good: `<help:gb-hopeline247>`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page
from ..parsing import addresses
from ..registers.helplines import Closed
from .context import Finding, Site

ID = "help-closed-service"
# "press the \"3\" key" and "press 3" are one phrase.
_AROUND = re.compile(r"[\"'“”‘’]|\b(?:the|number|key|button)\s+(?=[\"“‘]?\d)")


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each contact of a closed service, in a link or in the text."""
    for link in page.links:
        keys = link.phone[1].lstrip("+") if link.phone else ""
        host = addresses.bare(link.address.host)
        if keys in site.registry.closed_numbers or host.endswith(site.registry.closed_hosts):
            for entry in site.registry.closed:
                if keys in entry.numbers or any(_on(host, closed) for closed in entry.hosts):
                    yield _problem(page, entry, *link.traces)
    for text, found in page.phone_numbers(site.spoken_names):
        written = {n.keys for n in found} & site.registry.closed_numbers
        for entry in site.registry.closed if written else ():
            for shown in written & entry.numbers:
                yield _problem(page, entry, shown, text)
    whole = _AROUND.sub("", page.text.lower())
    for entry in site.registry.closed:
        for phrase in entry.phrases:
            if phrase.lower() in whole:
                yield _problem(page, entry, phrase, phrase.partition(" ")[0])


def _on(host: str, closed: str) -> bool:
    return host == closed or host.endswith("." + closed)


def _problem(page: Page, entry: Closed, *shown: str) -> Finding:
    instead = " or ".join(f"help:{id_}" for id_ in entry.use)
    return Finding(f'"{shown[0]}" belongs to "{entry.name}": {entry.detail.rstrip(".")}', f"use {instead}", *shown)
