"""Put a review on record: `make record-review`, by a maintainer, from a reviewer's own form and with their consent.

Writes who reviewed the page into its front matter, and keeps the words that were reviewed in docs/_data/reviewed, so
that the page can say when they have changed.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

from handbook_core import registers
from handbook_core.chapters import chapter, reviews
from handbook_core.problem import DataError
from handbook_core.registers import scripts

from tools.prompts import RefusedError, ask, something

DOCS = Path(__file__).resolve().parents[1] / "docs"
# The value on the line, or the indented lines under it.
_REVIEW = re.compile(r"^clinical_review:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)


def main(docs: Path = DOCS) -> int:
    """Ask, write both files and say what to do next; returns the exit status."""
    try:
        vocabulary = registers.load(docs, date.today()).vocabulary
        shown = ask("PAGE", "Which page was reviewed? Such as docs/create/your-own-story.md", something)
        path = docs.parent / shown
        if not (path.is_file() and path.suffix == ".md" and path.resolve().is_relative_to(docs.resolve())):
            raise RefusedError(f"{shown} is no page of the handbook; write it as docs/create/your-own-story.md")
        text = path.read_text(encoding="utf-8")
        chapter.read(text, shown, vocabulary)
        review = {
            "name": ask("REVIEWER", "The reviewer's name, as they want it shown", something),
            "role": ask("ROLE", "Their role, such as clinical psychologist", something),
            "registration": ask("REGISTRATION", "The body that registers them, and their number there", something),
        }
        day = ask("REVIEWED", "The day they read this text, such as 2027-03-01", _past_day)
    except (RefusedError, DataError) as reason:
        print(reason, file=sys.stderr)
        return 1
    lines = [f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in review.items()]
    record = "\n".join(["clinical_review:", *lines, f"  date: {day}", ""])
    path.write_text(_REVIEW.sub(lambda _: record, text, count=1), encoding="utf-8")
    copy = reviews.copy_path(docs, shown)
    copy.parent.mkdir(parents=True, exist_ok=True)
    words = reviews.words(scripts.expanded(text, scripts.load(docs)))
    # A few words a line, so that the next review shows what changed.
    copy.write_text("\n".join(" ".join(words[i : i + 12]) for i in range(0, len(words), 12)) + "\n", encoding="utf-8")
    print(f"{shown} now names its reviewer. Commit it together with docs/_data/reviewed, and link the review form.")
    return 0


def _past_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise RefusedError(f'"{text}" is no date; write it as 2027-03-01') from None
    if day > date.today():
        raise RefusedError(f"{day} is still to come; write the day the text was read")
    return day


if __name__ == "__main__":
    sys.exit(main())
