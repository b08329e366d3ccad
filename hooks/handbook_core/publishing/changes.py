"""What changed in the handbook, from its change log: the Atom feed, and the newest change of each page.

A change is a section of the log:

    ## 26 November 2026: someone is in danger { #2026-11-26-danger }

    What changed and why, with links to the pages.

The day in the id is what programs read; the id never changes, because readers' feed programs know a change by it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import markdown

from .. import words
from ..problem import DataError, Problem
from ..words import say

LOG = "reference/change-log.md"
FEED = "changes.xml"
RULE = "change-log"
_HEADING = re.compile(r"^## +(?P<said>.*?)(?: +\{ #(?P<id>(?P<day>\d{4}-\d\d-\d\d)-[a-z0-9-]+) \})? *$", re.MULTILINE)
_LINK = re.compile(r"\]\((?P<path>[^):#\s]*\.md)?(?P<part>#[^)\s]*)?\)")


@dataclass(frozen=True)
class Change:
    """One section of the log: its id, its day, what it is called, its Markdown, and the pages that it links to."""

    id: str
    day: date
    title: str
    text: str
    pages: tuple[str, ...]


def load(docs_dir: Path) -> list[Change]:
    """The changes in the log of `docs_dir`, newest first, none without a log; raises DataError as `read` does."""
    log = docs_dir / LOG
    return read(log.read_text(encoding="utf-8"), f"docs/{LOG}") if log.is_file() else []


def read(log: str, shown: str) -> list[Change]:
    """The changes of `log`, the text of the file `shown`, newest first; raises DataError with every problem of it."""
    found: list[Change] = []
    problems: list[Problem] = []
    headings = list(_HEADING.finditer(log))
    for heading, end in zip(headings, [*(after.start() for after in headings[1:]), len(log)], strict=True):
        where = shown, log.count("\n", 0, heading.start()) + 1
        try:
            day = date.fromisoformat(heading["day"] or "")
        except ValueError:
            form = f"## {words.day(date.today())}: what changed {{ #{date.today()}-word }}"
            problems.append(Problem(*where, f'"{heading["said"]}" names no day for programs', f"write {form}", RULE))
            continue
        said, _, title = heading["said"].partition(": ")
        text = log[heading.end() : end].strip()
        if said != words.day(day) or not title:
            what = f'"{heading["said"]}" and its id do not name the same day'
            problems.append(Problem(*where, what, f"begin the heading with {words.day(day)}: and what changed", RULE))
        if not text:
            what = f'nothing is said under "{heading["said"]}"'
            problems.append(Problem(*where, what, "write there what changed and why", RULE))
        if found and day > found[-1].day:
            what = f'"{heading["said"]}" comes after an older change'
            problems.append(Problem(*where, what, "put the newest change first", RULE))
        if any(heading["id"] == other.id for other in found):
            what = f'two changes have the id "{heading["id"]}"'
            problems.append(Problem(*where, what, "end one of them in another word", RULE))
        linked = [posixpath.normpath(f"{LOG}/../{link['path']}") for link in _LINK.finditer(text) if link["path"]]
        found.append(Change(heading["id"], day, title, text, tuple(dict.fromkeys(linked))))
    if problems:
        raise DataError(problems)
    return found


def newest(changes: Iterable[Change]) -> dict[str, Change]:
    """The newest change of each page that one links to, by the page's path under docs/."""
    pages: dict[str, Change] = {}
    for change in changes:
        for path in change.pages:
            pages.setdefault(path, change)
    return pages


def line(change: Change, log: str) -> str:
    """The HTML that leads from a changed page to its change; `log` is the address of the log as seen from the page."""
    return say("changed", day=words.day(change.day), what=f'<a href="{log}#{change.id}">{escape(change.title)}</a>')


def feed(changes: Iterable[Change], name: str, site: str) -> str:
    """An Atom feed (RFC 4287) of the changes in the handbook called `name`, published at the address `site`."""

    def address(path: str) -> str:
        return site + re.sub(r"((^|/)index)?\.md$", "/", path).lstrip("/")

    log = address(LOG)
    title = escape(say("changes_of", name=name))
    changes = list(changes)
    updated = max((f"{change.day}T00:00:00Z" for change in changes), default="1970-01-01T00:00:00Z")
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{title}</title><id>{escape(log)}</id><updated>{updated}</updated>",
        f"<author><name>{escape(name)}</name></author>",
        f'<link href={quoteattr(log)}/><link rel="self" href={quoteattr(site + FEED)}/>',
    ]
    for change in changes:
        there = f"{log}#{change.id}"

        def whole(link: re.Match[str]) -> str:
            path = posixpath.normpath(f"{LOG}/../{link['path']}") if link["path"] else LOG
            return f"]({address(path)}{link['part'] or ''})"

        html = markdown.markdown(_LINK.sub(whole, change.text))
        parts += [
            f"<entry><title>{escape(change.title)}</title><id>{escape(there)}</id><link href={quoteattr(there)}/>",
            f'<updated>{change.day}T00:00:00Z</updated><content type="html">{escape(html)}</content></entry>',
        ]
    return "\n".join([*parts, "</feed>", ""])
