"""The files to take away: where `make downloads` leaves them, and how the page lists them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from .. import words
from ..words import say

LIST = "list.json"
# The folder of the files in the built site, seen from the page that lists them.
FOLDER = "downloads"
_FROM_PAGE = f"../{FOLDER}/"
_GROUPS = {"": "whole", "toolkit": "toolkit", "forms": "forms"}
# The folder of the sheets that clinicians review pages with, one a chapter, told in one line.
_REVIEW = "review"


@dataclass(frozen=True)
class Download:
    """One file: its path below the folder, what it is called, what it is for, its pages if it has any, its bytes."""

    path: str
    title: str
    use: str
    pages: int
    size: int

    @property
    def facts(self) -> str:
        kind = Path(self.path).suffix[1:].upper()
        counted = say("downloads_pages" if self.pages > 1 else "downloads_page", number=self.pages)
        pages = f", {counted}" if self.pages else ""
        # Never three digits: beside the word "phone" the check would read them as a number to call.
        size = f"{self.size / 1e6:.1f} MB" if self.size > 99_000 else f"{max(1, round(self.size / 1000))} KB"
        return f"{kind}{pages}, {size}"


@dataclass(frozen=True)
class Downloads:
    """All files, the day of their text, and the folder that holds them."""

    folder: Path
    day: date
    files: tuple[Download, ...]


def review_sheet(source: str) -> str:
    """The path of the review sheet of the page made from `source`, such as judge/judge-a-video.md; its name says the
    folder, as a release has one for all."""
    return f"{_REVIEW}/review-sheet-{source.removesuffix('.md').replace('/', '-')}.docx"


def review_link(downloads: Downloads | None, source: str) -> str | None:
    """Where in the site the review sheet of the page made from `source` is, or None when there is none."""
    path = review_sheet(source)
    there = downloads is not None and any(file.path == path for file in downloads.files)
    return f"{FOLDER}/{path}" if there else None


def text_of(docs_dir: Path) -> str:
    """A fingerprint of the chapters, scripts and registers: another text has another one."""
    digest = hashlib.sha256()
    for path in sorted(path for path in docs_dir.rglob("*") if path.suffix in (".md", ".yml", ".svg", ".txt")):
        digest.update(path.relative_to(docs_dir).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def write_list(downloads: Downloads, docs_dir: Path) -> None:
    """Write the list that `read` reads, beside the files."""
    content = {"text": text_of(docs_dir), "day": downloads.day.isoformat(), "files": [*map(asdict, downloads.files)]}
    (downloads.folder / LIST).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def read(folder: Path, docs_dir: Path) -> Downloads | None:
    """The files in `folder`; None when there are none, or when they were made from another text than `docs_dir`."""
    try:
        found = json.loads((folder / LIST).read_text(encoding="utf-8"))
        made = Downloads(folder, date.fromisoformat(found["day"]), tuple(Download(**file) for file in found["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        # Not there, or not finished: the page then says where the files are.
        return None
    complete = all((folder / file.path).is_file() for file in made.files)
    return made if complete and found["text"] == text_of(docs_dir) else None


def markdown(downloads: Downloads | None, page_url: str) -> str:
    """The list for the page, or where to find the files; `page_url` is the page's public address, or empty."""
    if downloads is None:
        there = say("downloads_there")
        return say("downloads_none", there=f"[{there}]({page_url})" if page_url else there)
    day = words.day(downloads.day)
    parts = [say("downloads_day", day=day)]
    for group, heading in _GROUPS.items():
        parts.append(f"## {say(f'downloads_{heading}')}")
        parts.append(
            "\n".join(
                f"- **[{file.title}]({_FROM_PAGE}{file.path})** ({file.facts}, {day}). {file.use}"
                for file in downloads.files
                if file.path.rpartition("/")[0] == group
            )
        )
    if sheets := [file for file in downloads.files if file.path.startswith(f"{_REVIEW}/")]:
        parts.append(f"## {say('downloads_review')} {{ #review-sheets }}\n\n{say('downloads_review_use')}")
        parts.append(" · ".join(f"[{file.title}]({_FROM_PAGE}{file.path})" for file in sheets))
    return "\n\n".join(parts)
