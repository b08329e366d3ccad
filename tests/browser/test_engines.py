"""One short journey in Chromium, Firefox and WebKit, and nothing in their consoles on any page.

WebKit's window is never narrower than 447 pixels here. Where an engine is not installed its journey is skipped;
`make test-engines` installs what it may.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from benchmarks.static_server import Host, serve
from tests.support import engines

from .conftest import BLOCKED, html
from .test_privacy import CHECK, HELP, PATH, TREND
from .test_tools import CLIPBOARD

# Tells the host of each error, wherever the page has gone since.
WATCH = """
const tell = (what) => { new Image().src = `/faults/${encodeURIComponent(`${location.pathname}: ${what}`)}`; };
addEventListener("error", (event) => {
  const file = event.target.src || event.target.href;
  if (!file) tell(event.message); else if (!file.includes("/faults/")) tell(`${file} did not load`);
}, true);
addEventListener("unhandledrejection", (event) => tell(event.reason));
addEventListener("securitypolicyviolation", (event) => tell(`${event.violatedDirective} stopped ${event.blockedURI}`));
for (const kind of ["warn", "error"]) console[kind] = (...words) => tell(words.join(" "));
"""
EXIT = "https://www.wikipedia.org/"
POLICY = re.compile(r'(http-equiv="Content-Security-Policy" content=")[^"]*')
VISIBLE = (
    "return [...document.querySelectorAll(arguments[0])].filter(one => one.checkVisibility()).map(one => one.innerText)"
)
FOCUSED = "return document.activeElement.innerText.trim()"
CHOOSE = """const select = document.querySelector(arguments[0]); if (!select) return ""; select.value = arguments[1];
    select.dispatchEvent(new Event("change", { bubbles: true })); return select.value;"""
TICK_ALL = """const boxes = [...document.querySelectorAll(".check input")];
    const next = () => boxes.find(box => !box.checked && box.checkVisibility());
    for (let box; (box = next());) box.click();"""
STATUS = ".search-status"
SCRIPT = ".admonition.script"
ASK = ".outcome > button"


def copies(built: Path, target: Path) -> Path:
    """The site three times: watched; without storage; with scripts that the policy stops, all of them."""
    (target / "watch.js").parent.mkdir(parents=True)
    for kind, script in (("whole", WATCH), ("kept", BLOCKED + WATCH), ("still", "")):
        site = target / kind
        shutil.copytree(built, site, copy_function=os.link)
        (site / "watch.js").write_text(script)
        # No test reaches another site: the one to exit to is here.
        (site / "elsewhere").mkdir()
        (site / "elsewhere" / "index.html").write_text("<!doctype html><title>Elsewhere</title><p>Elsewhere")
        for page in html(built):
            text = page.read_text("utf-8").replace(EXIT, "/elsewhere/")
            if kind == "still":
                text = POLICY.sub(r"\1script-src 'none'", text)
            copy = site / page.relative_to(built)
            # A new file: the copy was a link to the original.
            copy.unlink()
            copy.write_text(text.replace("<head>", '<head>\n<script src="/watch.js"></script>', 1), "utf-8")
    return target


@dataclass
class Tab:
    """A window and the three hosts: whole, with nothing kept, with no scripts."""

    engine: engines.Engine
    whole: Host
    kept: Host
    still: Host
    folder: Path

    def see(self, selector: str, words: str = "") -> str:
        """Wait until something visible fits the selector and holds the words; returns all of its words."""
        found: list[str] = []

        def seen() -> bool:
            found[:] = [text for text in self.engine.run(VISIBLE, selector) if words in text]
            return bool(found)

        engines.wait(seen, f"{selector} with {words!r} on {self.path()}")
        return found[0]

    def none(self, selector: str) -> None:
        engines.wait(lambda: not self.engine.run(VISIBLE, selector), f"no {selector} on {self.path()}")

    def path(self) -> str:
        return str(self.engine.run("return location.pathname"))

    def at(self, path: str) -> None:
        engines.wait(lambda: self.path() == "/" + path, f"/{path}")

    def choose(self, selector: str, value: str) -> None:
        """Choose from a list, as soon as its script has filled it."""
        engines.wait(lambda: self.engine.run(CHOOSE, selector, value) == value, f"{value} in {selector}")

    def type(self, words: str) -> None:
        for letter in words:
            self.engine.press(letter)


@pytest.fixture(scope="module")
def sites(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, Host, Host, Path]]:
    folder = copies(built, tmp_path_factory.mktemp("engines") / "sites")
    with ExitStack() as stack:
        whole, kept, still = (stack.enter_context(serve(folder / kind)) for kind in ("whole", "kept", "still"))
        yield whole, kept, still, folder / "whole"


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def tab(
    request: pytest.FixtureRequest, sites: tuple[Host, Host, Host, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tab]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "chromium":
        browser: Browser = request.getfixturevalue("browser")
        context = browser.new_context(permissions=CLIPBOARD)
        yield Tab(engines.Chromium(context.new_page()), *sites)
        context.close()
        return
    try:
        with getattr(engines, request.param)(folder) as engine:
            yield Tab(engine, *sites)
    except engines.MissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture(autouse=True)
def calm(tab: Tab) -> Iterator[None]:
    """Whatever a test does, the browser has nothing to complain of."""
    hosts = (tab.whole, tab.kept)
    before = [len(host.sent) for host in hosts]
    yield
    # The last complaint may be on its way.
    time.sleep(0.2)
    sent = [sent.path for host, since in zip(hosts, before, strict=True) for sent in host.sent[since:]]
    assert not [unquote(path) for path in sent if path.startswith("/faults/")]


@pytest.mark.parametrize("tab", ["firefox", "webkit"], indirect=True)
def test_every_page_opens_without_complaint(tab: Tab, built: Path) -> None:
    """In Chromium test_every_page.py walks them all."""
    for page in html(built):
        tab.engine.open(tab.whole.url + page.relative_to(built).as_posix().removesuffix("index.html"))
    tab.see("h1")


def test_from_home_to_help_in_a_country_that_is_remembered(tab: Tab) -> None:
    tab.engine.open(tab.whole.url)
    tab.engine.tap(".bar-help")
    tab.at(HELP)
    tab.choose("#country", "ie")
    tab.see(".picker-shown h2", "Ireland")
    tab.engine.open(tab.whole.url + HELP)
    tab.see(".picker-shown h2", "Ireland")
    tab.engine.tap("[data-forget]")
    tab.none(".picker-shown h2")


def test_search_leads_to_a_page_and_says_what_no_page_has(tab: Tab) -> None:
    tab.engine.open(tab.whole.url)
    tab.engine.tap("[data-opens=search]")
    tab.see(STATUS, "Try")
    tab.type("blorptang")
    tab.see(STATUS, "No page has “blorptang”")
    tab.none(".results li")
    tab.engine.press("Escape")
    tab.none("dialog")
    tab.engine.tap("[data-opens=search]")
    tab.see(STATUS, "Try")
    tab.type("suicidal dm")
    # Enter before there are results: it waits for them.
    tab.engine.press("Enter")
    first = tab.see(".results li > a")
    engines.wait(lambda: tab.engine.run(FOCUSED) == first, "the first result has the focus")
    tab.engine.press("Enter")
    tab.none("dialog")
    assert tab.see("h1") == first


def test_search_that_failed_once_can_answer_later(tab: Tab) -> None:
    tab.engine.open(tab.whole.url)
    for name, failed in (("assets/scripts/search.js", "dialog"), ("pagefind/pagefind.js", STATUS)):
        file = tab.folder / name
        file.rename(file.with_suffix(".away"))
        tab.engine.tap("[data-opens=search]")
        if failed == STATUS:
            tab.see(STATUS, "Try")
            tab.type("crisis")
        tab.see(failed, "Search does not answer")
        file.with_suffix(".away").rename(file)
        tab.engine.press("Escape")
        tab.none("dialog")
    tab.engine.tap("[data-opens=search]")
    tab.see(STATUS, "Try")
    tab.type("crisis")
    tab.see(STATUS, "fit")


def test_hasty_taps_and_a_tap_on_a_panel_leave_it_open(tab: Tab) -> None:
    tab.engine.size(360, 740)
    for opener, selector in (("search", "[data-opens=search]"), ("menu", ".bar-menu")):
        tab.engine.open(tab.whole.url)
        tab.engine.tap(selector, times=3)
        tab.see("dialog h2")
        assert tab.engine.run("return document.querySelectorAll('dialog').length") == 1
        # The middle of the search panel is empty; that of the menu is a page.
        tab.engine.tap("dialog" if opener == "search" else ".dialog-head h2")
        tab.see("dialog h2")
        assert tab.engine.run("return getComputedStyle(document.documentElement).overflow") == "hidden"
        tab.engine.tap(".dialog-head button")
        tab.none("dialog")
    tab.engine.size(1280, 800)


def test_the_menu_of_a_phone_leads_to_a_page(tab: Tab) -> None:
    tab.engine.size(360, 740)
    tab.engine.open(tab.whole.url)
    tab.engine.tap(".bar-menu")
    tab.see("dialog .menu summary", "Understand")
    tab.engine.run("document.querySelectorAll('dialog .menu details').forEach(fold => { fold.open = true; })")
    tab.engine.tap("dialog a[href*='how-the-feed-works']")
    tab.at("understand/how-the-feed-works/")
    tab.engine.back()
    tab.see("h1")
    tab.none("dialog")
    tab.engine.size(1280, 800)


def test_before_you_post_to_its_end(tab: Tab) -> None:
    tab.engine.open(tab.whole.url + CHECK)
    tab.engine.run(TICK_ALL)
    tab.engine.tap(ASK)
    tab.see(".outcome-answer .admonition-title", "Your result")
    tab.engine.run("localStorage.clear()")


def test_the_client_path_to_an_end(tab: Tab) -> None:
    tab.engine.open(tab.whole.url + PATH)
    for _ in range(20):
        if "Where your answers lead" in tab.see(".path-count"):
            break
        tab.engine.run("document.querySelector('.path-answers button').focus()")
        tab.engine.press("Enter")
    tab.engine.tap(ASK)
    tab.see(".outcome-answer h3", "Summary")


def test_a_script_can_be_copied(tab: Tab) -> None:
    tab.engine.open(tab.whole.url + "create/someone-in-crisis/")
    words = tab.see(f"{SCRIPT} > p:not(.admonition-title)")
    tab.engine.tap(f"{SCRIPT} .copy")
    tab.see(f"{SCRIPT} .copy-said", "Copied")
    # Pasted as a reader would.
    tab.engine.tap("[data-opens=search]")
    tab.see(STATUS, "Try")
    tab.engine.press("Control", "v")
    pasted = "return document.querySelector('#search-field').value"
    engines.wait(lambda: tab.engine.run(pasted), "something is pasted")
    assert tab.engine.run(pasted).strip('"“”')[:20] == words.strip('"“”')[:20]


def test_by_keyboard_alone(tab: Tab) -> None:
    tab.engine.open(tab.whole.url)
    stops = []
    for _ in range(4):
        tab.engine.press("Tab")
        stops.append(tab.engine.run(FOCUSED))
    assert stops[0] == "Skip to the text"
    assert {"Get help", "Search"} <= set(stops)
    tab.engine.run("document.querySelector('[data-opens=search]').focus()")
    tab.engine.press("Enter")
    tab.see(STATUS, "Try")
    tab.type("crisis")
    tab.see(".results li")
    tab.engine.press("Escape")
    tab.none("dialog")
    engines.wait(lambda: tab.engine.run(FOCUSED) == "Search", "the opener has the focus again")
    tab.engine.run("document.querySelector('.bar-help').focus()")
    tab.engine.press("Enter")
    tab.at(HELP)


def test_exiting_by_keyboard_and_back_shows_no_page_of_ours(tab: Tab) -> None:
    """Firefox gives a page out of its memory the storage of before, so there only the page that was left is gone."""
    tab.engine.open(tab.whole.url)
    tab.engine.open(tab.whole.url + HELP)
    for _ in range(3):
        tab.engine.press("Shift")
    tab.at("elsewhere/")
    tab.engine.back()
    if isinstance(tab.engine, engines.Firefox):
        tab.at("")
    else:
        # Through the earlier page, which is covered.
        engines.wait(lambda: tab.engine.run("return !document.documentElement.hidden"), "a page that is not covered")
        tab.at("elsewhere/")
    tab.engine.open(tab.whole.url + HELP)
    assert tab.see("h1")
    assert tab.engine.run("return sessionStorage.length") == 0


def test_a_browser_that_does_not_print_says_so(tab: Tab) -> None:
    tab.engine.open(tab.whole.url + TREND)
    tab.engine.run("window.print = () => {}; document.querySelectorAll('.check input')[2].click()")
    tab.engine.tap(ASK)
    tab.engine.run("[...document.querySelectorAll('.outcome-take button')].at(-1).click()")
    tab.see(".outcome-take .copy-said", "Nothing was printed")
    assert tab.engine.run("return document.documentElement.dataset.print ?? ''") == ""
    tab.engine.run("localStorage.clear()")


def test_where_storage_is_blocked(tab: Tab) -> None:
    tab.engine.open(tab.kept.url + HELP)
    tab.choose("#country", "ie")
    tab.see(".picker-shown h2", "Ireland")
    tab.see(".picker-note", "keeps nothing")
    tab.engine.open(tab.kept.url + CHECK)
    tab.engine.run(TICK_ALL)
    tab.see(".ticks", "gone when you leave")
    tab.engine.tap(ASK)
    tab.see(".outcome-answer .admonition-title", "Your result")


def test_where_scripts_are_off(tab: Tab) -> None:
    tab.engine.size(360, 740)
    tab.engine.open(tab.still.url + HELP)
    tab.see("h2", "Ireland")
    tab.none("button, .picker")
    tab.none("#menu")
    tab.engine.tap(".bar-menu")
    tab.see("#menu")
    tab.engine.tap(".exit")
    tab.at("elsewhere/")
    tab.engine.size(1280, 800)
