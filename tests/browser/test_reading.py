"""Search, colors, copying, paper, and reading without a connection or without a server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from handbook_core.registers import Handbook
from playwright.sync_api import BrowserContext, expect

from .conftest import Open, number

GROUND = "getComputedStyle(document.documentElement).backgroundColor"


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("suicidal dm", "create/someone-in-crisis/"),
        ("client clip", "practice/client-wants-to-post/"),
        ("testimonials Ontario", "practice/"),
        ("crisis text line", "get-help/"),
    ],
)
def test_search_finds(visit: Open, words: str, page: str) -> None:
    tab = visit("home", 360)
    tab.get_by_role("button", name="Search").click()
    tab.get_by_role("searchbox").fill(words)
    tab.locator(".results a").first.wait_for()
    found = [link.get_attribute("href") or "" for link in tab.locator(".results li > a").all()]
    assert any(page in address for address in found[:3]), found


def test_search_works_from_a_deep_page_and_from_a_missing_one(visit: Open) -> None:
    for page in ("crisis", "missing"):
        tab = visit(page)
        tab.get_by_role("main").or_(tab.get_by_role("banner")).get_by_role("button", name="Search").first.click()
        tab.get_by_role("searchbox").fill("moderator")
        tab.locator(".results li > a").first.click()
        expect(tab.get_by_role("heading", level=1)).not_to_have_text("This page is not here")


def test_no_search_file_is_loaded_before_someone_searches(visit: Open, context: Callable[..., BrowserContext]) -> None:
    tab = context().new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(visit("home").url)
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if "pagefind" in url or "search" in url]


def test_colors_follow_the_device_until_someone_chooses(visit: Open) -> None:
    assert visit("home").evaluate(GROUND) == "rgb(253, 250, 245)"
    tab = visit("home", color_scheme="dark")
    assert tab.evaluate(GROUND) == "rgb(18, 25, 26)"
    for choice, ground in (("light", "rgb(253, 250, 245)"), ("contrast", "rgb(255, 255, 255)")):
        tab.get_by_label("Colors").select_option(choice)
        assert tab.evaluate(GROUND) == ground
        tab.reload()
        assert tab.evaluate(GROUND) == ground
    tab.get_by_label("Colors").select_option("")
    assert tab.evaluate(GROUND) == "rgb(18, 25, 26)"
    assert tab.evaluate("localStorage.length") == 0


def test_what_is_kept_can_be_seen_and_cleared(visit: Open) -> None:
    tab = visit("home")
    tab.get_by_label("Colors").select_option("dark")
    tab.goto(tab.url + "about/privacy/")
    expect(tab.get_by_text("Kept now: colors.")).to_be_visible()
    tab.get_by_role("button", name="Forget everything on this device").click()
    expect(tab.get_by_text("Nothing is kept on this device now.")).to_be_visible()
    assert tab.evaluate("localStorage.length") == 0


def test_paper_shows_text_addresses_and_help_and_no_navigation(visit: Open, data: Handbook) -> None:
    tab = visit("crisis")
    tab.emulate_media(media="print")
    for hidden in (".top", ".menu", ".toc", ".neighbors", ".foot-inner", ".copy"):
        assert not tab.locator(hidden).first.is_visible(), hidden
    expect(tab.get_by_role("heading", name="Someone to talk to")).to_be_visible()
    expect(tab.locator(".on-paper")).to_contain_text(f"call {number(data, 'us-988').shown}")
    # Nobody can open the address of another's machine.
    expect(tab.locator(".on-paper")).not_to_contain_text("127.0.0.1")
    address = tab.locator("article a[href^='https']").first
    assert "https" in address.evaluate("link => getComputedStyle(link, '::after').content")


def test_only_paper_asks_for_the_font_of_paper(visit: Open) -> None:
    tab = visit("tick")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.reload(wait_until="networkidle")
    assert not [url for url in asked if "fonts" in url]
    tab.pdf()
    tab.emulate_media(media="print")
    tab.wait_for_function("[...document.fonts].filter((font) => font.status === 'loaded').length > 1")
    assert [url for url in asked if url.endswith("/assets/fonts/Arimo-Regular.woff2")]


@pytest.mark.parametrize("who", ["I am a creator", "I treat people for a living"])
def test_the_questions_of_one_video_print_on_two_pages_at_most(visit: Open, who: str) -> None:
    tab = visit("toolkit/before-you-post/")
    for box in (who, "My own story", "Suicide", "Money: paid, gifted, or something I sell"):
        tab.get_by_role("checkbox", name=re.compile(f"^{box}")).check()
    assert sheets(tab.pdf(format="A4", prefer_css_page_size=True)) <= 2


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_downloaded_folder_can_be_read(context: Callable[..., BrowserContext], folder: Path) -> None:
    tab = context(360).new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto((folder / "index.html").as_uri())
    assert tab.evaluate(GROUND) == "rgb(253, 250, 245)"
    tab.get_by_role("navigation", name="Quick links").get_by_role("link", name="Get help").click()
    expect(tab.get_by_label("Where are you?")).to_be_visible()
    tab.get_by_role("button", name="Menu").click()
    tab.get_by_role("dialog").get_by_text("Understand", exact=True).click()
    tab.get_by_role("dialog").locator("a[href*='how-the-feed-works']").click()
    assert tab.url.endswith("how-the-feed-works.html")
    tab.get_by_role("button", name="Search").click()
    expect(tab.get_by_role("dialog")).to_contain_text("the menu lists every page")
    assert not errors


def test_a_bar_is_as_long_as_its_number_and_nothing_drawn_hides_its_text(visit: Open) -> None:
    tab = visit("judge/am-i-that/", 360)
    drawn = tab.locator(".bars tr:has(svg)").evaluate_all(
        """rows => rows.map(row => {
            const [bar, whole] = ["rect", "svg"].map(name => row.querySelector(name).getBoundingClientRect().width);
            return [parseFloat(row.querySelector("td").textContent), 100 * bar / whole];
        })"""
    )
    assert drawn
    for said, length in drawn:
        assert length == pytest.approx(said, abs=2)
    for kind, page in (("loop", "understand/how-the-feed-works/"), ("rings", "use-it-well/share-your-own-therapy/")):
        tab = visit(page, 320)
        for item in tab.locator(f".{kind} li").all():
            expect(item).to_be_visible()
