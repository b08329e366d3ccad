"""Front matter is read strictly, and shown under the title."""

from __future__ import annotations

from datetime import date

import pytest
from handbook_core.chapters import chapter
from handbook_core.problem import DataError
from handbook_core.registers.vocabulary import load_vocabulary

from tests.conftest import DOCS
from tests.support.site import page

VOCABULARY = load_vocabulary(DOCS / "_data")
FAULTS = [
    ("title: A page\n", "", 'docs/a.md:1: the front matter has no "title"'),
    ("title: A page", "title: [A, B]", 'docs/a.md:2: "title" is .* not text'),
    ("[viewer]", "[veiwer]", 'docs/a.md:4: unknown audience "veiwer"; use some of client'),
    ("[viewer]", "viewer", 'docs/a.md:4: "audience" must be a list'),
    ("[help]", "[hlep]", 'docs/a.md:5: unknown topic "hlep"'),
    ("[help]", "[[help]]", "docs/a.md:5: unknown topic"),
    ("title: A page", "title: 'A <!-- page'", 'docs/a.md:2: "title" holds a "<"'),
    ("order: 10", "order: 10\ntemplate: nope.html", 'docs/a.md:7: the front matter has an unknown key "template"'),
    ("order: 10", "order: " + "{a: " * 3000 + "}" * 3000, "docs/a.md:"),
    ("order: 10", "order: 10\nasked: how long", 'docs/a.md:7: "asked" must be a list'),
    ("order: 10", "order: 10\nasked: [1]", 'docs/a.md:7: "asked" must be a list'),
    ("order: 10", "order: first", 'docs/a.md:6: "order" is'),
    ("order: 10", "order: true", 'docs/a.md:6: "order" is True'),
    ("2026-11-22", "22 November", 'docs/a.md:7: "evidence_checked" is .* not a date'),
    ("2099-01-01", "2026-11-22", "docs/a.md:8: the page is due before it was checked"),
    ("clinical_review: none", "clinical_review: yes", "docs/a.md:9: clinical_review names no complete review"),
    ("clinical_review: none", "clinical_review: {name: A}", "docs/a.md:9: clinical_review names no complete review"),
    (
        ": none",
        ": {name: '', role: a, registration: b, date: 2027-01-01}",
        "docs/a.md:9: clinical_review names no complete",
    ),
    ("order: 10", "order: 10\nlayout: wide", 'docs/a.md:7: the front matter has an unknown key "layout"'),
    ("order: 10", "order: 10\norder: 20", 'docs/a.md:7: the key "order" stands here twice'),
    ("long enough.", "long enough. " * 20, "docs/a.md:3: the description has"),
    ("title: A page", "title: 'A page", "this is not valid YAML"),
    ("---\ntitle", "title", "docs/a.md:1: this page has no front matter"),
]


@pytest.mark.parametrize(("old", "new", "message"), FAULTS, ids=lambda v: None)
def test_a_fault_is_named_with_its_line(old: str, new: str, message: str) -> None:
    text = page("Text.")
    assert old in text
    with pytest.raises(DataError, match=message):
        chapter.read(text.replace(old, new, 1), "docs/a.md", VOCABULARY)


def test_good_front_matter_is_read() -> None:
    read = chapter.read(page("Text."), "docs/a.md", VOCABULARY)
    assert (read.title, read.audience, read.order, read.reviewer) == ("A page", ("viewer",), 10, None)
    windows = "\ufeff" + page("Text.").replace("\n", "\r\n")
    assert chapter.read(windows, "docs/a.md", VOCABULARY) == read


def test_a_review_is_shown_with_its_reviewer() -> None:
    review = "{name: 'A <B>', role: psychologist, registration: 'HCPC PYL1', date: 2027-01-02}"
    read = chapter.read(page("Text.").replace(": none", f": {review}"), "docs/a.md", VOCABULARY)
    line = chapter.review_line(read, date(2027, 2, 1))
    assert "reviewed by A &lt;B&gt;, psychologist (HCPC PYL1), on 2027-01-02" in line


@pytest.mark.parametrize(("today", "overdue"), [(date(2099, 1, 1), False), (date(2099, 1, 2), True)])
def test_overdue_shows_the_day_after(today: date, overdue: bool) -> None:
    line = chapter.review_line(chapter.read(page("Text."), "docs/a.md", VOCABULARY), today)
    assert ("review-overdue" in line) == ("overdue since" in line) == overdue


@pytest.mark.parametrize(
    "html",
    [
        '<h1>A</h1><p>Lead.</p><div class="admonition help"><div>Call</div></div>LINE<p>More</p><h2>B</h2>',
        "<h1>A</h1><p>Lead.</p><p>More</p>LINE<h2>B</h2><p>Text</p>",
        '<h1>A</h1><p>Lead.</p>LINE<h2>B</h2><div class="admonition help">Call</div>',
        "<h1>A</h1><p>Lead.</p>LINE",
        '<h1>A</h1><p>Lead.</p><div data-tool="a-tool"></div><h2>B</h2><p>Text</p>LINE',
    ],
)
def test_the_review_line_comes_after_what_a_reader_needs_first(html: str) -> None:
    assert chapter.with_review_line(html.replace("LINE", ""), "LINE") == html


def test_due_dates_are_spread() -> None:
    day = date(2027, 5, 1)
    assert chapter.crowded({day: ["a", "b", "c", "d"]}) == []
    assert "5 pages fall due on 2027-05-01" in str(chapter.crowded({day: ["a", "b", "c", "d", "e"]})[0])
