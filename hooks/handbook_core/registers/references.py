"""The one list of sources, docs/_data/references.yml: read strictly, printed the same way everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from ..parsing import schema
from ..parsing.yaml_lines import LocatedDict
from ..problem import DataError, Problem
from ..words import say

FILE = "docs/_data/references.yml"
RULE = "cite-references"
# Kind of source, in the words that the References page shows, strongest evidence first.
_PROPERTIES = schema.of("references")["items"]["properties"]
TYPES: tuple[str, ...] = tuple(_PROPERTIES["type"]["enum"])
# How much of it we have read, at least: the whole text first.
READ: tuple[str, ...] = tuple(_PROPERTIES["read"]["enum"])
# Of these nobody opened the document itself.
SECONDHAND = ("summary", "excerpt")


@dataclass(frozen=True)
class Source:
    """One source and its evidence record; the fields are those of the schema. `by` is who wrote or issued it."""

    key: str
    type: str
    authors: tuple[str, ...]
    by: str
    short_by: str
    year: str
    title: str
    container: str
    doi: str
    url: str
    note: str
    read: str
    seen: date | None
    about: str
    says: tuple[str, ...]
    limits: str
    not_for: str

    @property
    def record(self) -> str:
        """All that we know it to say, in one text; empty where nothing is on record."""
        said = (*self.says, self.about, self.limits, self.not_for, self.note, self.title, self.container, self.year)
        return " ".join(said) if self.says else ""

    @property
    def href(self) -> str:
        """Where to read it: by DOI if there is one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def short(self) -> str:
        """Author and year, for a tooltip or a spoken label."""
        return f"{self.short_by}, {self.year}"

    @property
    def how(self) -> str:
        """How we read it, in words."""
        return say(f"read_{self.read or 'unknown'}")

    @property
    def label(self) -> str:
        """What its number says aloud and on hover: author, year and how we read it."""
        return f"{self.short}. {self.how}"

    def html(self) -> str:
        """The full entry, with its title as the link."""
        title = f'<a href="{escape(self.href)}">{escape(self.title)}</a>'
        container = f" <cite>{escape(self.container)}</cite>." if self.container else ""
        stop = "" if self.title.endswith((".", "?", "!")) else "."
        return f"{escape(self.by)} ({self.year}). {title}{stop}{container}"


def load_bibliography(data_dir: Path) -> dict[str, Source]:
    """Read `data_dir`/references.yml by key. Raises DataError with every problem in it."""
    data = schema.load(data_dir, "references", FILE, RULE)
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for entry in data:
        if entry["id"] in sources:
            what = f'the key "{entry["id"]}" is used twice'
            problems.append(Problem(FILE, entry.lines["id"], what, "give each source a key of its own", RULE))
        sources[entry["id"]] = _source(entry)
    if problems:
        raise DataError(problems)
    return sources


def _source(entry: LocatedDict) -> Source:
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
        entry["id"], entry["type"], tuple(authors), by, short, str(entry.get("year") or "no date"),
        entry["title"].rstrip("."), (entry.get("container") or "").rstrip("."),
        entry.get("doi") or "", entry["url"], entry.get("note") or "",
        entry.get("read") or "", entry.get("seen"), entry.get("about") or "", tuple(entry.get("says") or ()),
        entry.get("limits") or "", entry.get("not_for") or "",
    )  # fmt: skip


def _initials(author: str) -> str:
    """ "Bridgland, Victoria M. E." as "Bridgland V. M. E."; an organization stays as it is."""
    family, comma, given = author.partition(", ")
    return f"{family} {' '.join(part[0] + '.' for part in given.split())}" if comma and given else author
