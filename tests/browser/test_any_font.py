"""Letters of any width, spacing and size; and what a phone shows first."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .conftest import KINDS, Open

# The width of letters differs from one system font to the next by a third; this is about the widest.
WIDE = """* { font-family: 'DejaVu Sans', Verdana !important; font-weight: 700 !important;
    letter-spacing: 0.05em !important }"""
LARGE = ":root { font-size: 200% !important }"
READERS = {
    "a wide font": WIDE,
    "the spacing of WCAG 1.4.12": """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }""",
    "letters of twice the size": LARGE,
}
# A style of the reader's own; the content policy lets no page bring one.
WEAR = """style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
}"""
# How far the page scrolls sideways; and how much of the bars is cut off, as what is fixed does not make a page wider.
SIDEWAYS = """() => {
    const width = document.documentElement.clientWidth;
    const ends = [...document.querySelectorAll('.top :is(a, button)')].map((one) => one.getBoundingClientRect().right);
    return Math.max(document.documentElement.scrollWidth, ...ends.map(Math.floor)) - width;
}"""
# How much of the window is covered by what stays there when the page scrolls.
COVERED = """() => {
    scrollTo({ top: 900, behavior: 'instant' });
    const stays = (one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position);
    const boxes = [...document.querySelectorAll('body *')].filter(stays).map((one) => one.getBoundingClientRect());
    const height = (box) => Math.max(0, Math.min(innerHeight, box.bottom) - Math.max(0, box.top));
    return boxes.reduce((sum, box) => sum + (box.width > innerWidth / 2 ? height(box) : 0), 0) / innerHeight;
}"""
# The texts of drawings that leave their box: the smallest one, or else the whole drawing, that holds their middle.
UNFIT = """() => [...document.querySelectorAll('svg')].flatMap((drawing) => {
    const boxes = [drawing, ...drawing.querySelectorAll('rect')].map((one) => one.getBoundingClientRect());
    boxes.sort((one, other) => one.width * one.height - other.width * other.height);
    return [...drawing.querySelectorAll('text')].filter((text) => {
        const words = text.getBoundingClientRect();
        const [x, y] = [(words.left + words.right) / 2, (words.top + words.bottom) / 2];
        const box = boxes.find((one) => one.left <= x && x <= one.right && one.top <= y && y <= one.bottom);
        return !(box && box.left <= words.left && words.right <= box.right && box.top <= words.top
            && words.bottom <= box.bottom);
    }).map((text) => text.textContent);
})"""


def sideways(browser: Browser, address: str, pages: list[str]) -> list[str]:
    """The pages that scroll sideways at 320 pixels, and for which readers."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    tab = context.new_page()
    found = []
    for page in pages:
        tab.goto(address + page)
        for reader, style in READERS.items():
            tab.evaluate(WEAR, style)
            if (over := tab.evaluate(SIDEWAYS)) > 0:
                found.append(f"/{page} with {reader}: {over} px")
    context.close()
    return found


class TestOneHalfOfThePages:
    """Each half is a class, so that two workers share the walk."""

    def test_no_page_scrolls_sideways(self, browser: Browser, address: str, pages: list[str]) -> None:
        assert not sideways(browser, address, pages[::2])


class TestTheOtherHalf:
    def test_no_page_scrolls_sideways(self, browser: Browser, address: str, pages: list[str]) -> None:
        assert not sideways(browser, address, pages[1::2])


@pytest.mark.parametrize("page", [kind for kind in KINDS if kind != "missing"])
def test_large_letters_leave_most_of_the_screen_to_the_text(visit: Open, page: str) -> None:
    tab = visit(page, 360, 640)
    assert 0 < tab.evaluate(COVERED) <= 0.2
    tab.evaluate(WEAR, LARGE)
    assert tab.evaluate(COVERED) <= 0.2


def test_words_stay_in_their_boxes_in_drawings(browser: Browser, built: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    tab = context.new_page()
    for drawing in sorted((built / "assets").glob("*.svg")):
        tab.goto(drawing.as_uri())
        tab.evaluate(WEAR, WIDE)
        assert not tab.evaluate(UNFIT), drawing.name
    context.close()


def test_words_stay_in_their_boxes_in_the_chart(visit: Open) -> None:
    tab = visit("chart", 360)
    assert tab.locator(".chart text").count() > 5
    for style in ("", *READERS.values()):
        tab.evaluate(WEAR, style)
        assert not tab.evaluate(UNFIT)


@pytest.mark.parametrize(
    ("page", "choice"),
    [
        ("toolkit/before-you-post/", ".check label"),
        ("toolkit/video-score-card/", ".check label"),
        ("toolkit/trend-check/", ".blank textarea"),
        ("toolkit/client-wants-to-post-path/", ".path-answers button"),
        ("practice/rules-by-country/", ".rules-finder select"),
    ],
)
def test_a_tool_begins_on_the_first_screen_of_a_phone(visit: Open, page: str, choice: str) -> None:
    tab = visit(page, 360, 640)
    first = tab.locator(choice).first.bounding_box()
    bar = tab.locator(".bar").bounding_box()
    assert first
    assert bar
    assert first["y"] + first["height"] <= bar["y"]
    assert tab.get_by_role("link", name="Get help", exact=True).first.is_visible()


def test_a_phone_shows_the_contents_of_a_page_on_demand(visit: Open) -> None:
    tab = visit("crisis", 360, 640)
    fold = tab.get_by_role("navigation", name="On this page")
    assert fold.count() == 1
    assert not fold.get_by_role("link").first.is_visible()
    fold.get_by_text("On this page").click()
    link = fold.get_by_role("link").last
    link.click()
    target = tab.locator(link.get_attribute("href") or "")
    tab.wait_for_function("one => Math.abs(one.getBoundingClientRect().top) < 120", arg=target.element_handle())
    tab.set_viewport_size({"width": 1280, "height": 800})
    assert tab.get_by_role("navigation", name="On this page").get_by_role("link").first.is_visible()
