"""A box has a known kind, and its text is indented.

What: a line that begins with `!!!` names a kind from docs/_data/vocabulary.yml (`boxes`), has its title in straight
quotation marks, and is followed by text indented by four spaces.

Why: a box of an unknown kind looks like none, and a line that is not indented falls out of its box. A poor example
is then read as advice.

Bad: `!!! tipp "Try this"`; a line under `!!! poor "Poor"` that begins at the margin

Good: `!!! do "Do this"`, then an empty line, then four spaces and the text
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from ..built_site.page import Page
from .context import Finding, Site

ID = "page-box"
_BOX = re.compile(r"( *)!!! ?(.*)")
# As Python-Markdown reads it.
_AFTER = re.compile(r'([\w-]+)(?: +[\w-]+)*(?: +".*?")? *')
_INDENT = "begin it with four spaces more than the line with !!!"


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each box of an unknown kind and each line that falls out of its box."""
    if not page.shown.endswith(".md"):
        return
    lines = [line.expandtabs(4).rstrip() for line in page.source.splitlines()]
    for index, line in enumerate(lines):
        if not (box := _BOX.fullmatch(line)):
            continue
        read = _AFTER.fullmatch(box[2])
        if read is None:
            fix = 'write !!! and the kind, then the title in straight quotation marks: !!! do "Do this"'
            yield Finding(f'"{line.strip()}" makes no box', fix, place=(page.shown, index + 1))
        elif read[1] not in site.vocabulary.boxes:
            near = get_close_matches(read[1], site.vocabulary.boxes, n=1)
            fix = f"did you mean {near[0]}?" if near else f"use one of {', '.join(site.vocabulary.boxes)}"
            yield Finding(f'no box is called "{read[1]}"', fix, place=(page.shown, index + 1))
        fallen = _fallen(lines, index, len(box[1]))
        if fallen is not None:
            what = f"this line is not indented, so it stands outside the box of line {index + 1}"
            yield Finding(what, _INDENT, place=(page.shown, fallen + 1))


def _fallen(lines: list[str], start: int, margin: int) -> int | None:
    """The index of the line that was meant for the box at `start` and falls out of it; None if none does."""
    filled = False
    for index in range(start + 1, len(lines)):
        line = lines[index]
        indent = len(line) - len(line.lstrip()) - margin
        if line and indent < 4:
            meant = not filled or bool(lines[index - 1]) or indent > 0
            return index if meant else None
        filled = filled or bool(line)
    return None if filled else start
