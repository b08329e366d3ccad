"""The block of keys at the head of a page."""

from __future__ import annotations

import re

from ..problem import DataError, Problem
from . import yaml_lines
from .yaml_lines import LocatedDict

RULE = "chapter-front-matter"
_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def parse(text: str, shown: str) -> LocatedDict:
    """The front matter of the Markdown `text`; raises DataError when there is none or it is not valid."""
    block = _BLOCK.match(text)
    if not block:
        raise DataError(
            [
                Problem(
                    shown,
                    1,
                    "this page has no front matter",
                    "start it with a block of keys between two lines of ---",
                    RULE,
                )
            ]
        )
    data = yaml_lines.parse(block[1], shown, RULE, first_line=2)
    if not isinstance(data, LocatedDict):
        raise DataError(
            [Problem(shown, 1, "the front matter is not a list of keys", "write key: value on each line", RULE)]
        )
    return data


def body(text: str) -> str:
    """The Markdown `text` without its front matter."""
    return _BLOCK.sub("", text, count=1)
