"""Reviews on record: the words that a reviewer read, kept in docs/_data/reviewed, held against the words of today.

A copy of the text needs no history and shows what a hash could not: how many words have changed since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from ..parsing import front_matter
from ..problem import Problem
from ..registers import scripts
from . import chapter

RULE = "chapter-review"
# With more changed words than this a review is out of date: about two sentences.
TOLERANCE = 30
# A new source, a moved link or another id of a service is no new text.
_NOT_WORDS = re.compile(r"\[@[^\]]*\]|\]\([^)]*\)|<help:[^>]*>|\{[^}]*\}")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def copy_path(docs_dir: Path, shown: str) -> Path:
    """Where the words of the page called `shown` ("docs/create/page.md") are kept once they are reviewed."""
    return docs_dir / "_data" / "reviewed" / Path(shown).relative_to(docs_dir.name).with_suffix(".txt")


def words(text: str) -> list[str]:
    """The words of a chapter that a reader reads, without front matter, sources and addresses."""
    return _WORD.findall(_NOT_WORDS.sub(" ", front_matter.body(text)))


def changed(docs_dir: Path, shown: str, text: str) -> int | None:
    """How many words of `text` were added, taken out or replaced since its review; None without a copy."""
    copy = copy_path(docs_dir, shown)
    if not copy.is_file():
        return None
    before, now = copy.read_text(encoding="utf-8").split(), words(scripts.expanded(text, scripts.load(docs_dir)))
    parts = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    return sum(max(end - start, stop - begin) for tag, start, end, begin, stop in parts if tag != "equal")


def check(docs_dir: Path, shown: str, text: str, read: chapter.Chapter) -> Iterator[Problem]:
    """Yield a problem for a review in the front matter without the words that were reviewed."""
    if read.reviewer and changed(docs_dir, shown, text) is None:
        line = text.count("\n", 0, text.index("clinical_review")) + 1
        what = "this review has no copy of the words that were reviewed"
        yield Problem(shown, line, what, "write none, since a maintainer records reviews with make record-review", RULE)
