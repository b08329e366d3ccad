"""A chapter's front matter: read strictly, and shown as the line near its top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from .. import words
from ..built_site.page import HELP_BOX, box_end
from ..parsing import front_matter
from ..parsing.yaml_lines import LocatedDict
from ..problem import DataError, Problem
from ..registers.vocabulary import Vocabulary
from ..words import say
from . import old_addresses

REQUIRED = ("title", "description", "audience", "topics", "order", "evidence_checked", "review_due", "clinical_review")
OPTIONAL = ("hide", "menu", "search", "was", "asked")
MOST_DUE_ON_ONE_DAY = 4
REVIEW_KEYS = {"name", "role", "registration", "date"}


@dataclass(frozen=True)
class Chapter:
    """What a chapter's front matter says. `reviewer` is None until a clinician has reviewed the text."""

    title: str
    description: str
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    order: int
    evidence_checked: date
    review_due: date
    reviewer: dict[str, str] | None
    # The addresses that the page had before, such as create/old-name.
    was: tuple[str, ...] = ()


def order_of(text: str, shown: str) -> int:
    """The place of a page among its neighbors; pages whose front matter is broken come last."""
    try:
        order = front_matter.parse(text, shown).get("order")
    except DataError:
        return 10_000
    return order if isinstance(order, int) else 10_000


def read(text: str, shown: str, vocabulary: Vocabulary) -> Chapter:
    """The chapter that the front matter of `text` describes; raises DataError with every problem in it."""
    data = front_matter.parse(text, shown)
    problems = list(_problems(data, shown, vocabulary))
    if problems:
        raise DataError(problems)
    review = data["clinical_review"]
    return Chapter(
        data["title"], data["description"], tuple(data["audience"]), tuple(data["topics"]), data["order"],
        data["evidence_checked"], data["review_due"], dict(review) if isinstance(review, dict) else None,
        tuple(data.get("was") or ()),
    )  # fmt: skip


def _problems(data: LocatedDict, shown: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    def at(key: str, what: str, fix: str) -> Problem:
        return Problem(shown, data.lines.get(key, 1), what, fix, front_matter.RULE)

    for key in REQUIRED:
        if data.get(key) in (None, "", []):
            yield at(key, f'the front matter has no "{key}"', f"add a line {key}: ...")
    for key in data:
        if key not in REQUIRED + OPTIONAL:
            yield at(key, f'the front matter has an unknown key "{key}"', f"use only {', '.join(REQUIRED)}")
    description = data.get("description")
    if isinstance(description, str) and not 50 <= len(description) <= 160:
        yield at(
            "description", f"the description has {len(description)} characters", "say it in one sentence of 50 to 160"
        )
    for key in ("title", "description"):
        if data.get(key) is not None and not isinstance(data[key], str):
            yield at(key, f'"{key}" is {data[key]!r}, not text', "put it in quotes")
        elif "<" in (data.get(key) or ""):
            yield at(key, f'"{key}" holds a "<", which a browser may take for HTML', "say it in words")
    lists: list[tuple[str, Any]] = [("audience", vocabulary.audiences), ("topics", vocabulary.topics)]
    for key, known in lists:
        values = data.get(key) or []
        if not isinstance(values, list):
            yield at(key, f'"{key}" must be a list', "write [one, two]")
            continue
        for value in values:
            if not isinstance(value, str) or value not in known:
                yield at(key, f'unknown {key.removesuffix("s")} "{value}"', f"use some of {', '.join(sorted(known))}")
    if data.get("order") is not None and (not isinstance(data["order"], int) or isinstance(data["order"], bool)):
        yield at("order", f'"order" is {data["order"]!r}, not a whole number', "write a number such as 40")
    if data.get("menu", False) is not False:
        yield at("menu", f'"menu" is {data["menu"]!r}', "write menu: false, or leave the line out to be in the menu")
    was = data.get("was") or []
    if not isinstance(was, list):
        yield at("was", '"was" must be a list', "write [create/old-name]")
    for old in was if isinstance(was, list) else ():
        if not (isinstance(old, str) and old_addresses.WRITTEN.fullmatch(old)):
            yield at(
                "was", f'"{old}" is no old address', "write it from the first page and without ending: create/old-name"
            )
    asked = data.get("asked") or []
    if not isinstance(asked, list) or not all(isinstance(words, str) for words in asked):
        yield at("asked", '"asked" must be a list of what people type', "write [what to write in my bio, disclaimer]")
    dates = [key for key in ("evidence_checked", "review_due") if data.get(key) is not None]
    for key in dates:
        if type(data[key]) is not date:
            yield at(key, f'"{key}" is {data[key]!r}, not a date', "write it as 2026-11-22")
            return
    if len(dates) == 2 and data["review_due"] <= data["evidence_checked"]:
        yield at("review_due", "the page is due before it was checked", "write a later review_due")
    review = data.get("clinical_review")
    complete = isinstance(review, dict) and set(review) == REVIEW_KEYS and all(review.values())
    if review is not None and review != "none" and not complete:
        yield at(
            "clinical_review",
            "clinical_review names no complete review",
            f"write none, or the keys {', '.join(sorted(REVIEW_KEYS))}",
        )


def crowded(due: dict[date, list[str]]) -> list[Problem]:
    """A problem for each day on which more pages fall due than one person can review."""
    return [
        Problem(
            pages[0],
            None,
            f"{len(pages)} pages fall due on {day}",
            "spread their review_due over the weeks",
            front_matter.RULE,
        )
        for day, pages in due.items()
        if len(pages) > MOST_DUE_ON_ONE_DAY
    ]


def review_line(chapter: Chapter, today: date, changed: int = 0, tolerance: int = 0) -> str:
    """The HTML line near the top of a chapter: when the evidence was checked, when it is due, who reviewed the text.

    `changed` words have changed since that review; with more than `tolerance` it is out of date.
    """
    due = say("review_due", day=_day(chapter.review_due))
    late = " review-overdue" if chapter.review_due < today else ""
    if late:
        due = f"<strong>{say('review_late', day=_day(chapter.review_due))}</strong>"
    review = say("review_none")
    if chapter.reviewer:
        review = say("review_by", **{key: escape(str(value)) for key, value in chapter.reviewer.items()})
    if chapter.reviewer and changed > tolerance:
        review += f"; <strong>{say('review_outdated', number=changed)}</strong>"
    elif chapter.reviewer and changed:
        review += "; " + (say("review_changed", number=changed) if changed > 1 else say("review_changed_one"))
    said = say("review", checked=_day(chapter.evidence_checked), due=due, review=review)
    return f'<p class="review-line{late}">{said}</p>'


def with_review_line(html: str, line: str) -> str:
    """The `html` of a page with its review line, under what a reader needs first: the help box that it opens with, or
    all that comes before its first section. On a page with a tool the line comes last, so that the tool begins on
    the first screen of a phone."""
    if '<div data-tool="' in html:
        return html + line
    section = html.find("<h2")
    first = section if section >= 0 else len(html)
    box = html.find(HELP_BOX, 0, first)
    end = box_end(html, box) if box >= 0 else first
    return html[:end] + line + html[end:]


def _day(day: date) -> str:
    return f'<time datetime="{day.isoformat()}">{words.day(day)}</time>'
