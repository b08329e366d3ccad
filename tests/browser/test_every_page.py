"""Every page in a real browser as on a phone in light colors, and each kind of page in other sizes and colors."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from handbook_core.built_site.pages import pages
from handbook_core.checks.context import context
from handbook_core.checks.help_missing_link import leads_to_help
from handbook_core.registers import Handbook
from playwright.sync_api import Browser, Page

from tests.conftest import DOCS

from .conftest import KINDS, Open

AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    # The promise for text is AAA, 7 to 1.
    # Also: whoever speaks to the page says what a link shows.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "label-content-name-mismatch": {"enabled": True}},
    "resultTypes": ["violations"],
}
UNCOPIED = """() => [...document.querySelectorAll('.admonition.script')].filter(box => !box.querySelector('.copy'))
    .map(box => box.innerText)"""
# Of the author's links, those with these numbers that nobody can see or tap.
UNSEEN = """numbers => {
    const links = document.querySelectorAll("[data-page-content] :is(a[href], area[href])");
    return numbers.map(number => links[number]).filter(link => {
        const { width, height, right } = link.getBoundingClientRect();
        const seen = link.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        return !seen || width < 8 || height < 8 || right < 8 || getComputedStyle(link).pointerEvents === "none";
    }).map(link => link.textContent);
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(tab: Page) -> list[str]:
    """What axe finds on the page as it stands, one line a fault."""
    found: list[dict[str, Any]] = Axe().run(tab, options=AXE).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def violations_in_each_color(tab: Page) -> list[str]:
    """The same in light, in dark and in high contrast, without leaving the state that the page is in."""
    found = []
    for colors in ("light", "dark", "contrast"):
        # Without motion, for colors on their way from one mode to the next have a contrast of their own.
        tab.emulate_media(color_scheme="dark" if colors == "dark" else "light", reduced_motion="reduce")
        tab.evaluate("colors => { document.documentElement.dataset.colors = colors }", colors)
        found += [f"{colors}: {fault}" for fault in violations(tab)]
    return found


@dataclass
class Seen:
    """What the walk over all pages met."""

    count: int = 0
    faults: list[str] = field(default_factory=list)
    off_site: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    uncopied: list[str] = field(default_factory=list)
    cookies: int = 0


@pytest.fixture(scope="class")
def seen(request: pytest.FixtureRequest, browser: Browser, address: str, pages: list[str]) -> Seen:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme="light")
    tab = context.new_page()
    seen = Seen()
    tab.on("request", lambda asked: seen.off_site.append(asked.url) if not asked.url.startswith(address) else None)
    tab.on("console", lambda said: seen.console.append(f"{tab.url}: {said.text}"))
    tab.on("pageerror", lambda error: seen.console.append(f"{tab.url}: {error}"))
    for page in pages[request.cls.half :: 2]:
        tab.goto(address + page)
        seen.count += 1
        seen.faults += [f"{page}: {fault}" for fault in violations(tab)]
        seen.uncopied += tab.evaluate(UNCOPIED)
        tab.set_viewport_size({"width": 320, "height": 640})
        if tab.evaluate(SIDEWAYS) > 0:
            seen.sideways.append(page)
        tab.set_viewport_size({"width": 360, "height": 740})
    seen.cookies = len(context.cookies())
    context.close()
    return seen


class Walk:
    """Every second page as on a phone, in light colors; the tests of each half run on one core."""

    half: int

    def test_the_walk_met_the_handbook(self, seen: Seen) -> None:
        assert seen.count > 25

    def test_axe_finds_nothing(self, seen: Seen) -> None:
        assert not seen.faults

    def test_nothing_is_asked_of_another_site(self, seen: Seen) -> None:
        assert not seen.off_site
        assert not seen.cookies

    def test_the_browser_complains_of_nothing(self, seen: Seen) -> None:
        """Among others, of nothing that the content security policy stopped."""
        assert not seen.console

    def test_no_page_scrolls_sideways_at_320_pixels(self, seen: Seen) -> None:
        assert not seen.sideways

    def test_every_script_has_a_copy_button(self, seen: Seen) -> None:
        assert not seen.uncopied


class TestOneHalf(Walk):
    half = 0


class TestTheOtherHalf(Walk):
    half = 1


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_browser_sees_every_link_to_help_that_the_check_counts(
    browser: Browser, built: Path, address: str, data: Handbook, width: int, colors: Literal["light", "dark"]
) -> None:
    """The check reads no styles, so this looks at what they do. Without scripts, the links are those of the file."""
    site = context(data)
    device = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=colors, java_script_enabled=False
    )
    tab = device.new_page()
    unseen = []
    for page in pages(built, DOCS):
        if page.is_chapter:
            links = [link for link in page.links if link.href]
            counted = [n for n, link in enumerate(links) if not link.hidden and leads_to_help(link, page, site)]
            tab.goto(address + page.path)
            unseen += [f"{page.path}: {words}" for words in tab.evaluate(UNSEEN, counted)]
    device.close()
    assert not unseen


@pytest.mark.parametrize("page", KINDS)
@pytest.mark.parametrize(("width", "colors"), [(320, "dark"), (1280, "light"), (1280, "dark"), (360, "contrast")])
def test_each_kind_of_page_in_other_sizes_and_colors(visit: Open, page: str, width: int, colors: str) -> None:
    tab = visit(page, width, color_scheme="dark" if colors == "dark" else "light")
    tab.evaluate("colors => { if (colors === 'contrast') document.documentElement.dataset.colors = colors }", colors)
    assert not violations(tab)


@pytest.mark.parametrize("page", KINDS)
def test_forced_colors_and_large_text_hide_nothing(visit: Open, page: str) -> None:
    tab = visit(page, 320, 256, forced_colors="active", reduced_motion="reduce")
    assert tab.evaluate(SIDEWAYS) <= 0
    assert tab.get_by_role("link", name="Get help", exact=True).first.is_visible()
    # At 400 % zoom a fixed bar would cover a good part of the window.
    assert tab.locator(".bar").evaluate("bar => getComputedStyle(bar).position") == "static"


@pytest.mark.parametrize("opens", ["Menu", "Search"])
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_dialog(visit: Open, opens: str, colors: str) -> None:
    tab = visit("crisis", 360, color_scheme=colors)
    tab.get_by_role("button", name=opens).click()
    if opens == "Search":
        tab.get_by_role("searchbox").fill("client clip")
        tab.locator(".results li").first.wait_for()
    assert not violations(tab)


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_axe_finds_nothing_when_a_country_is_picked(visit: Open, colors: str) -> None:
    tab = visit("help", 360, color_scheme=colors)
    tab.get_by_label("Where are you?").select_option("gb")
    assert not violations(tab)
