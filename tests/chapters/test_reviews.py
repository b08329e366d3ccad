"""Reviews on record: recorded by a maintainer, shown on the page, out of date when the words change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from handbook_core import registers
from handbook_core.chapters import reviews
from handbook_core.chapters.due import due
from mkdocs.exceptions import Abort

from tests.conftest import TODAY
from tests.support.site import HELP, make, page, problems_in, write
from tools import record_review


def say(monkeypatch: pytest.MonkeyPatch, answers: dict[str, str]) -> None:
    for name, answer in answers.items():
        monkeypatch.setenv(name, answer)


REVIEW = {
    "PAGE": "docs/chapter.md",
    "REVIEWER": 'Ann "A" Ö',
    "ROLE": "psychologist",
    "REGISTRATION": "HCPC: PYL1",
    "REVIEWED": "2026-11-01",
}
TEXT = HELP + "\n" + "One two three four five six seven eight nine ten. " * 20 + "\n"


@pytest.fixture
def reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook with one reviewed chapter; returns the chapter."""
    docs = write(tmp_path, {"chapter.md": page(TEXT)})
    say(monkeypatch, REVIEW)
    assert record_review.main(docs) == 0
    return docs / "chapter.md"


def shown_line(chapter_file: Path) -> str:
    make(chapter_file.parents[1])
    html = (chapter_file.parents[1] / "site" / "chapter" / "index.html").read_text()
    found = re.search(r'<p class="review-line.*?</p>', html)
    assert found
    return found[0]


def late(chapter_file: Path) -> list[str]:
    docs = chapter_file.parent
    return [line for line in due(docs, registers.load(docs, TODAY), TODAY) if "reviewed this page" in line]


@pytest.mark.parametrize(
    ("old", "new", "says", "out_of_date"),
    [
        ("", "", "on 2026-11-01.", False),
        ("ten. ", "ten [@smith2020]. ", "on 2026-11-01.", False),
        ("One two", "Not two", "; 1 word has changed since", False),
        ("One two", "Two", "; 2 words have changed since", False),
        ("One two", "word " * 29 + "One two", "; 29 words have changed since.", False),
        ("One two", "word " * 31 + "One two", "31 words have changed since, so this review is out of date", True),
    ],
)
def test_a_review_tells_how_much_has_changed_since(
    reviewed: Path, old: str, new: str, says: str, out_of_date: bool
) -> None:
    reviewed.write_text(reviewed.read_text().replace(old, new, 1))
    line = shown_line(reviewed)
    assert "reviewed by Ann &quot;A&quot; Ö, psychologist (HCPC: PYL1), on 2026-11-01" in line
    assert says in line
    assert bool(late(reviewed)) == ("out of date" in line) == out_of_date


def test_a_second_review_takes_the_place_of_the_first(reviewed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed.write_text(reviewed.read_text() + "word " * 40)
    assert late(reviewed)
    monkeypatch.setenv("REVIEWER", "Ben C")
    assert record_review.main(reviewed.parent) == 0
    assert late(reviewed) == []
    text = reviewed.read_text()
    assert (text.count("clinical_review"), text.count("name:")) == (1, 1)
    assert "reviewed by Ben C" in shown_line(reviewed)


def test_a_review_typed_in_by_hand_is_refused(tmp_path: Path) -> None:
    review = "{name: A, role: psychologist, registration: HCPC, date: 2026-11-01}"
    write(tmp_path, {"chapter.md": page(HELP).replace("clinical_review: none", f"clinical_review: {review}")})
    with pytest.raises(Abort):
        make(tmp_path)
    (problem,) = problems_in(tmp_path)
    assert str(problem).startswith("docs/chapter.md:9: this review has no copy of the words that were reviewed; ")


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("PAGE", "docs/nothing.md", "docs/nothing.md is no page of the handbook"),
        ("PAGE", "docs/../mkdocs.yml", "is no page of the handbook"),
        ("REVIEWED", "1 November", '"1 November" is no date; write it as 2027-03-01'),
        ("REVIEWED", "2999-01-01", "2999-01-01 is still to come"),
    ],
)
def test_a_review_that_cannot_be_recorded_gets_one_sentence(
    reviewed: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    answer: str,
    message: str,
) -> None:
    before = reviewed.read_text()
    monkeypatch.setenv(name, answer)
    assert record_review.main(reviewed.parent) == 1
    assert message in capsys.readouterr().err
    assert reviewed.read_text() == before


def test_words_that_count_are_words_that_readers_read() -> None:
    text = page("See [the list](../a.md) and <help:us-one> [@smith2020; @b].\n")
    assert reviews.words(text) == ["A", "page", "See", "the", "list", "and"]
