"""The change log: what is wrong with it, the feed that is made of it, and the change that each page leads to."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from handbook_core.problem import DataError
from handbook_core.publishing import changes
from lxml import html

from tools import release

LOG = """# Change log

## 2 March 2031: A number { #2031-03-02-number }

- Why & what, on [one](../part/one.md#here), [home](../index.md) and [below](#2031-03-01-first).

## 2 March 2031: A rule { #2031-03-02-rule }

[One](../part/one.md) again.

## 1 March 2031: First { #2031-03-01-first }

All of it, see [elsewhere](https://example.com/).
"""
SITE = "https://example.org/care/"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_log_is_read_and_the_newest_change_of_a_page_found() -> None:
    read = changes.read(LOG, "docs/log.md")
    assert [(change.day, change.title) for change in read] == [
        (date(2031, 3, 2), "A number"), (date(2031, 3, 2), "A rule"), (date(2031, 3, 1), "First"),
    ]  # fmt: skip
    newest = changes.newest(read)
    assert {path: change.title for path, change in newest.items()} == {
        "part/one.md": "A number",
        "index.md": "A number",
    }
    assert 'href="../log/#2031-03-02-number"' in changes.line(newest["index.md"], "../log/")


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        (" { #2031-03-02-rule }", "", 7, "names no day"),
        ("#2031-03-02-rule", "#rule", 7, "names no day"),
        ("#2031-03-02-rule", "#2031-02-30-rule", 7, "names no day"),
        ("#2031-03-02-rule", "#2031-03-01-rule", 7, "do not name the same day"),
        ("2 March 2031: A rule", "2 March 2031", 7, "do not name the same day"),
        ("#2031-03-02-rule", "#2031-03-02-number", 7, "two changes have the id"),
        ("[One](../part/one.md) again.", "", 7, "nothing is said"),
        ("1 March 2031: First { #2031-03-01", "3 March 2031: First { #2031-03-03", 11, "older change"),
    ],
)
def test_a_log_that_programs_cannot_follow_is_refused(right: str, wrong: str, line: int, said: str) -> None:
    assert right in LOG
    with pytest.raises(DataError) as error:
        changes.read(LOG.replace(right, wrong), "docs/log.md")
    assert any(problem.line == line and said in problem.what for problem in error.value.problems)


def test_the_feed_has_an_entry_a_change_with_whole_addresses() -> None:
    feed = ElementTree.fromstring(changes.feed(changes.read(LOG, "docs/log.md"), "A & B", SITE))
    log = f"{SITE}reference/change-log/"
    assert [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")] == [
        f"{log}#2031-03-02-number", f"{log}#2031-03-02-rule", f"{log}#2031-03-01-first",
    ]  # fmt: skip
    first = next(feed.iter(f"{ATOM}entry"))
    said = html.fromstring(first.findtext(f"{ATOM}content") or "")
    assert "Why & what" in said.text_content()
    assert said.xpath(".//a/@href") == [f"{SITE}part/one/#here", SITE, f"{log}#2031-03-01-first"]
    assert feed.findtext(f"{ATOM}updated") == "2031-03-02T00:00:00Z"


def test_the_notes_of_a_release_hold_every_change_of_its_day() -> None:
    notes = release.notes(LOG, "2031-03-02")
    assert "A number" in notes
    assert "One again." in notes
    assert "../" not in notes
    with pytest.raises(ValueError, match="names no change"):
        release.notes(LOG, "2031-03-05")
