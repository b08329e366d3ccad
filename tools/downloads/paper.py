"""PDF: Chromium prints, tagged and with an outline; then the file gets its title, its day and what readers need."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from html import escape
from io import BytesIO
from pathlib import Path

import pikepdf
from playwright.sync_api import sync_playwright

from . import book

Print = Callable[[Path], bytes]


@contextmanager
def printer() -> Iterator[Print]:
    """A function that prints a page from a file; scripts do not run, so the page is what it is without them."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(java_script_enabled=False)

        def to_pdf(file: Path) -> bytes:
            tab = context.new_page()
            tab.goto(file.as_uri())
            printed = tab.pdf(format="A4", prefer_css_page_size=True, tagged=True, outline=True)
            tab.close()
            return printed

        yield to_pdf
        browser.close()


def finish(printed: bytes, title: str, made: datetime, target: Path) -> int:
    """Write the file with its title shown, its language and its day; returns the number of its pages."""
    day = made.strftime("D:%Y%m%d%H%M%SZ")
    with pikepdf.open(BytesIO(printed)) as file:
        about = {
            "/Title": title,
            "/Author": book.TITLE,
            "/Subject": f"Text of {made:%Y-%m-%d}. {book.CAUTION} {book.LICENSE}",
            "/CreationDate": day,
            "/ModDate": day,
        }
        for name, value in about.items():
            file.docinfo[name] = value
        file.Root.Lang = pikepdf.String(book.LANGUAGE)
        file.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        # Packed together, the many small tags take less than half the room.
        file.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return len(file.pages)


def page_numbers(printed: bytes) -> dict[str, int]:
    """The page, from 1, on which each place that a link of the file leads to stands."""
    with pikepdf.open(BytesIO(printed)) as file:
        number = {page.obj.objgen: count for count, page in enumerate(file.pages, 1)}
        return {name.lstrip("/"): number[place[0].objgen] for name, place in file.Root.Dests.items()}


def sheet(page: book.Page, site: Path, site_url: str, to_pdf: Print, made: datetime, target: Path) -> int:
    """Print one page of the site as it prints in a browser; its links lead to the published site."""
    document = book.parse(site / page.path)
    book.make_public(document, page.path, site_url)
    copy = site / f"{page.path}.print.html"
    markup = "<!doctype html>" + book.text(document).replace(
        f"{site_url}{page.path}", book.public("", page.path, site_url)
    )
    copy.write_text(markup, encoding="utf-8")
    try:
        return finish(to_pdf(copy), f"{page.title} - {book.TITLE}", made, target)
    finally:
        copy.unlink()


def whole(pages: list[book.Page], site: Path, site_url: str, to_pdf: Print, made: datetime, target: Path) -> int:
    """Print the whole handbook. The contents need page numbers, which are known when it has been printed once."""
    chapters = "".join(_chapters(pages, site_url))
    front = _cover(site, site_url, made)
    copy = site / "book.html"

    def printed(numbers: dict[str, int]) -> bytes:
        markup = f"{_head()}{front}{_contents(pages, numbers)}{chapters}</body></html>"
        copy.write_text(markup, encoding="utf-8")
        return to_pdf(copy)

    try:
        return finish(printed(page_numbers(printed({}))), book.TITLE, made, target)
    finally:
        copy.unlink()


def _head() -> str:
    style = (Path(__file__).parent / "book.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{book.LANGUAGE}" class="no-js"><head><meta charset="utf-8">'
        f'<title>{book.TITLE}</title><link rel="stylesheet" href="assets/handbook.css"><style>{style}</style></head>'
        '<body class="book">'
    )


def _cover(site: Path, site_url: str, made: datetime) -> str:
    """The first page: what it is, what it is not, and the lines to call at once."""
    return (
        f'<section class="cover"><p class="cover-title">{book.TITLE}</p><p class="cover-about">{book.SUBTITLE}</p>'
        f"<p>Text of {made.day} {made:%B %Y}</p><p><strong>{book.CAUTION}</strong></p>"
        '<div class="admonition help"><p class="admonition-title">Someone to talk to now</p>'
        f"{book.text(book.help_now(site))}"
        "<p>In danger, call the emergency number where you are. Every country: "
        '<a href="#get-help-index">Get help</a>, in this book.</p></div>'
        f'<p>{book.LICENSE}</p><p><a href="{escape(site_url)}">{escape(site_url)}</a></p></section>'
    )


def _contents(pages: list[book.Page], numbers: dict[str, int]) -> str:
    lines = ['<nav class="contents" aria-labelledby="contents"><h1 id="contents">Contents</h1>']
    section = ""
    for page in pages:
        if page.section != section:
            lines.append(f"{'</ul>' if section else ''}<p>{escape(page.section)}</p><ul>")
            section = page.section
        entry = f'<a href="#{page.anchor}">{escape(page.title)} <span>{numbers.get(page.anchor, 0)}</span></a>'
        lines.append(f"<li>{entry}</li>" if section else f'<p class="contents-first">{entry}</p>')
    return "".join([*lines, "</ul></nav>"])


def _chapters(pages: list[book.Page], site_url: str) -> Iterator[str]:
    section = ""
    for page, content in book.bind(pages, site_url):
        if page.section != section:
            section = page.section
            yield f"<h1>{escape(section)}</h1>"
        yield f'<article class="chapter">{book.text(content)}</article>'
