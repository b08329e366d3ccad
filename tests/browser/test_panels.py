"""The panels, search and menu, under hasty fingers and slow networks; and what search says it found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from .conftest import Open

SCROLL = "scrollY"
ROOM = "(box => [box.left, box.top, box.width, box.height])(document.querySelector('dialog').getBoundingClientRect())"


def opener(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name).first.click()


@pytest.mark.parametrize("name", ["Search", "Menu"])
@pytest.mark.parametrize("taps", [2, 3])
def test_hasty_taps_open_one_panel_and_leave_it_open(visit: Open, name: str, taps: int) -> None:
    tab = visit("crisis", 360)
    ours = tab.url
    tab.get_by_role("button", name=name).click(click_count=taps, force=True)
    expect(tab.get_by_role("dialog")).to_have_count(1)
    expect(tab.get_by_role("dialog")).to_be_visible()
    tab.get_by_role("button", name="Close").click()
    expect(tab.locator("dialog")).to_have_count(0)
    assert tab.url == ours
    assert tab.locator("#menu").count() == 1


@pytest.mark.parametrize("name", ["search", "menu"])
def test_a_panel_opens_again_before_the_browser_tells_that_it_closed(visit: Open, name: str) -> None:
    tab = visit("crisis", 360)
    tab.evaluate(
        """name => { const button = [...document.querySelectorAll(`[data-opens=${name}], .bar-menu`)]
            .find(one => one.checkVisibility() && (name === "menu") === one.matches(".bar-menu"));
        button.click(); document.querySelector("dialog").close(); button.click(); }""",
        name,
    )
    expect(tab.get_by_role("dialog")).to_be_visible()
    tab.get_by_role("button", name="Close").click()
    expect(tab.locator("dialog")).to_have_count(0)
    assert tab.locator("#menu").count() == 1


def test_search_opens_at_once_on_a_slow_network_and_once(visit: Open) -> None:
    tab = visit("home", 360)
    waiting: list[Route] = []
    tab.route("**/search.js*", lambda route: waiting.append(route))
    opener(tab, "Search")
    expect(tab.get_by_role("dialog")).to_contain_text("Search is loading.")
    tab.evaluate("document.querySelector('[data-opens=search]').click()")
    waiting[0].continue_()
    expect(tab.get_by_role("searchbox")).to_be_focused()
    expect(tab.locator("dialog")).to_have_count(1)


def test_a_panel_closed_before_search_has_loaded_stays_closed(visit: Open) -> None:
    tab = visit("home", 360)
    waiting: list[Route] = []
    tab.route("**/search.js*", lambda route: waiting.append(route))
    opener(tab, "Search")
    tab.get_by_role("button", name="Close").click()
    waiting[0].continue_()
    tab.wait_for_timeout(300)
    expect(tab.locator("dialog")).to_have_count(0)
    expect(tab.get_by_role("button", name="Search")).to_be_focused()


def test_only_a_press_beside_the_panel_closes_it(visit: Open) -> None:
    tab = visit("home", 1280)
    opener(tab, "Search")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    left, top, width, height = tab.evaluate(ROOM)
    # Its own empty part, at the foot.
    tab.mouse.click(left + width / 2, top + height - 20)
    expect(tab.get_by_role("dialog")).to_be_visible()
    # A selection that begins inside and ends outside, and the other way round.
    for start, end in ((left + 60, left - 60), (left - 60, left + 60)):
        tab.mouse.move(start, top + 200)
        tab.mouse.down()
        tab.mouse.move(end, top + 200)
        tab.mouse.up()
        expect(tab.get_by_role("dialog")).to_be_visible()
    tab.mouse.click(left - 60, top + 200)
    expect(tab.locator("dialog")).to_have_count(0)


@pytest.mark.parametrize("name", ["Search", "Menu"])
def test_the_page_behind_a_panel_does_not_scroll(visit: Open, name: str) -> None:
    tab = visit("crisis", 800)
    opener(tab, name)
    expect(tab.get_by_role("dialog")).to_be_visible()
    for x in (20, 700):
        tab.mouse.move(x, 400)
        tab.mouse.wheel(0, 3000)
    tab.wait_for_timeout(200)
    assert tab.evaluate(SCROLL) == 0
    tab.keyboard.press("Escape")
    # A turn of the wheel right after a panel is gone may come too early for the browser.
    for _ in range(30):
        tab.mouse.wheel(0, 500)
        tab.wait_for_timeout(100)
        if tab.evaluate(SCROLL):
            return
    pytest.fail("the page stays locked")


def test_escape_closes_search_with_words_in_it(visit: Open) -> None:
    tab = visit("home", 360)
    opener(tab, "Search")
    tab.get_by_role("searchbox").fill("crisis")
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog")).to_have_count(0)


def test_back_leads_to_the_page_and_not_to_its_open_menu(visit: Open) -> None:
    tab = visit("crisis", 360)
    opener(tab, "Menu")
    tab.get_by_role("dialog").get_by_text("Understand", exact=True).click()
    tab.get_by_role("dialog").locator("a[href*='how-the-feed-works']").click()
    tab.wait_for_url("**/how-the-feed-works/")
    tab.go_back()
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    expect(tab.locator("dialog")).to_have_count(0)


def test_a_result_on_this_page_closes_the_panel(visit: Open) -> None:
    tab = visit("create/someone-in-crisis/", 360)
    opener(tab, "Search")
    tab.get_by_role("searchbox").fill("suicidal dm")
    tab.locator(".results a[href*='someone-in-crisis/#']").first.click()
    expect(tab.locator("dialog")).to_have_count(0)
    assert tab.evaluate("location.hash") != ""


# Typing, results, Enter


def test_enter_waits_for_the_results_of_what_was_typed_last(visit: Open) -> None:
    tab = visit("home", 360)
    opener(tab, "Search")
    field = tab.get_by_role("searchbox")
    field.fill("testimonials ontario")
    first = tab.locator(".results li > a").first
    first.wait_for()
    before = first.inner_text()
    field.fill("suicidal dm")
    tab.keyboard.press("Enter")
    expect(first).not_to_have_text(before)
    expect(first).to_be_focused()


def test_enter_is_forgotten_when_someone_types_on(visit: Open) -> None:
    tab = visit("home", 360)
    opener(tab, "Search")
    tab.get_by_role("searchbox").fill("suicidal")
    tab.keyboard.press("Enter")
    tab.keyboard.type(" dm")
    tab.locator(".results li").first.wait_for()
    expect(tab.get_by_role("searchbox")).to_be_focused()


def test_emptied_words_leave_no_results(visit: Open) -> None:
    tab = visit("home", 360)
    opener(tab, "Search")
    tab.get_by_role("searchbox").fill("crisis")
    tab.locator(".results li").first.wait_for()
    tab.get_by_role("searchbox").fill("")
    expect(tab.locator(".results li")).to_have_count(0)
    expect(tab.locator(".search-status")).to_be_empty()


def test_search_that_failed_once_can_answer_later(context: Callable[..., BrowserContext], address: str) -> None:
    tab = context().new_page()
    tab.goto(address)
    tab.route("**/pagefind/pagefind.js*", lambda route: route.abort())
    opener(tab, "Search")
    tab.get_by_role("searchbox").fill("crisis")
    expect(tab.locator(".search-status")).to_contain_text("Search does not answer.")
    tab.unroute("**/pagefind/pagefind.js*")
    tab.get_by_role("searchbox").fill("crisis text")
    tab.locator(".results li").first.wait_for()


# What fits


@pytest.fixture
def search(visit: Open) -> Page:
    tab = visit("home", 360)
    opener(tab, "Search")
    return tab


@pytest.mark.parametrize("words", ["xqzzvb", "blorptang", "flibbertigibbet zzzz"])
def test_words_that_no_page_has_find_no_page(search: Page, words: str) -> None:
    search.get_by_role("searchbox").fill(words)
    status = search.locator(".search-status")
    expect(status).to_contain_text(f"No page has “{words.split()[0]}”")
    expect(status).to_contain_text("Check the spelling")
    expect(search.locator(".results li")).to_have_count(0)


def test_the_other_words_still_find_their_pages(search: Page) -> None:
    search.get_by_role("searchbox").fill("crisis blorptang")
    expect(search.locator(".search-status")).to_contain_text("No page has “blorptang”. For the other words:")
    assert search.locator(".results li").count() > 0


@pytest.mark.parametrize("words", ["messages", "therapists", "posting", "how do I reply", "TIKTOK", "dm", "self-harm"])
def test_words_in_another_form_are_known(search: Page, words: str) -> None:
    search.get_by_role("searchbox").fill(words)
    search.locator(".results li").first.wait_for()
    expect(search.locator(".search-status")).not_to_contain_text("No page has")


def test_a_long_list_says_how_much_of_it_is_shown(search: Page) -> None:
    search.get_by_role("searchbox").fill("crisis")
    expect(search.locator(".search-status")).to_contain_text("pages fit. The best 8 are below.")
    expect(search.locator(".results > li")).to_have_count(8)
