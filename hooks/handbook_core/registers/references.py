"""The one list of sources, docs/_data/references.yml: read strictly, printed the same way everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from ..parsing import addresses, yaml_lines
from ..parsing.yaml_lines import Mapping
from ..problem import DataError, Problem, in_order

FILE = "docs/_data/references.yml"
RULE = "cite-references"
REQUIRED = ("id", "type", "title", "url")
OPTIONAL = (
    "authors", "body", "year", "container", "doi", "note",
    "read", "seen", "about", "says", "limits", "not_for", "allows",
)  # fmt: skip
# How we read it, from the whole text to a few lines of it that a search showed.
READ = ("full", "part", "abstract", "summary", "excerpt")
_TYPES = dict.fromkeys(
    (*REQUIRED, "body", "container", "doi", "note", "read", "about", "limits", "not_for"), "text"
) | {
    "says": "texts",
    "allows": "texts",
}
# Kind of source, in the words that the References page shows, strongest evidence first.
TYPES = ("review", "study", "preprint", "dataset", "law", "code", "guideline", "platform-policy", "webpage")


@dataclass(frozen=True)
class Source:
    """One source. `by` is who wrote or issued it; `note` what it does not show."""

    key: str
    type: str
    by: str
    short_by: str
    year: str
    title: str
    container: str
    doi: str
    url: str
    note: str

    @property
    def href(self) -> str:
        """Where to read it: by DOI if there is one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def short(self) -> str:
        """Author and year, for a tooltip or a spoken label."""
        return f"{self.short_by}, {self.year}"

    def html(self) -> str:
        """The full entry, with its title as the link."""
        title = f'<a href="{escape(self.href)}">{escape(self.title)}</a>'
        container = f" <cite>{escape(self.container)}</cite>." if self.container else ""
        stop = "" if self.title.endswith((".", "?", "!")) else "."
        return f"{escape(self.by)} ({self.year}). {title}{stop}{container}"


def load_bibliography(data_dir: Path) -> dict[str, Source]:
    """Read `data_dir`/references.yml by key. Raises DataError with every problem in it."""
    data = yaml_lines.load(data_dir / "references.yml", FILE, RULE)
    if not isinstance(data, list) or not all(isinstance(entry, Mapping) for entry in data):
        raise DataError([Problem(FILE, 1, "this file must be a list of sources", "start each with - id:", RULE)])
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    for entry in data:
        found = list(_problems(entry))
        if not found and entry["id"] in sources:
            found.append(
                _at(entry, "id", f'the key "{entry["id"]}" is used twice', "give each source a key of its own")
            )
        problems += found
        if not found:
            sources[entry["id"]] = _source(entry)
    if problems:
        raise DataError(in_order(problems))
    return sources


def _at(entry: Mapping, key: str, what: str, fix: str) -> Problem:
    return Problem(FILE, entry.lines.get(key, entry.line), what, fix, RULE)


def _problems(entry: Mapping) -> Iterator[Problem]:
    who = entry.get("id") or "this source"
    wrong = list(yaml_lines.wrong_types(entry, _TYPES))
    for key, what, fix in wrong:
        yield _at(entry, key, f"{who}: {what}", fix)
    if wrong:
        return
    for key in REQUIRED:
        if not isinstance(entry.get(key), str) or not entry[key]:
            yield _at(entry, key, f'{who} has no "{key}", or it is not text', f"add a line {key}: ...")
    for key in entry:
        if key not in REQUIRED + OPTIONAL:
            yield _at(entry, key, f'{who} has an unknown key "{key}"', f"use only {', '.join(REQUIRED + OPTIONAL)}")
    if entry.get("type") and entry["type"] not in TYPES:
        yield _at(entry, "type", f'{who}: unknown type "{entry["type"]}"', f"use one of {', '.join(TYPES)}")
    if entry.get("read") is not None and entry["read"] not in READ:
        yield _at(entry, "read", f'{who}: unknown way of reading "{entry["read"]}"', f"use one of {', '.join(READ)}")
    if entry.get("seen") is not None and not isinstance(entry["seen"], date):
        yield _at(entry, "seen", f'{who}: seen "{entry["seen"]}" is not a date', "write it like 2026-11-26")
    if isinstance(entry.get("id"), str) and not re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", entry["id"]):
        yield _at(entry, "id", f'"{who}" is not a key', "write it in lower case with hyphens, such as bridgland2023")
    if not entry.get("authors") and not entry.get("body"):
        yield _at(entry, "id", f"{who} has neither authors nor body", "say who wrote or issued it")
    if any(yaml_lines.wrong_types(entry, {"authors": "texts"})):
        yield _at(entry, "authors", f"{who}: authors must be a list", 'write ["Family, Given", ...]')
    if isinstance(entry.get("url"), str) and addresses.parse(entry["url"]).scheme not in ("https", "http"):
        yield _at(entry, "url", f'{who}: "{entry["url"]}" is not a web address', "write it with https://")
    if entry.get("year") is not None and not re.fullmatch(r"(?:19|20)\d\d", str(entry["year"])):
        yield _at(entry, "year", f'{who}: "{entry["year"]}" is not a year', "write four digits, or take the line out")
    if entry.get("doi") and not re.fullmatch(r"10\.\d{4,9}/\S+", str(entry["doi"])):
        yield _at(entry, "doi", f'{who}: "{entry["doi"]}" is not a DOI', "write it from 10. on")


def _source(entry: Mapping) -> Source:
    authors = [str(a) for a in entry.get("authors") or []]
    names = [_initials(a) for a in authors]
    by = entry.get("body") or (", ".join(names[:6]) + (" and others" if len(names) > 6 else ""))
    families = [a.split(",")[0] for a in authors]
    if entry.get("body"):
        short = entry["body"]
    elif len(families) == 2:
        short = " and ".join(families)
    else:
        short = families[0] + (" and others" if len(families) > 2 else "")
    return Source(
        entry["id"], entry["type"], by, short, str(entry.get("year") or "no date"), entry["title"].rstrip("."),
        (entry.get("container") or "").rstrip("."), entry.get("doi") or "", entry["url"], entry.get("note") or "",
    )  # fmt: skip


def _initials(author: str) -> str:
    """ "Bridgland, Victoria M. E." as "Bridgland V. M. E."; an organization stays as it is."""
    family, comma, given = author.partition(", ")
    return f"{family} {' '.join(part[0] + '.' for part in given.split())}" if comma and given else author
