"""What stands in the built files: the policy and the head of each page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from handbook_core.publishing import assets, history
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import ROOT
from tools import walks

from .conftest import html


@pytest.fixture(scope="module")
def heads(built: Path) -> dict[str, LexborHTMLParser]:
    files = html(built)
    return {file.relative_to(built).as_posix(): LexborHTMLParser(file.read_text("utf-8")) for file in files}


def said(page: LexborHTMLParser, selector: str, attribute: str = "content") -> str:
    node = page.css_first(selector)
    return (node.attributes.get(attribute) or "") if node is not None else ""


def test_every_page_has_the_policy_and_nothing_that_it_forbids(heads: dict[str, LexborHTMLParser]) -> None:
    for path, page in heads.items():
        rule = said(page, "meta[http-equiv=Content-Security-Policy]")
        assert rule.startswith("default-src 'none'"), path
        assert "unsafe-inline" not in rule
        inline = [script for script in page.css("script:not([src])") if script.attributes.get("type") is None]
        assert [assets.policy(script.text()) for script in inline] == [rule], path
        assert not page.css("[style], style, [onclick], [onload]"), path
        assert not page.css("script[src*='//'], link[rel=stylesheet][href*='//'], img[src*='//'], iframe"), path


def test_every_page_shares_well(heads: dict[str, LexborHTMLParser], built: Path) -> None:
    titles = set()
    for path, page in heads.items():
        title = page.css_first("title")
        assert title is not None
        titles.add(title.text())
        assert 50 <= len(said(page, "meta[name=description]")) <= 160, path
        if path == "404.html":
            assert said(page, "meta[name=robots]") == "noindex"
            continue
        canonical = said(page, "link[rel=canonical]", "href")
        assert urlsplit(canonical).path.removeprefix("/") == path.removesuffix("index.html")
        assert said(page, "meta[property='og:url']") == canonical
        assert said(page, "meta[property='og:title']")
        picture = urlsplit(said(page, "meta[property='og:image']")).path
        assert (built / picture.removeprefix("/")).is_file()
        data = page.css_first("script[type='application/ld+json']")
        assert data is not None
        assert json.loads(data.text())["url"] == canonical
    assert len(titles) == len(heads)


def test_no_file_of_materials_own_front_end_is_published(built: Path) -> None:
    assert not list(built.rglob("bundle.*.js"))
    assert not list(built.rglob("main.*.css"))


def test_the_site_map_lists_every_page(heads: dict[str, LexborHTMLParser], built: Path) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", (built / "sitemap.xml").read_text("utf-8"))
    assert len(listed) == len(heads) - 1
    days = re.findall(r"<lastmod>(.*?)</lastmod>", (built / "sitemap.xml").read_text("utf-8"))
    changed = history.last_changes(ROOT / "docs")
    texts = {file.relative_to(ROOT / "docs").as_posix() for file in (ROOT / "docs").rglob("*.md")}
    assert sorted(days) == sorted(changed[text] for text in texts & changed.keys() if not text.startswith("_data/"))


def test_drawings_have_a_name_and_letters_of_14_pixels(built: Path) -> None:
    text = (built / "assets" / "client-wants-to-post.svg").read_text("utf-8")
    assert "<title" in text
    assert "<desc" in text
    # 328 px is what a phone of 360 px leaves for the text.
    assert 'viewBox="0 0 328 ' in text
    assert min(int(size) for size in re.findall(r'font-size="(\d+)"', text)) >= 14
    assert "style" not in text


MOST_HEADS, MOST_ENTRIES = 9, 60


def test_the_menu_is_short_and_every_page_is_one_link_away_from_it(heads: dict[str, LexborHTMLParser]) -> None:
    def leads_to(path: str, within: str) -> set[str]:
        """The pages that the links of a page lead to, as paths in the built folder."""
        links = (node.attributes.get("href") or "" for node in heads[path].css(f"{within} a"))
        found = (urljoin(f"https://here/{path}", link).partition("#")[0] for link in links)
        return {re.sub("/$", "/index.html", link)[len("https://here/") :] for link in found if "//here/" in link}

    entries = leads_to("index.html", "#menu")
    assert len(heads["index.html"].css("#menu summary")) <= MOST_HEADS
    assert len(entries) <= MOST_ENTRIES
    entries |= leads_to("index.html", "footer")
    reached = entries.union(*(leads_to(path, "main") for path in entries))
    assert set(heads) - {"404.html"} <= reached


def test_a_changed_page_leads_to_its_change(heads: dict[str, LexborHTMLParser]) -> None:
    ids = {node.attributes.get("id") for node in heads["reference/change-log/index.html"].css("h2")}
    named = [
        link.rpartition("#")[2]
        for page in heads.values()
        for node in page.css(".review-line a")
        if "change-log" in (link := node.attributes.get("href") or "")
    ]
    assert named
    assert set(named) <= ids


MOST_TAPS, MOST_WORDS = 2, 150


@pytest.mark.parametrize("reader", walks.readers(), ids=lambda reader: reader["who"])
def test_each_reader_reaches_something_to_use_soon(built: Path, reader: dict[str, Any]) -> None:
    one = walks.walk(built, reader)
    assert one.taps <= MOST_TAPS
    assert one.words <= MOST_WORDS


@pytest.mark.parametrize("change", [{"taps": ["No such link"]}, {"uses": ".//no-such-thing"}])
def test_a_reader_who_finds_nothing_is_named(built: Path, change: dict[str, Any]) -> None:
    reader = walks.readers()[0]
    with pytest.raises(walks.LostError, match=reader["who"]):
        walks.walk(built, reader | change)
