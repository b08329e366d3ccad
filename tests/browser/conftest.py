"""What the browser tests share: the real handbook, built once, a host for it, and one Chromium for all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from handbook_core.registers import Handbook
from handbook_core.registers.helplines import Contact, captions
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from benchmarks.static_server import serve
from tests.conftest import ROOT, once

NO_CHROMIUM = "The browser tests need Chromium; install the package chromium (make test does it where it may)."
# One of each kind; `crisis` is a long chapter, `tick` a toolkit page.
KINDS = {
    "home": "",
    "help": "get-help/",
    "crisis": "create/someone-in-crisis/",
    "tick": "toolkit/moderation-plan/",
    "chart": "understand/claims-you-will-meet/",
    "missing": "no/such/page/",
}

# The one page that is asked for and not there, and the one place that a reader is sent to on purpose.
MISSING = "404 (Not Found)"
HOSTS = ("http://127.0.0.1:", "https://www.wikipedia.org/")

Open = Callable[..., Page]

# What a browser may do to a page that wants to keep something, as scripts that run before the page's own.
BLOCKED = """for (const kind of ["localStorage", "sessionStorage", "caches", "indexedDB"])
    Object.defineProperty(window, kind, { get() { throw new DOMException("blocked", "SecurityError"); } });"""
MISSING_STORAGE = """for (const kind of ["localStorage", "sessionStorage", "caches"])
    Object.defineProperty(window, kind, { value: null });"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


@pytest.fixture(scope="session")
def data(live: Handbook) -> Handbook:
    """These tests read the real pages, so what must stand there comes from the real register."""
    return live


def number(data: Handbook, id_: str, kind: str = "tel") -> Contact:
    """The number that a service has now."""
    contact = data.registry.services[id_].contact(kind)
    assert contact, f"{id_} has no {kind} any more: choose another service for this test"
    return contact


def line(data: Handbook, country: str, need: str = "talk") -> str:
    """The line for captions that a country has now; "emergency" is a need too."""
    (made,) = [made for made in captions.countries(data.registry, data.vocabulary) if made.code == country]
    found = made.emergency if need == "emergency" else made.lines[need]
    assert found
    return found.text


def build(target: Path, **environment: str) -> Path:
    """Build the handbook into `target`; what the check says of the text is another test's business."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert (target / "404.html").is_file(), done.stderr
    return target


def html(site: Path) -> list[Path]:
    """The pages of a built site, without those that only lead on from an old address."""
    return [file for file in sorted(site.rglob("*.html")) if 'http-equiv="refresh"' not in file.read_text("utf-8")]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "built", build)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook as it is downloaded, to be opened without a host."""
    return once(tmp_path_factory, "folder", partial(build, DIRECTORY_URLS="false"))


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    with serve(built) as host:
        yield host.url


@pytest.fixture(scope="session")
def pages(built: Path) -> list[str]:
    """The address of every page, from the first page."""
    files = html(built)
    return [file.relative_to(built).as_posix().removesuffix("index.html") for file in files]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, NO_CHROMIUM
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts, each with storage of its own, and closes them after the test."""
    made: list[BrowserContext] = []

    def new(width: int = 1280, height: int = 800, **options: Any) -> BrowserContext:
        made.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        return made[-1]

    yield new
    for one in made:
        one.close()


@pytest.fixture
def visit(context: Callable[..., BrowserContext], address: str) -> Iterator[Open]:
    """Open a page by its kind or address in a new context; options are those of a browser context.

    `script` runs before those of every page, to take away what a browser may lack.

    Whatever the test does there, the browser must not complain and nothing but this host may be asked.
    """
    complaints: list[str] = []

    def visit(page: str, width: int = 1280, height: int = 800, script: str = "", **options: Any) -> Page:
        tab = context(width, height, **options).new_page()
        tab.add_init_script(script)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("console", lambda said: complaints.append(said.text) if MISSING not in said.text else None)
        tab.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith(HOSTS) else None)
        tab.goto(address + KINDS.get(page, page))
        return tab

    yield visit
    assert not complaints


def asking(tab: Page) -> Locator:
    """The button of a tool that asks for the result."""
    return tab.get_by_role("button", name="What is my result?")


def ask(tab: Page) -> Locator:
    """Press it; returns where the result stands."""
    asking(tab).click()
    return tab.locator(".outcome-answer")


def title(result: Locator) -> Locator:
    """The title of a result."""
    return result.locator(".admonition-title").first
