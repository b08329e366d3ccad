"""A new chapter starts itself: what `make new-chapter` asks, writes and refuses."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from handbook_core import registers
from handbook_core.checks.page_unfinished import MARK
from handbook_core.parsing import front_matter
from mkdocs.exceptions import Abort

from tests.conftest import DOCS, TODAY
from tests.support.site import HELP, make, problems_in, write
from tools import new_chapter

ANSWERS = {"FOLDER": "get-help", "TITLE": "Où aller: “now”?", "AUDIENCE": "viewer", "TOPICS": "help"}


def say(monkeypatch: pytest.MonkeyPatch, answers: dict[str, str]) -> None:
    for name, answer in answers.items():
        monkeypatch.setenv(name, answer)


def test_a_new_chapter_needs_only_its_authors_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = write(tmp_path)
    # The small handbook has one service, so the lines about other countries cannot stand.
    monkeypatch.setattr(
        new_chapter, "PAGE", re.sub(r"<help:gb-samaritans>|<help:us-988>", HELP[18:31], new_chapter.PAGE)
    )
    say(monkeypatch, ANSWERS)
    assert new_chapter.main(docs) == 0
    path = docs / "get-help" / "ou-aller-now.md"
    marks = path.read_text().count(MARK)
    with pytest.raises(Abort):
        make(tmp_path)
    found = problems_in(tmp_path)
    assert {problem.rule for problem in found} == {"page-unfinished"}
    assert len(found) == marks
    assert str(found[0]).startswith(
        "docs/get-help/ou-aller-now.md:3: a part is still to write: what the page gives its reader"
    )
    path.write_text(path.read_text().replace(f"{MARK} ", "My own words about "))
    make(tmp_path, strict=True)


def test_a_new_chapter_on_a_hard_topic_opens_with_fitting_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, live: registers.Handbook
) -> None:
    for topic in live.vocabulary.sensitive:
        box = new_chapter.help_box([topic], live)
        ids = re.findall(r"<help:([a-z0-9-]+)>", box)
        assert ids, topic
        assert all(live.registry.services[id_].topics & live.vocabulary.sensitive[topic].lines for id_ in ids)
    assert new_chapter.help_box(["help"], live) == ""


def test_a_new_chapter_takes_the_next_place_and_a_free_day() -> None:
    order, day = new_chapter.place(DOCS, "create")
    fronts = [front_matter.parse(path.read_text(), "x") for path in DOCS.rglob("*.md")]
    here = [front_matter.parse(path.read_text(), "x")["order"] for path in (DOCS / "create").glob("*.md")]
    assert max(here) < order <= max(here) + 10
    assert day not in {front["review_due"] for front in fronts}
    assert day > TODAY


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("FOLDER", "nowhere", '"nowhere" is not one of the words to choose from; use one of get-help'),
        ("AUDIENCE", "viewer, nurse", '"nurse" is not one of the words to choose from'),
        ("TOPICS", "diagnosis", '"diagnosis" is not one of the words to choose from; did you mean self-diagnosis?\n'),
        ("TOPICS", ",", '"" is not one of the words to choose from'),
        ("TITLE", "Index", "docs/get-help/index.md is there already; choose another title"),
        ("TITLE", "", 'nobody answered "What is it called?'),
    ],
)
def test_a_wrong_answer_gets_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    answer: str,
    message: str,
) -> None:
    docs = write(tmp_path)
    say(monkeypatch, {**ANSWERS, name: answer})
    monkeypatch.setattr("sys.stdin", io.StringIO())
    before = sorted(docs.rglob("*"))
    assert new_chapter.main(docs) == 1
    assert message in capsys.readouterr().err
    assert sorted(docs.rglob("*")) == before


def test_the_name_of_a_file_ends_with_a_word_that_says_something() -> None:
    assert new_chapter.file_name("When a client sends you a video") == "when-a-client-sends-you"
    assert new_chapter.file_name("To the") == new_chapter.file_name("心") == "new-chapter"


def test_a_typed_answer_may_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = write(tmp_path)
    typed = iter(["nowhere", "get-help", "", "A title", "viewer", "help"])
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert new_chapter.main(docs) == 0
    assert (docs / "get-help" / "a-title.md").is_file()
