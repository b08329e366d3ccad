"""The site where it really stands: at the root of a host or under a folder, with both styles of address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from selectolax.lexbor import LexborHTMLParser

from benchmarks.static_server import Trouble, serve

from .conftest import build, html

PUBLISHED = "https://name.example"
# Above the limit in overrides/sw.js after which a copy is shown, in milliseconds; how long the host says nothing.
PATIENCE = 9_000
SILENCE = 30
KEPT_NOW = "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => \
    (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat())"


class Site(NamedTuple):
    """A handbook on a host: its address there, the path it stands under, its files, and how its pages end."""

    url: str
    under: str
    files: Path
    ending: str
    trouble: Trouble

    def page(self, name: str) -> str:
        """The address of the page whose source is NAME.md."""
        return self.url + name + self.ending

    @property
    def help(self) -> str:
        """The address of Get help, as its links name it."""
        return self.url + ("get-help/" if self.ending == "/" else "get-help/index.html")


def host(folder: Path, under: str, directories: str) -> Iterator[Site]:
    """Build the handbook for this path and style of address, and serve it."""
    files = build(folder / "site", SITE_URL=PUBLISHED + under, DIRECTORY_URLS=directories)
    with serve(files, under=under) as running:
        yield Site(running.url, under, files, "/" if directories == "true" else ".html", running.trouble)


PLACES = [("/care/", "true"), ("/", "false"), ("/care/", "false"), ("/", "true")]
# What takes long and depends on neither place nor address is tried in one.
in_one_place = pytest.mark.parametrize("site", PLACES[:1], indirect=True, ids=str)


@pytest.fixture(scope="module", params=PLACES, ids=str)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from host(tmp_path_factory.mktemp("host"), *request.param)


@pytest.fixture
def calm(site: Site) -> Iterator[Site]:
    """The site; whatever the test does to the host ends with it."""
    yield site
    site.trouble.seconds, site.trouble.status = 0, 200


@pytest.fixture
def device(context: Callable[..., BrowserContext]) -> BrowserContext:
    """A phone that has never seen the site."""
    return context(360, 740)


def settled(tab: Page, *kept: str) -> None:
    """Wait until the worker controls the page and keeps these addresses."""
    missing = list(kept)
    deadline = monotonic() + PATIENCE / 1000
    while missing or not tab.evaluate("navigator.serviceWorker.controller !== null"):
        assert monotonic() < deadline, missing
        tab.wait_for_timeout(50)
        missing = [address for address in missing if address not in tab.evaluate(KEPT_NOW)]


def test_every_result_of_a_search_opens(site: Site, device: BrowserContext) -> None:
    tab = device.new_page()
    for start in (site.url, site.page("create/someone-in-crisis"), f"{site.url}no/such/page"):
        tab.goto(start)
        tab.get_by_role("banner").get_by_role("button", name="Search").click()
        tab.get_by_role("searchbox").fill("moderator")
        tab.locator(".results li > a").first.wait_for()
        found = [link.evaluate("link => link.href") for link in tab.locator(".results a").all()]
        assert len(found) > 3
        for address in found:
            assert tab.request.get(address).ok, (start, address)


def test_a_missing_page_has_its_style_and_leads_on(site: Site, device: BrowserContext) -> None:
    tab = device.new_page()
    for missing in ("gone", "no/such/page/", "no/such.html"):
        answer = tab.goto(site.url + missing)
        assert answer is not None
        assert answer.status == 404
        assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(253, 250, 245)"
        for link in tab.get_by_role("main").get_by_role("link").all():
            assert tab.request.get(link.evaluate("link => link.href")).ok
    tab.get_by_role("main").get_by_role("link", name="Get help").click()
    expect(tab.get_by_label("Where are you?")).to_be_visible()


def test_canonical_addresses_and_paper_name_the_published_site(site: Site, device: BrowserContext) -> None:
    for file in html(site.files):
        page = LexborHTMLParser(file.read_text("utf-8"))
        link = page.css_first("link[rel=canonical]")
        path = file.relative_to(site.files).as_posix()
        ended = path.removesuffix("index.html") if site.ending == "/" else path
        assert path == "404.html" or (link and link.attributes["href"] == PUBLISHED + site.under + ended), path
    tab = device.new_page()
    tab.goto(site.page("create/someone-in-crisis"))
    tab.emulate_media(media="print")
    expect(tab.locator(".on-paper")).to_contain_text(f"{PUBLISHED}{site.under}create/someone-in-crisis{site.ending}")
    expect(tab.locator(".on-paper")).not_to_contain_text("127.0.0.1")


def test_the_first_page_and_get_help_are_kept_from_the_first_visit(site: Site, device: BrowserContext) -> None:
    tab = device.new_page()
    first = site.page("toolkit/before-you-post")
    tab.goto(first)
    expect(tab.locator("[data-tool] button").first).to_be_attached()
    choices = tab.locator("[data-tool] button").count()
    version = tab.locator("script[src*='before-you-post.js']").evaluate("script => script.src")
    settled(tab, first, version, site.help)
    device.set_offline(True)
    tab.reload()
    expect(tab.locator("[data-tool] button")).to_have_count(choices)
    for form in ("get-help", "get-help/", "get-help/index.html", "get-help.html", "get-help/?need=eating"):
        tab.goto(site.url + form)
        expect(tab.get_by_label("Where are you?")).to_be_visible()
        tab.get_by_label("Where are you?").select_option("ca")
        assert tab.locator(".picker-shown a[href^='tel:']").count()
        assert tab.locator("link[rel=stylesheet]").evaluate("link => link.sheet.cssRules.length > 9")
    tab.goto(site.page("judge/judge-a-video"))
    expect(tab.get_by_role("heading", level=1)).to_have_text("This page is not here")
    expect(tab.get_by_role("main").get_by_role("link", name="Get help")).to_be_visible()


def test_only_pages_and_their_parts_are_kept_and_all_are_forgotten(site: Site, device: BrowserContext) -> None:
    tab = device.new_page()
    tab.goto(f"{site.help}?country=ca&need=eating")
    settled(tab, site.help)
    tab.evaluate("caches.open('of another site').then(other => other.put('/elsewhere', new Response('theirs')))")
    tab.get_by_role("banner").get_by_role("button", name="Search").click()
    tab.get_by_role("searchbox").fill("moderator")
    tab.locator(".results li > a").first.wait_for()
    tab.goto(site.page("about/privacy"))
    settled(tab, site.page("about/privacy"))
    kept = set(tab.evaluate(KEPT_NOW)) - {tab.evaluate("new URL('/elsewhere', location).href")}
    pages = {address for address in kept if not address.startswith(f"{site.url}assets/")}
    home = site.url if site.ending == "/" else f"{site.url}index.html"
    assert pages == {site.help, site.page("about/privacy"), f"{site.url}404.html", home}
    assert tab.evaluate("caches.keys()") == [f"care {site.url}", "of another site"]
    tab.get_by_role("button", name="Forget everything on this device").click()
    expect(tab.get_by_text("Nothing is kept on this device now.")).to_be_visible()
    assert tab.evaluate("caches.keys()") == ["of another site"]


@in_one_place
@pytest.mark.parametrize("trouble", [{"seconds": SILENCE}, {"status": 503}], ids=str)
def test_a_host_in_trouble_gives_way_to_the_copy_and_the_copy_says_so(
    calm: Site, device: BrowserContext, trouble: dict[str, int]
) -> None:
    tab = device.new_page()
    tab.goto(calm.url)
    settled(tab, calm.help)
    calm.trouble.seconds, calm.trouble.status = trouble.get("seconds", 0), trouble.get("status", 200)
    tab.goto(calm.help, timeout=PATIENCE)
    today = datetime.now(UTC).astimezone()
    expect(tab.locator(".kept-copy")).to_contain_text(f"kept on {today.day} {today:%B %Y}")
    expect(tab.get_by_label("Where are you?")).to_be_visible()
    # A page that is not kept is no worse off than without the worker: the host's own answer, whenever it comes.
    if "status" in trouble:
        answer = tab.goto(calm.page("judge/judge-a-video"))
        assert answer is not None
        assert answer.status == trouble["status"]


@in_one_place
def test_the_newest_answer_takes_the_place_of_a_copy(calm: Site, device: BrowserContext) -> None:
    tab = device.new_page()
    tab.goto(calm.url)
    settled(tab, calm.help)
    page = calm.files / calm.help.removeprefix(calm.url) / ("index.html" if calm.ending == "/" else "")
    text = page.read_text("utf-8")
    calm.trouble.seconds = 6
    tab.goto(calm.help, timeout=PATIENCE)
    # The same words come late: the copy was today's, so the page takes back what it said.
    expect(tab.locator(".kept-copy")).to_be_visible()
    expect(tab.locator(".kept-copy")).to_have_count(0, timeout=PATIENCE)
    try:
        page.write_text(re.sub("<h1[^>]*>", r"\g<0>Newest: ", text), "utf-8")
        tab.goto(calm.help, timeout=PATIENCE)
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Newest: ", timeout=2 * PATIENCE)
        calm.trouble.seconds = 0
        # Online and at speed, what is kept is never shown.
        page.write_text(re.sub("<h1[^>]*>", r"\g<0>Newer: ", text), "utf-8")
        tab.goto(calm.help)
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Newer: ")
        assert tab.locator(".kept-copy").count() == 0
    finally:
        page.write_text(text, "utf-8")


def test_every_script_of_a_page_has_the_version_of_its_build(site: Site, device: BrowserContext) -> None:
    tab = device.new_page()
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add(request.url))
    tab.add_init_script("localStorage.setItem('care.country', 'ca')")
    for name in ("toolkit/before-you-post", "create/someone-in-crisis", "toolkit/scripts"):
        tab.goto(site.page(name), wait_until="networkidle")
    tab.get_by_role("banner").get_by_role("button", name="Search").click()
    tab.get_by_role("searchbox").fill("moderator")
    tab.locator(".results li > a").first.wait_for()
    names = {address.partition("?")[0].rpartition("/")[2] for address in asked if ".js?" in address}
    assert {"handbook.js", "captions.js", "help-lines.js", "search.js", "pagefind.js", "before-you-post.js"} <= names
    # Browsers ask for a service worker anew; the search starts its own helper, which changes with Pagefind only.
    unversioned = {"sw.js", "pagefind-worker.js"}
    scripts = [urlsplit(address) for address in asked if urlsplit(address).path.endswith(".js")]
    versions = {script.query for script in scripts if script.path.rpartition("/")[2] not in unversioned}
    assert len(versions) == 1
    assert re.fullmatch("[0-9a-f]{8}", versions.pop())
