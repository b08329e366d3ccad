"""The built site as one text: every page in the order of the menu, links between pages turned into links inside."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from handbook_core.built_site.page import CONTENT
from lxml import etree, html

Element = Any  # lxml has no types of its own
LANGUAGE = "en-US"

_BOX = "☐ "
# What needs a script, and what only serves someone on the site.
_LEFT_OUT = ("js-only", "topics", "picker", "toc-fold", "source-record", "source-filter")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
# Attributes that name an id of the same page.
_NAMING = ("for", "aria-labelledby", "aria-describedby")


@dataclass(frozen=True)
class Page:
    """One page: its path in the folder form of the site, its title, its part of the menu, its text."""

    path: str
    title: str
    section: str
    description: str
    content: Element

    @property
    def anchor(self) -> str:
        return self.path.removesuffix(".html").replace("/", "-")


def parse(path: Path) -> Element:
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def read(site: Path) -> list[Page]:
    """The pages of the folder form of the site in the order in which each leads to the next, without what needs a
    script: the first page, then from the first of the menu on."""
    pages = []
    home, first = parse(site / "index.html").xpath("//nav[@id='menu']//li/a/@href")[:2]
    paths = [home, first]
    for path in paths:
        document = parse(site / path)
        if path != home:
            paths += [urljoin(path, after) for after in document.xpath("//a[@rel='next']/@href")]
        (content,) = document.xpath(f"//*[@{CONTENT}]")
        described = document.xpath("//meta[@name='description']/@content")
        title = content.xpath(".//h1")[0].text_content()
        _make_still(content)
        # A page with the name of its part has no label that would say it again.
        label = document.xpath("string(//*[@class='section-label'])")
        name = "" if path == home else label or title
        pages.append(Page(path, title, name, described[0] if described else "", content))
    return pages


def help_now(site: Path) -> Element:
    """The list of lines at the foot of every printed page."""
    return parse(site / "index.html").xpath("//*[@class='on-paper']//ul")[0]


def public(href: str, page: str, site_url: str) -> str:
    """The address on the published site that `href` on `page` (a path of the folder form) leads to."""
    address = urljoin(urljoin(site_url, page), href)
    if not address.startswith(site_url):
        return address
    start, mark, end = address.partition("#")
    return re.sub(r"(?<=/)index\.html$|\.html$", lambda m: "/" if m[0] == ".html" else "", start) + mark + end


def with_class(element: Element, name: str) -> list[Element]:
    found: list[Element] = element.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
    return found


def make_public(content: Element, page: str, site_url: str) -> None:
    """Let the links of one page lead to the published site, those to places of the same page excepted.

    They are marked, as paper does not spell out the addresses of the handbook's own pages. Without a public address
    their words remain.
    """
    for link in content.xpath(".//a[@href]"):
        href = link.get("href")
        if href.startswith("#") or urlsplit(href).scheme:
            continue
        if site_url:
            link.set("href", public(href, page, site_url))
            link.set("data-own", "")
        else:
            link.drop_tag()


def _make_still(content: Element) -> None:
    """Leave out what needs a script, open every fold, and write each box to tick as a sign."""
    for name in _LEFT_OUT:
        for element in with_class(content, name):
            element.drop_tree()
    for element in content.xpath(".//button | .//select | .//progress | .//*[@hidden] | .//script | .//*[@data-tool]"):
        if element.getparent() is not None:
            element.drop_tree()
    for box in content.xpath(".//input"):
        if box.get("type") == "checkbox":
            box.tail = _BOX + (box.tail or "").lstrip()
        box.drop_tree()
    for fold in content.xpath(".//details"):
        fold.tag = "div"
        fold.attrib.pop("open", None)
    for summary in content.xpath(".//summary"):
        summary.tag = "p"
        summary.set("class", "fold-title")


def bind(pages: list[Page], site_url: str) -> Iterator[tuple[Page, Element]]:
    """Each page with its text as a chapter: ids of its own, links inside the book, headings one level down."""
    anchors = {page.path: page.anchor for page in pages}
    names = {page.path: set(page.content.xpath(".//@id")) for page in pages}
    titles = {page.path: page.content.xpath(".//h1")[0].get("id") for page in pages}

    def inside(href: str, page: Page) -> str:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        folder = posixpath.dirname(page.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else page.path
        if path not in anchors:
            return public(href, page.path, site_url) if site_url else ""
        known = parts.fragment in names[path] and parts.fragment != titles[path]
        return f"#{anchors[path]}--{parts.fragment}" if known else f"#{anchors[path]}"

    for page in pages:
        for link in page.content.xpath(".//a[@href]"):
            if to := inside(link.get("href"), page):
                link.set("href", to)
            else:
                link.drop_tag()
        for image in page.content.xpath(".//img"):
            image.set("src", posixpath.normpath(posixpath.join(posixpath.dirname(page.path), image.get("src"))))
        for element in page.content.xpath(".//*[@id]"):
            element.set("id", f"{page.anchor}--{element.get('id')}")
        for name in _NAMING:
            for element in page.content.xpath(f".//*[@{name}]"):
                element.set(name, " ".join(f"{page.anchor}--{one}" for one in element.get(name).split()))
        for heading in page.content.iter(*_HEADINGS):
            heading.tag = f"h{int(heading.tag[1]) + 1}"
        page.content.xpath(".//h2")[0].set("id", page.anchor)
        yield page, page.content


def text(element: Element) -> str:
    """The element as HTML."""
    etree.strip_elements(element, etree.Comment, with_tail=False)
    # The parser knows no SVG and makes the one name small that counts.
    return str(html.tostring(element, encoding="unicode", with_tail=False)).replace("viewbox=", "viewBox=")
