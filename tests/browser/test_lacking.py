"""What a browser may lack or refuse: each has another path, said in words, and leaves nothing behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from .conftest import BLOCKED, FULL, MISSING_STORAGE, Open, ask

CARD = "toolkit/video-score-card/"
PATH = "toolkit/client-wants-to-post-path/"
TREND = "toolkit/trend-check/"
KEPT = "Object.keys(localStorage)"
OTHER = "open this page in your phone's or computer's own browser"


def result(tab: Page) -> None:
    """Any result of the page's tool."""
    tab.locator(".check input").nth(2).check()
    ask(tab)


@pytest.mark.parametrize("lacks", ["delete window.print; window.print = undefined;", "window.print = () => {};"])
def test_a_result_that_cannot_be_printed_says_what_else_to_do(visit: Open, lacks: str) -> None:
    tab = visit(TREND, 360, script=lacks)
    result(tab)
    tab.get_by_role("button", name="Print the result").click()
    expect(tab.get_by_text(OTHER)).to_be_visible()
    assert tab.evaluate("document.documentElement.dataset.print") is None


def test_printing_leaves_folds_as_they_were(visit: Open) -> None:
    tab = visit("help")
    tab.evaluate("document.querySelector('main details').open = true")
    # How we know a source stays folded: it would fill sheets.
    opened = "[...document.querySelectorAll('main details:not(.source-record)')].map(fold => fold.open)"
    tab.goto(tab.url.replace("get-help/", PATH))
    before = tab.evaluate(opened)
    assert False in before
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(tab.evaluate(opened))
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.evaluate(opened) == before


def test_without_a_clipboard_nothing_dead_is_shown_and_results_say_what_to_do(visit: Open) -> None:
    without = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
    expect(visit("crisis", script=without).get_by_role("button", name=re.compile("^Copy"))).to_have_count(0)
    tab = visit(TREND, script=without)
    result(tab)
    tab.get_by_role("button", name="Copy the result").click()
    expect(tab.get_by_text("Select the words and copy them.")).to_be_visible()
    tab = visit("get-help/?country=gb", script=without)
    tab.get_by_role("button", name="Copy a link to this list").click()
    expect(tab.get_by_text(re.compile("Copy this address: http.*country=gb"))).to_be_visible()


def test_without_dialogs_the_menu_stands_in_the_page(visit: Open) -> None:
    tab = visit("crisis", 360, script="delete window.HTMLDialogElement;")
    expect(tab.get_by_role("button", name="Search")).to_have_count(0)
    tab.get_by_role("link", name="Menu", exact=True).click()
    expect(tab.get_by_role("navigation", name="All pages")).to_be_visible()


def test_a_script_that_does_not_come_leaves_the_page_as_without_scripts(
    context: Callable[..., BrowserContext], address: str
) -> None:
    tab = context(360).new_page()
    tab.route("**/handbook.js*", lambda route: route.abort())
    tab.goto(address)
    expect(tab.get_by_role("button")).to_have_count(0)
    tab.get_by_role("link", name="Menu", exact=True).click()
    expect(tab.get_by_role("navigation", name="All pages")).to_be_visible()


@pytest.mark.parametrize("kept", [BLOCKED, MISSING_STORAGE, FULL], ids=["blocked", "missing", "full"])
def test_where_nothing_can_be_kept_everything_works_and_says_so(visit: Open, kept: str) -> None:
    tab = visit("help", 360, script=kept)
    tab.get_by_label("Where are you?").select_option("ie")
    expect(tab.locator(".picker-shown").get_by_role("heading", name="Ireland")).to_be_visible()
    expect(tab.locator(".picker-note").first).to_contain_text("This browser keeps nothing")

    tab = visit("crisis", script=kept)
    tab.locator(".admonition.script:has(a[data-help])").first.get_by_role("button", name=re.compile("^Copy, w")).click()
    tab.get_by_label("Which country?").select_option("ie")
    expect(tab.locator(".line-country .picker-note")).to_contain_text("This browser keeps nothing")

    tab = visit("tick", script=kept)
    tab.locator(".check input").first.check()
    expect(tab.locator(".ticks")).to_contain_text("they are gone when you leave")

    tab = visit("about/privacy/", script=kept)
    tab.get_by_label("Colors").select_option("dark")
    assert tab.evaluate("document.documentElement.dataset.colors") == "dark"
    tab.get_by_role("button", name="Forget everything on this device").click()
    expect(tab.get_by_text("Nothing is kept on this device now.")).to_be_visible()
    assert tab.evaluate("document.documentElement.dataset.colors") is None


def test_what_no_longer_holds_is_not_kept_when_storage_fills_up(visit: Open) -> None:
    tab = visit("help")
    tab.get_by_label("Where are you?").select_option("us")
    expect(tab.locator(".picker-note").first).to_contain_text("stays on this device")
    tab.evaluate("() => {" + FULL + "}")
    tab.get_by_label("Where are you?").select_option("ie")
    assert tab.evaluate(KEPT) == []


def test_a_worker_that_is_refused_is_no_error(context: Callable[..., BrowserContext], built: Path) -> None:
    """Only a page with https asks for one, so this one comes from such an address."""
    tab = context().new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))

    def give(route: Route) -> None:
        path = built / urlsplit(route.request.url).path.lstrip("/")
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    tab.route("https://care.example/**", give)
    tab.add_init_script("""ServiceWorkerContainer.prototype.register =
        () => { window.asked = true; return Promise.reject(new DOMException("no", "SecurityError")); };""")
    tab.goto("https://care.example/")
    tab.wait_for_function("window.asked")
    expect(tab.get_by_role("button", name="Search")).to_be_visible()
    assert not errors
