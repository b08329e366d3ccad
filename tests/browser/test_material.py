"""The same handbook in Material's own frame: checked, accessible, with its search, and with tools that work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from handbook_core import registers
from handbook_core.checks.context import context
from handbook_core.checks.run import check
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect

from benchmarks.static_server import serve
from tests.conftest import DOCS, ROOT, once

from .test_every_page import SIDEWAYS, violations

PAGES = ("", "get-help/", "create/someone-in-crisis/", "toolkit/before-you-post/", "404.html")


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(target: Path) -> None:
        config = load_config(str(ROOT / "mkdocs.material.yml"), site_dir=str(target))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)

    return once(tmp_path_factory, "material", make)


@pytest.fixture
def tab(browser: Browser, material: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    with serve(material) as host:
        context = browser.new_context(
            base_url=host.url, viewport={"width": getattr(request, "param", 1280), "height": 800}
        )
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        yield page
        context.close()


def test_the_check_passes_on_it(material: Path) -> None:
    assert check(material, DOCS, context(registers.load(DOCS, date.today()))) == []


@pytest.mark.parametrize("tab", [320, 1280], indirect=True)
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_its_pages_are_accessible_and_do_not_scroll_sideways(tab: Page, colors: str) -> None:
    tab.emulate_media(color_scheme="dark" if colors == "dark" else "light")
    for page in PAGES:
        tab.goto(page)
        # Enhanced contrast, 7 to 1, is promised for the handbook's own frame only.
        assert [fault for fault in violations(tab) if not fault.startswith("color-contrast-enhanced")] == [], page
        assert tab.evaluate(SIDEWAYS) <= 0, page
        expect(tab.get_by_role("link", name="Get help", exact=True).first).to_be_visible()


@pytest.mark.parametrize("tab", [360], indirect=True)
def test_menu_and_search_open_by_keyboard(tab: Page) -> None:
    tab.goto("create/someone-in-crisis/")
    expect(tab.locator(".admonition.help").first).to_be_visible()
    tab.get_by_role("button", name="Menu").press("Enter")
    expect(tab.locator(".md-sidebar--primary :focus")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("button", name="Menu")).to_be_focused()
    tab.get_by_role("button", name="Search").press("Enter")
    tab.keyboard.type("moderator")
    expect(tab.locator(".md-search-result__link").first).to_be_visible()


def test_scripts_tools_and_lists_work(tab: Page) -> None:
    tab.goto("create/someone-in-crisis/")
    expect(tab.locator("button.copy").first).to_be_visible()
    tab.goto("toolkit/before-you-post/")
    tab.locator(".check").first.click()
    expect(tab.locator("[data-tool] section").first).to_be_visible()
    tab.goto("get-help/")
    tab.get_by_label("Where are you?").select_option("gb")
    expect(tab.locator(".picker-shown li").first).to_be_visible()
