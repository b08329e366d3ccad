"""Prepare a release: `make release TAG=2026-11-22` writes notes.md and its files to out/release.

A release is named after its day. Its notes are that day's part of the change log, as readers see it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from handbook_core.problem import DataError
from handbook_core.publishing import changes

from .downloads import edition
from .downloads.site import ROOT, MakeError, build

LOG = f"docs/{changes.LOG}"
OUT = ROOT / "out" / "release"


def notes(log: str, tag: str) -> str:
    """The changes of the day `tag` in the change log; raises ValueError with a sentence when there are none, DataError
    when the log cannot be read."""
    try:
        day = date.fromisoformat(tag)
    except ValueError:
        raise ValueError(f'"{tag}" is no name for a release; write its day, as in TAG=2026-11-22') from None
    parts = [f"## {change.title}\n\n{change.text}" for change in changes.read(log, LOG) if change.day == day]
    if not parts:
        raise ValueError(f"{LOG} names no change of {day}; write there what changed, then tag again")
    # Links to other pages lead nowhere in a release.
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", "\n\n".join(parts)) + "\n"


def carry(downloads: Path, target: Path) -> None:
    """Copy every download into one folder, as a release has no folders; the endings keep the names apart."""
    for path in downloads.rglob("*"):
        if path.suffix in (".pdf", ".epub", ".docx", ".zip"):
            shutil.copy(path, target / path.name)


def main() -> int:
    """Write the notes, and beside them the files of `make downloads` and an archive of the site for a server."""
    try:
        text = notes((ROOT / LOG).read_text(encoding="utf-8"), os.environ.get("TAG", ""))
    except (ValueError, DataError) as error:
        print(error, file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    files = OUT / "files"
    files.mkdir(parents=True)
    (OUT / "notes.md").write_text(text, encoding="utf-8")
    this = edition.read(ROOT, datetime.now(UTC))
    (OUT / "title.txt").write_text(f"{this.name}, {os.environ['TAG']}", encoding="utf-8")
    folder = OUT / f"{this.slug}-for-a-server"
    try:
        build(folder)
    except MakeError as error:
        print(error, file=sys.stderr)
        return 1
    shutil.make_archive(str(files / folder.name), "zip", OUT, folder.name)
    shutil.rmtree(folder)
    carry(ROOT / "out" / "downloads", files)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
