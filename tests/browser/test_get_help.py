"""The way to a person: painted at once, big enough to tap, a country remembered here only, a quick way out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import BLOCKED, KINDS, Open

KEPT = "Object.keys(localStorage)"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("page", KINDS)
def test_help_is_one_tap_away_and_44_pixels_high(visit: Open, page: str, width: int) -> None:
    tab = visit(page, width)
    link = tab.get_by_role("navigation", name="Quick links").get_by_role("link", name="Get help")
    expect(link).to_be_in_viewport(ratio=1)
    assert link.bounding_box()["height"] >= 44  # type: ignore[index]
    # Still there at the end of a long page on a phone.
    if width == 320:
        tab.keyboard.press("End")
        expect(link).to_be_in_viewport(ratio=1)
    link.click()
    tab.wait_for_url("**/get-help/")


SMALL = """() => [
    ...document.querySelectorAll(".service-ways li, .countries a, .service-name a, .exit, .admonition.help a")
  ].filter(target => target.getBoundingClientRect().height < 43.9).map(target => target.innerText)"""


@pytest.mark.parametrize("width", [320, 1280])
def test_every_way_to_help_is_44_pixels_high(visit: Open, width: int) -> None:
    assert visit("help", width).evaluate(SMALL) == []


def pick(tab: Page, code: str) -> None:
    tab.get_by_label("Where are you?").select_option(code)


def test_a_country_is_shown_first_and_remembered_until_forgotten(visit: Open) -> None:
    tab = visit("help", 360)
    assert tab.evaluate(KEPT) == []
    pick(tab, "ie")
    mine = tab.get_by_role("region", name="Find someone to talk to")
    expect(mine.get_by_role("heading", name="Ireland")).to_be_visible()
    expect(mine.get_by_role("link", name="Samaritans Ireland").first).to_be_visible()
    tab.reload()
    expect(mine.get_by_role("heading", name="Ireland")).to_be_visible()
    assert tab.evaluate(KEPT) == ["care.country"]

    pick(tab, "gb")
    expect(mine.get_by_role("heading", name="United Kingdom")).to_be_visible()
    expect(mine.get_by_role("heading", name="Ireland")).to_have_count(0)
    # The one that was moved up is back in its place, and nothing stands there twice.
    expect(tab.locator("#ie")).to_have_count(1)
    assert tab.evaluate("document.querySelector('#ie').nextElementSibling.className") == "services-of-country"

    tab.get_by_role("button", name="Forget my country").click()
    expect(mine.get_by_role("heading")).to_have_count(0)
    assert tab.evaluate(KEPT) == []


def test_an_unknown_kept_country_does_no_harm(visit: Open) -> None:
    tab = visit("help")
    tab.evaluate("localStorage.setItem('care.country', 'atlantis')")
    tab.reload()
    expect(tab.get_by_label("Where are you?")).to_have_value("")
    expect(tab.locator("#us")).to_be_visible()


ELSEWHERE = "https://www.wikipedia.org/"


def beyond(visit: Open, page: str, **options: str) -> Page:
    """A page of Get help, opened from the first page, with a page to exit to that needs no network."""
    tab = visit("home", **options)
    tab.route(ELSEWHERE + "**", lambda route: route.fulfill(body="<title>Elsewhere</title>"))
    tab.goto(tab.url + page)
    return tab


@pytest.mark.parametrize("page", ["get-help/", "get-help/topics/"])
@pytest.mark.parametrize("by", ["button", "keys"])
def test_exiting_replaces_the_page_and_back_shows_none_of_ours(visit: Open, page: str, by: str) -> None:
    tab = beyond(visit, page)
    ours = tab.url
    before = tab.evaluate("history.length")
    if by == "button":
        tab.get_by_role("link", name="Exit this page").click()
    else:
        for _ in range(3):
            tab.keyboard.press("Shift")
    tab.wait_for_url(ELSEWHERE)
    assert tab.evaluate("history.length") == before
    tab.go_back()
    tab.wait_for_url(ELSEWHERE)
    # Whoever opens the handbook anew can read it, and nothing is noted any longer.
    tab.goto(ours)
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    assert tab.evaluate("sessionStorage.length") == 0


def test_the_page_is_covered_before_the_other_one_answers(visit: Open) -> None:
    tab = beyond(visit, "get-help/")
    # In one breath, before the browser has asked for anything.
    press = "document.querySelector('[data-exit]').click(), [document.body.checkVisibility(), document.title]"
    assert tab.evaluate(press) == [False, "www.wikipedia.org"]


def test_exiting_works_where_nothing_can_be_stored(visit: Open) -> None:
    tab = beyond(visit, "get-help/", script=BLOCKED)
    tab.get_by_role("link", name="Exit this page").click()
    tab.wait_for_url(ELSEWHERE)


def test_typing_and_other_keys_do_not_exit(visit: Open) -> None:
    tab = beyond(visit, "get-help/")
    ours = tab.url
    for key in ("Shift", "Shift", "Shift+Tab", "Shift", "Shift", "a", "Shift"):
        tab.keyboard.press(key)
    expect(tab.get_by_role("status").filter(has_text="Shift was pressed. 2 more to exit")).to_have_count(1)
    assert tab.url == ours


def test_the_limits_of_exiting_stand_beside_it(visit: Open) -> None:
    for scripts in (True, False):
        tab = visit("help", 360, java_script_enabled=scripts)
        expect(tab.get_by_role("link", name="Exit this page")).to_have_accessible_description(
            "Exiting does not clear your history." + " Pressing Shift three times exits, too." * scripts
        )
        note = tab.locator(".exit-note")
        assert note.evaluate("note => note.offsetHeight / parseFloat(getComputedStyle(note).lineHeight)") < 4


def test_everything_is_there_without_scripts(visit: Open) -> None:
    tab = visit("help", 360, java_script_enabled=False)
    for country in ("United States", "United Kingdom", "Ireland"):
        expect(tab.get_by_role("heading", name=country, exact=True)).to_be_visible()
    tab.get_by_role("navigation", name="Countries").get_by_role("link", name="Ireland", exact=True).click()
    expect(tab.get_by_role("heading", name="Ireland", exact=True)).to_be_in_viewport()
    assert tab.get_by_role("link", name="Exit this page").get_attribute("href") == "https://www.wikipedia.org/"


def test_without_scripts_the_menu_opens_and_nothing_dead_is_shown(visit: Open) -> None:
    tab = visit("crisis", 360, java_script_enabled=False)
    expect(tab.get_by_role("button")).to_have_count(0)
    expect(tab.get_by_role("combobox")).to_have_count(0)
    menu = tab.get_by_role("navigation", name="All pages")
    expect(menu).to_be_hidden()
    tab.get_by_role("link", name="Menu", exact=True).click()
    expect(menu).to_be_visible()
    menu.get_by_text("Understand", exact=True).click()
    menu.locator("a[href*='how-the-feed-works']").click()
    tab.wait_for_url("**/understand/how-the-feed-works/")
