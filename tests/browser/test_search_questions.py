"""Search as people use it: whole questions, slips of the keyboard, slang; and who may be in danger is led to help."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.conftest import DOCS, ROOT

from .conftest import Open

QUESTIONS = yaml.safe_load((ROOT / "tests" / "data" / "search_questions.yml").read_text("utf-8"))
# Of ten questions so many must have a right page as the first result.
RIGHT = 0.9


def source(page: str) -> Path:
    """The Markdown file of a page, by its address."""
    file = DOCS / f"{page}.md"
    return file if file.is_file() else DOCS / page / "index.md"


@pytest.fixture
def search(visit: Open) -> Page:
    tab = visit("home", 360)
    tab.get_by_role("button", name="Search").click()
    tab.get_by_role("searchbox").wait_for()
    return tab


def first(search: Page, words: str) -> str:
    """The address of the first page that is found for `words`, from the first page."""
    search.get_by_role("searchbox").fill("")
    expect(search.locator(".results li")).to_have_count(0)
    search.get_by_role("searchbox").fill(words)
    link = search.locator(".results > li > a").first
    link.wait_for()
    return (link.get_attribute("href") or "").partition("127.0.0.1:")[2].partition("/")[2].strip("/")


def test_each_right_page_is_there() -> None:
    wanted = {page for rows in QUESTIONS.values() for row in rows for page in row["pages"]}
    assert not [page for page in sorted(wanted) if not source(page).is_file()]


def test_the_first_page_answers_the_question(search: Page) -> None:
    found = {row["words"]: first(search, row["words"]) for row in QUESTIONS["asked"]}
    wrong = [
        f"{row['words']}: {found[row['words']]}"
        for row in QUESTIONS["asked"]
        if found[row["words"]] not in row["pages"]
    ]
    assert len(wrong) <= (1 - RIGHT) * len(found), wrong


@pytest.mark.parametrize("kind", ["danger", "not_danger"])
def test_who_may_be_in_danger_is_led_to_help_and_who_asks_about_another_to_words(search: Page, kind: str) -> None:
    found = {row["words"]: first(search, row["words"]) for row in QUESTIONS[kind]}
    assert not [
        f"{row['words']}: {found[row['words']]}" for row in QUESTIONS[kind] if found[row["words"]] not in row["pages"]
    ]


def test_help_comes_first_without_the_index_too(visit: Open) -> None:
    tab = visit("home", 360)
    tab.route("**/pagefind/*", lambda route: route.fulfill(status=404, body=""))
    tab.get_by_role("button", name="Search").click()
    assert first(tab, "i want to die") == "get-help"
    expect(tab.locator(".search-status")).to_have_text("Get help comes first.")


def test_a_slip_is_read_as_the_word_that_was_meant(search: Page) -> None:
    first(search, "treapist")
    expect(search.locator(".search-status")).to_contain_text("No page has “treapist”, so this is for “therapist”.")
