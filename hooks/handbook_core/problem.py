"""What a check finds, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where (path, and line if known), what, what to do, and the rule's id."""

    path: str
    line: int | None
    what: str
    fix: str
    rule: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.what}; {self.fix} ({self.rule})"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repeats, by path, line (those without a line first), rule and text."""
    return sorted(set(problems), key=lambda p: (p.path, p.line or 0, p.rule, p.what))


class DataError(Exception):
    """A data file cannot be used; carries every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))
