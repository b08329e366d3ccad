"""What the privacy page promises, promise by promise."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open, ask
from .test_tools import CLIPBOARD

FIELDS = """() => [...document.querySelectorAll("input, textarea, select")].map(field => [
    field.type, field.id, field.autocomplete, field.getAttribute("spellcheck"), field.getAttribute("writingsuggestions")
])"""
TICK_ALL = """() => {
    const boxes = [...document.querySelectorAll(".check input")];
    const next = () => boxes.find(box => !box.checked && box.checkVisibility());
    for (let box; (box = next());) box.click();
}"""
WORD = "wordthatnobodyelsemaysee"
CHECK, TREND, HELP, RULES = (
    "toolkit/before-you-post/",
    "toolkit/trend-check/",
    "get-help/",
    "practice/rules-by-country/",
)
SCRIPTS, SCENARIOS, PATH = "toolkit/scripts/", "toolkit/scenarios/", "toolkit/client-wants-to-post-path/"


def kept(tab: Page) -> dict[str, Any]:
    """Everything that the browser keeps for the site, without the copies of pages."""
    found = tab.evaluate("({ local: { ...localStorage }, session: { ...sessionStorage } })")
    found["databases"] = tab.evaluate("indexedDB.databases().then(all => all.map(one => one.name))")
    found["cookies"] = tab.context.cookies()
    return {kind: values for kind, values in found.items() if values}


def search(tab: Page) -> None:
    tab.get_by_role("button", name="Search").first.click()
    tab.get_by_role("searchbox").fill(WORD)
    tab.locator(".search-status", has_text="No page has").wait_for()


def write(tab: Page) -> None:
    for field in tab.locator("textarea").all():
        field.fill(WORD)
    tab.locator(".check input").nth(2).check()
    ask(tab)


def caption(tab: Page) -> None:
    tab.evaluate(TICK_ALL)
    ask(tab)
    tab.locator("#caption-about").fill(WORD)


def choose(tab: Page) -> None:
    tab.get_by_text("Choose by need, way of contact or age").click()
    tab.get_by_label("What is it about?").select_option("eating")
    tab.get_by_label("How do you want to talk?").select_option("chat")
    tab.get_by_label("Only services for children").check()


def find(tab: Page) -> None:
    for name in ("profession", "country", "question"):
        tab.locator(f"#rules-{name}").select_option(index=2)


def answer(tab: Page) -> None:
    tab.locator(".path-answers button").first.click()


def decide(tab: Page) -> None:
    tab.locator(".case-answer").first.click()


@pytest.mark.parametrize(
    ("page", "use", "stays"),
    [
        ("home", search, set()),
        (TREND, write, {f"care.ticks/{TREND}"}),
        (CHECK, caption, {f"care.ticks/{CHECK}"}),
        (HELP, choose, set()),
        (RULES, find, set()),
        (PATH, answer, set()),
        (SCENARIOS, decide, set()),
    ],
)
def test_only_what_the_page_names_is_kept_and_nothing_typed_leaves(
    visit: Open, page: str, use: Any, stays: set[str]
) -> None:
    asked: list[str] = []
    tab = visit(page, 360)
    tab.on("request", lambda request: asked.append(f"{request.url} {request.post_data}"))
    address = tab.url
    length = tab.evaluate("history.length")
    use(tab)
    assert tab.url == address
    assert tab.evaluate("history.length") == length
    found = kept(tab)
    assert set(found) <= {"local"}
    assert set(found.get("local", {})) == stays
    assert WORD not in str(found)
    assert not [request for request in asked if WORD in request]
    # What was typed or chosen is gone after a reload.
    tab.reload()
    assert WORD not in tab.evaluate(
        "document.body.innerText + [...document.querySelectorAll('input, textarea')].map(field => field.value)"
    )


@pytest.mark.parametrize(
    ("page", "use"), [("home", search), (TREND, write), (CHECK, caption), (HELP, choose), (RULES, find)]
)
def test_no_field_offers_what_is_in_it_to_others(visit: Open, page: str, use: Any) -> None:
    tab = visit(page, 360)
    use(tab)
    fields = tab.evaluate(FIELDS)
    assert fields
    for kind, name, autocomplete, spelling, writing in fields:
        assert autocomplete == "off", name
        if kind in ("search", "text", "textarea"):
            assert (spelling, writing) == ("false", "false"), name


def test_without_scripts_nothing_is_kept(visit: Open) -> None:
    tab = visit(CHECK, java_script_enabled=False)
    tab.locator(".check input").first.check()
    tab.goto(tab.url.replace(CHECK, HELP))
    assert tab.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}


def test_forgetting_leaves_nothing_of_any_kind(visit: Open) -> None:
    tab = visit(HELP, permissions=CLIPBOARD)
    tab.get_by_label("Where are you?").select_option("ie")
    tab.get_by_label("Colors").select_option("dark")
    tab.goto(tab.url.replace(HELP, CHECK))
    tab.locator(".check input").first.check()
    # The name that sw.js gives the copies.
    tab.evaluate("home => caches.open(`care ${home}`)", tab.url.replace(CHECK, ""))
    assert len(kept(tab)["local"]) == 3
    tab.goto(tab.url.replace(CHECK, "about/privacy/"))
    tab.get_by_role("button", name="Forget everything on this device").click()
    expect(tab.get_by_text("Nothing is kept on this device now.")).to_be_visible()
    assert kept(tab) == {}
    assert tab.evaluate("caches.keys()") == []


def test_a_country_can_be_dropped_where_it_was_chosen(visit: Open) -> None:
    tab = visit(HELP)
    tab.get_by_label("Where are you?").select_option("ie")
    assert set(kept(tab)["local"]) == {"care.country"}
    tab.get_by_label("Where are you?").select_option("")
    assert kept(tab) == {}
