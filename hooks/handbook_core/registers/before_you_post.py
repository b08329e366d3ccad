"""The before-you-post check, docs/_data/before-you-post.yml: read strictly, and written out as Markdown.

The page asks only what matters to one video, on screen and on paper. What an empty box means belongs to the part and
not to the question, so that paper can say it once for a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..parsing import front_matter, schema
from ..parsing.yaml_lines import LocatedDict
from ..problem import DataError, Problem
from .vocabulary import Role, Vocabulary

FILE = "docs/_data/before-you-post.yml"
RULE = "data-before-you-post"
# What an empty box means, and the title that the outcome has on every page.
BLANKS = {"safety": "Talk to someone first", "night": "Give it a night", "change": "Change this first"}


@dataclass(frozen=True)
class Part:
    """A heading of the check; `blank` is what one empty box under it means, a key of BLANKS."""

    id: str
    title: str
    blank: str


@dataclass(frozen=True)
class Touch:
    """Something that a video may touch: in words, beside its box, the kind of help line for the caption, and whether
    the caption needs the emergency number."""

    id: str
    words: str
    box: str
    lines: str
    emergency: bool


@dataclass(frozen=True)
class Question:
    """One box; `when` holds ids of touches, and is empty when the question is always asked. `page` is the title of
    the chapter."""

    id: str
    roles: tuple[str, ...]
    part: str
    when: tuple[str, ...]
    text: str
    fix: str
    chapter: str
    page: str


@dataclass(frozen=True)
class Questionnaire:
    """The whole file."""

    parts: tuple[Part, ...]
    touches: tuple[Touch, ...]
    questions: tuple[Question, ...]

    def asked(self, part: Part, role: str = "") -> list[Question]:
        """The questions of a part, in order; only those for `role` if it is named."""
        return [q for q in self.questions if q.part == part.id and (not role or role in q.roles)]


def load(docs_dir: Path, vocabulary: Vocabulary) -> Questionnaire:
    """Read the file under `docs_dir`; `vocabulary` holds roles and kinds of caption lines.

    Raises DataError with every problem in it.
    """
    data = schema.load(docs_dir / "_data", "before-you-post", FILE, RULE)
    if problems := list(_problems(data, docs_dir, vocabulary)):
        raise DataError(problems)
    return Questionnaire(
        tuple(Part(**row) for row in data["parts"]),
        tuple(Touch(**row) for row in data["touches"]),
        tuple(
            Question(**{**row, "roles": tuple(row["roles"]), "when": tuple(row["when"])}, page=_title(docs_dir, row))
            for row in data["questions"]
        ),
    )


def whole(questionnaire: Questionnaire, roles: dict[str, Role]) -> str:
    """Markdown: everything that can be asked, each with who it is for, when it matters and what to do about a blank.

    The marks in it tell overrides/assets/widgets/before-you-post what to ask.
    """
    lines = ["## You", ""]
    lines += [f'- [ ] {role.box} <span data-role="{name}"></span>' for name, role in roles.items()]
    lines += ["", "## What the video touches", ""]
    for touch in questionnaire.touches:
        mark = f'<span data-touch="{touch.id}" data-words="{touch.words}" data-lines="{touch.lines}"'
        mark += f"{' data-emergency' * touch.emergency}></span>"
        lines.append(f"- [ ] {touch.box} {mark}")
    for number, part in enumerate((part for part in questionnaire.parts if questionnaire.asked(part)), 1):
        lines.append(_heading(number, part))
        for question in questionnaire.asked(part):
            mark = f'data-roles="{" ".join(question.roles)}" data-when="{" ".join(question.when)}"'
            mark += f' data-part="{part.id}" data-blank="{part.blank}"'
            who = " and ".join(roles[role].plural for role in question.roles)
            whom = f"For {who}{', if it touches ' + _joined_with_or(questionnaire, question) if question.when else ''}."
            fix = f"<span data-fix>{question.fix}</span> Read [{question.page}](../{question.chapter})."
            lines += [f"- [ ] {question.text}", "", f"    <span {mark}>{whom} If not:</span> {fix}", ""]
    return "\n".join(lines)


def _heading(number: int, part: Part) -> str:
    return f"\n## {number}. {part.title} {{ #{part.id} data-part={part.id} }}\n"


def _joined_with_or(questionnaire: Questionnaire, question: Question) -> str:
    *most, last = [touch.words for touch in questionnaire.touches if touch.id in question.when]
    return f"{', '.join(most)} or {last}" if most else last


def _title(docs_dir: Path, row: LocatedDict) -> str:
    # A page that is not UTF-8 is refused elsewhere, in a sentence.
    text = (docs_dir / row["chapter"]).read_text(encoding="utf-8", errors="replace")
    return str(front_matter.parse(text, f"docs/{row['chapter']}").get("title", row["chapter"]))


def _problems(data: LocatedDict, docs_dir: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What a schema cannot say: what one list says of another, and pages that are not there."""
    for rows in data.values():
        ids = [row["id"] for row in rows]
        for row in rows:
            if ids.index(row["id"]) != rows.index(row):
                yield _at(row, "id", f'the id "{row["id"]}" is used twice', "give each row an id of its own")
    parts = [row["id"] for row in data["parts"]]
    touches = [row["id"] for row in data["touches"]]
    known: list[tuple[str, str, Any]] = [
        ("touches", "lines", vocabulary.captions),
        ("questions", "part", parts),
        ("questions", "roles", vocabulary.roles),
        ("questions", "when", touches),
    ]
    for name, key, allowed in known:
        for row in data[name]:
            for value in row[key] if isinstance(row[key], list) else [row[key]]:
                if value not in allowed:
                    yield _at(row, key, f'{row["id"]}: unknown {key} "{value}"', f"use one of {', '.join(allowed)}")
    for row in data["questions"]:
        if not (docs_dir / row["chapter"]).is_file():
            what = f'{row["id"]}: there is no page "{row["chapter"]}"'
            yield _at(row, "chapter", what, "write the path of a page under docs/, such as create/your-own-story.md")


def _at(row: LocatedDict, key: str, what: str, fix: str) -> Problem:
    return Problem(FILE, row.lines[key], what, fix, RULE)
