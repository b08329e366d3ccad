"""The path for "A client wants to post": every answer leads on, and every way comes to an ending with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from tests.conftest import DOCS

PAGE = DOCS / "toolkit" / "client-wants-to-post-path.md"
HEADING = re.compile(r"(?P<marks>##|###) (?P<title>.+?) \{ #(?P<id>[a-z0-9-]+) \}")
ANSWER = re.compile(
    r"- \*\*(?P<words>.+?)\*\*(?P<first>.*) \[[^\]]+\]\(#(?P<to>[a-z0-9-]+)\)"
    r"(?: For the notes: \*(?P<note>.+)\*\{ data-note \})?"
)
NOTE = re.compile(r"For the notes: \*(?P<note>.+)\*\{ data-note \}")


@dataclass
class Answer:
    """One answer: its bold words, where it leads, its words for the notes."""

    words: str
    to: str
    note: str


@dataclass
class Step:
    """A question, or an ending, which has no answers."""

    title: str
    answers: list[Answer] = field(default_factory=list)
    note: str = ""
    text: str = ""


def read(text: str) -> dict[str, Step]:
    """The questions and endings of the page by id, the first question first; other parts are left out."""
    steps: dict[str, Step] = {}
    step = Step("")
    for line in text.splitlines():
        if line.startswith("#"):
            step = Step("")
            heading = HEADING.fullmatch(line)
            if heading and (heading["marks"] == "###" or heading["title"][0].isdigit()):
                step.title = re.sub(r"^\d+\. ", "", heading["title"])
                steps[heading["id"]] = step
        elif answer := ANSWER.fullmatch(line):
            step.answers.append(Answer(answer["words"], answer["to"], plain(answer["note"] or "")))
        elif note := NOTE.fullmatch(line):
            step.note = plain(note["note"])
        step.text += line + "\n"
    return steps


def plain(words: str) -> str:
    return words.replace("\\_", "_")


def opening(text: str) -> list[str]:
    """The lines that every summary opens with."""
    return [plain(line) for line in re.findall(r"^- \*(.+)\*\{ data-opening \}$", text, re.MULTILINE)]


def faults(steps: dict[str, Step]) -> list[str]:
    """What is wrong with the path, one line each."""
    found = []
    reached = {next(iter(steps))}
    for id_, step in steps.items():
        if not step.answers and not step.note:
            found.append(f"{id_}: an ending without words for the notes, or a question without answers")
        for answer in step.answers:
            reached.add(answer.to)
            if answer.to not in steps:
                found.append(f"{id_}: leads to {answer.to}, which is not there")
            if not answer.note:
                found.append(f"{id_}: no words for the notes of {answer.words}")
    found += [f"{id_}: no answer leads here" for id_ in steps if id_ not in reached]

    def walk(id_: str, above: tuple[str, ...]) -> None:
        if id_ in above:
            found.append(f"{id_}: a loop")
            return
        for answer in steps[id_].answers if id_ in steps else ():
            walk(answer.to, (*above, id_))

    walk(next(iter(steps)), ())
    return sorted(set(found))


@pytest.fixture(scope="module")
def text() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def steps(text: str) -> dict[str, Step]:
    return read(text)


def test_the_path_is_whole(steps: dict[str, Step]) -> None:
    assert faults(steps) == []


def test_every_answer_of_a_question_was_read(text: str, steps: dict[str, Step]) -> None:
    """A misspelled answer would drop out of the path without a word."""
    assert text.count("\n- **") == sum(len(step.answers) for step in steps.values())
    assert all(len(step.answers) >= 2 for step in steps.values() if step.answers)


def test_questions_are_numbered_in_order_and_named_by_their_number(text: str, steps: dict[str, Step]) -> None:
    numbered = re.findall(r"^## (\d+)\. .*\{ #([a-z0-9-]+) \}$", text, re.MULTILINE)
    assert [int(number) for number, _ in numbered] == list(range(1, len(numbered) + 1))
    assert [id_ for _, id_ in numbered] == [id_ for id_, step in steps.items() if step.answers]
    for number, id_ in re.findall(r"\[Go to question (\d+)\.\]\(#([a-z0-9-]+)\)", text):
        assert (number, id_) in numbered


def test_an_ending_has_words_to_say_and_what_to_do_next(steps: dict[str, Step]) -> None:
    for step in steps.values():
        if not step.answers:
            assert "!!! script " in step.text
            assert "\n1. " in step.text


def test_only_a_yes_leads_to_the_consent_form(text: str, steps: dict[str, Step]) -> None:
    assert "(consent-to-share.md)" in steps["yes-with-limits"].text
    assert text.count("consent-to-share.md") == 1


def test_the_notes_are_dates_to_fill_in_and_no_room_for_names(text: str, steps: dict[str, Step]) -> None:
    notes = [answer.note for step in steps.values() for answer in step.answers] + [
        s.note for s in steps.values() if s.note
    ]
    for note in notes + opening(text):
        # A blank is for a date: it follows the word "on".
        assert re.findall(r"(\w+):? _+", note) == ["on"] * note.count("__________")


def test_the_words_to_say_are_those_of_the_chapter(steps: dict[str, Step]) -> None:
    chapter = (DOCS / "practice" / "client-wants-to-post.md").read_text(encoding="utf-8")
    for id_ in ("no-answer-yet", "not-now", "yes-with-limits", "not-with-me", "already-posted"):
        script = re.search(r'--8<-- "[^"]+"', steps[id_].text)
        assert script
        assert script[0] in chapter


GOOD = """
## 1. First? { #one }

- **Yes.** [Go to question 2.](#two) For the notes: *Yes.*{ data-note }
- **No.** [The end.](#end) For the notes: *No.*{ data-note }

## 2. Second? { #two }

- **Yes.** Do this first. [The end.](#end) For the notes: *Yes again.*{ data-note }

## The endings

### The end { #end }

For the notes: *Ended on: \\_\\_*{ data-note }
"""


def test_a_small_path_passes() -> None:
    assert faults(read(GOOD)) == []
    assert read(GOOD)["two"].answers == [Answer("Yes.", "end", "Yes again.")]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("(#two)", "(#three)", "one: leads to three, which is not there"),
        ("(#two)", "(#end)", "two: no answer leads here"),
        ("Do this first. [The end.](#end)", "[Back.](#one)", "one: a loop"),
        (" For the notes: *No.*{ data-note }", "", "one: no words for the notes of No."),
        (
            "For the notes: *Ended on: \\_\\_*{ data-note }",
            "",
            "end: an ending without words for the notes, or a question without answers",
        ),
    ],
)
def test_a_broken_path_is_caught(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert fault in faults(read(GOOD.replace(old, new)))
