"""Everything can be reached and used by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import KINDS, Open

FOCUSED = "document.activeElement.innerText.trim()"


def tab_to(tab: Page, text: str, stops: int) -> int:
    """Press Tab until something with this text has the focus; the number of presses."""
    for count in range(1, stops + 1):
        tab.keyboard.press("Tab")
        if tab.evaluate(FOCUSED) == text:
            return count
    raise AssertionError(f"{text!r} was not reached in {stops} stops")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("page", KINDS)
def test_help_is_within_four_stops_of_every_page(visit: Open, page: str, width: int) -> None:
    tab = visit(page, width)
    tab_to(tab, "Get help", 4)
    focus = tab.evaluate(
        "(({outlineStyle, outlineWidth}) => outlineStyle + outlineWidth)(getComputedStyle(document.activeElement))"
    )
    assert focus == "solid3px"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/get-help/")


def test_the_first_stop_skips_to_the_text(visit: Open) -> None:
    tab = visit("crisis", 1280)
    tab_to(tab, "Skip to the text", 1)
    assert tab.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "content"


def test_the_menu_opens_closes_and_gives_the_focus_back(visit: Open) -> None:
    tab = visit("crisis", 360)
    tab_to(tab, "Menu", 5)
    tab.keyboard.press("Enter")
    menu = tab.get_by_role("navigation", name="All pages")
    expect(menu).to_be_visible()
    assert tab.evaluate("document.activeElement.closest('dialog') !== null")
    tab_to(tab, "Understand", 20)
    tab.keyboard.press("Enter")
    title = menu.locator("a[href*='how-the-feed-works']").inner_text()
    tab_to(tab, title, 20)
    tab.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert tab.evaluate(FOCUSED) == "Menu"
    # It can be opened again, and a page be chosen in it.
    tab.keyboard.press("Enter")
    tab_to(tab, title, 40)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/understand/how-the-feed-works/")


def test_nothing_of_the_closed_menu_takes_the_focus(visit: Open) -> None:
    tab = visit("crisis", 360)
    for _ in range(12):
        tab.keyboard.press("Tab")
        assert not tab.evaluate("document.activeElement.closest('.menu') !== null")


def test_search_from_the_first_key_to_the_page(visit: Open) -> None:
    tab = visit("home", 360)
    tab_to(tab, "Search", 4)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    tab.keyboard.type("suicidal dm")
    first = tab.locator(".results a").first
    expect(first).to_contain_text("crisis")
    tab.keyboard.press("Enter")
    expect(first).to_be_focused()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/create/someone-in-crisis/")


def test_escape_closes_search_and_gives_the_focus_back(visit: Open) -> None:
    tab = visit("home", 1280)
    tab.get_by_role("button", name="Search").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("button", name="Search")).to_be_focused()


def test_a_wide_table_can_be_scrolled_by_keyboard(visit: Open) -> None:
    tab = visit("chart", 320)
    table = tab.locator(".table-scroll").first
    assert table.evaluate("box => box.scrollWidth > box.clientWidth && box.tabIndex === 0")


def test_a_table_that_fits_is_no_stop(visit: Open) -> None:
    tab = visit("about/privacy/", 1280)
    assert tab.locator(".table-scroll").first.evaluate("box => box.tabIndex") == -1
