"""Start a chapter: `make new-chapter` asks four questions and writes the file.

The page passes every check but those that only its author can meet; each of these is marked TO WRITE. Nothing else
needs an entry: the menu, the list of sources and the due dates follow from the file.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from handbook_core import registers
from handbook_core.checks.page_unfinished import MARK
from handbook_core.parsing import front_matter
from handbook_core.problem import DataError
from handbook_core.registers import Handbook
from handbook_core.registers.helplines import talk_now

from tools.prompts import RefusedError, ask, one_of, some_of, something

DOCS = Path(__file__).resolve().parents[1] / "docs"
DUE_AFTER = timedelta(days=270)
SOME = "Some of these, with commas between:"

PAGE = """\
---
title: {title}
description: "{mark} what the page gives its reader, in one sentence of 50 to 160 characters."
audience: [{audience}]
topics: [{topics}]
order: {order}
evidence_checked: {today}
review_due: {due}
clinical_review: none
---

# {heading}

{mark} one or two sentences that say what this page gets its reader.
{help}
!!! in-short "In short"

    - {mark} three to five points that already answer the question. Someone who stops here has what they need.

## Do this

1. {mark} steps in order, each with a verb first, each small enough for today.

## Say this

{mark} words that can be copied whole, or take this part out.

## Why

{mark} two or three short paragraphs. After each claim its source, as in \
`[@bridgland2023]`, and what it does not show.

## If this touches you

{mark} one sentence in the page's own words, before the line that follows.

You can talk with someone now. {lines}Somewhere else, [find your country](../get-help/index.md).

## Next

- {mark} two or three pages, each with the reason to go there.
"""


def main(docs: Path = DOCS) -> int:
    """Ask, write the page and say what to do next; returns the exit status."""
    try:
        data = registers.load(docs, date.today())
        known = data.vocabulary
        folders = tuple(name for head in known.menu.values() for name in head if (docs / name).is_dir())
        folder = ask("FOLDER", f"Which part does it belong to? One of: {', '.join(folders)}", one_of(folders))
        title = ask("TITLE", "What is it called? Take the reader's question or task, in their words.", something)
        audience = ask("AUDIENCE", f"Who is it for? {SOME} {', '.join(known.audiences)}", some_of(known.audiences))
        topics = ask(
            "TOPICS", f"What is it about? {SOME} {', '.join(sorted(known.topics))}", some_of(tuple(known.topics))
        )
        path = docs / folder / f"{file_name(title)}.md"
        if path.exists():
            raise RefusedError(
                f"docs/{folder}/{path.name} is there already; choose another title, or improve that page"
            )
    except (RefusedError, DataError) as reason:
        print(reason, file=sys.stderr)
        return 1
    order, due = place(docs, folder)
    path.write_text(
        PAGE.format(
            title=json.dumps(title, ensure_ascii=False), heading=title, mark=MARK, audience=", ".join(audience),
            topics=", ".join(topics), order=order, today=date.today(), due=due, help=help_box(topics, data),
            lines=talk_now.sentences(data.registry, data.vocabulary),
        ),
        encoding="utf-8",
    )  # fmt: skip
    print(
        f'Your chapter is docs/{folder}/{path.name}. Put your own words in place of each "{MARK}" in it.\n'
        "make serve shows the page while you write and names what is left.\n"
        "You may send it in unfinished; say so when you do."
    )
    return 0


def file_name(title: str) -> str:
    """The title in lower-case Latin letters with hyphens: at most six words, no small one at the end."""
    plain = unicodedata.normalize("NFKD", title.lower().replace("’", "").replace("'", ""))
    found = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    del found[6:]
    while found and found[-1] in ("a", "an", "and", "in", "of", "or", "the", "to", "your"):
        found.pop()
    return "-".join(found) or "new-chapter"


def place(docs: Path, folder: str) -> tuple[int, date]:
    """The next `order` in the folder, and the first day about nine months away on which nothing else falls due."""
    days: Counter[date] = Counter()
    last = 0
    for path in docs.rglob("*.md"):
        try:
            front = front_matter.parse(path.read_text(encoding="utf-8"), path.name)
        except DataError:
            continue  # The build names what is wrong with it.
        days.update(day for day in [front.get("review_due")] if isinstance(day, date))
        if path.parent == docs / folder and isinstance(front.get("order"), int):
            last = max(last, front["order"])
    day = next(day for n in count() if not days[day := date.today() + DUE_AFTER + timedelta(days=n)])
    return (last // 10 + 1) * 10, day


def help_box(topics: list[str], data: Handbook) -> str:
    """The box that opens a page on sensitive topics, with services that fit them; empty for any other page."""
    ids: list[str] = []
    for topic in topics:
        if topic in data.vocabulary.sensitive:
            lines = data.vocabulary.sensitive[topic].lines
            fitting = [s for s in data.registry.services.values() if s.topics & lines and data.vocabulary.kinds[s.kind]]
            ids += [next((s.id for s in fitting if s.country == code), "") for code in data.vocabulary.home]
    links = ", ".join(f"<help:{id_}>" for id_ in dict.fromkeys(ids) if id_)
    box = f'\n!!! help "Someone to talk to"\n\n    {links}, or [find your country](../get-help/index.md).\n'
    return box if links else ""


if __name__ == "__main__":
    sys.exit(main())
