"""PDF: Chromium prints, tagged and with an outline; then the file gets its title, its day and what readers need."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pikepdf
from playwright.sync_api import sync_playwright

from . import book
from .edition import Edition
from .site import MakeError

HERE = Path(__file__).parent
Print = Callable[[Path], bytes]


@contextmanager
def printer() -> Iterator[Print]:
    """A function that prints a page from a file; scripts do not run, so the page is what it is without them.

    Raises MakeError without Chromium.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise MakeError("PDF files are printed by Chromium; install the package chromium, then run this again")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(java_script_enabled=False)

        def to_pdf(file: Path) -> bytes:
            tab = context.new_page()
            tab.goto(file.as_uri())
            # The font of paper is asked for when the page is laid out for paper; printing would not wait for it.
            tab.emulate_media(media="print")
            tab.evaluate("Promise.all([...document.fonts].map((font) => font.load()))")
            printed = tab.pdf(format="A4", prefer_css_page_size=True, tagged=True, outline=True)
            tab.close()
            return printed

        yield to_pdf
        browser.close()


def letter(site: Path) -> None:
    """Put the font of paper into each drawing with words: in a picture those of the page around it do not count."""
    faces = ""
    for cut, weight in (("Regular", 400), ("Bold", 700)):
        data = base64.b64encode((site / "assets" / "fonts" / f"Arimo-{cut}.woff2").read_bytes()).decode()
        faces += f"@font-face{{font-family:Arimo;font-weight:{weight};src:url(data:font/woff2;base64,{data})}}"
    for path in site.rglob("*.svg"):
        start, mark, end = path.read_text(encoding="utf-8").partition("</title>")
        if "<text" in end:
            path.write_text(f"{start}{mark}<style>{faces}text{{font-family:Arimo}}</style>{end}", encoding="utf-8")


def finish(printed: bytes, title: str, edition: Edition, target: Path) -> int:
    """Write the file with its title shown, its language and its day; returns the number of its pages."""
    day = edition.made.strftime("D:%Y%m%d%H%M%SZ")
    with pikepdf.open(BytesIO(printed)) as file:
        about = {
            "/Title": title,
            "/Author": edition.name,
            "/Subject": f"Text of {edition.made:%Y-%m-%d}. {edition.caution} {edition.license}",
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
    """For each place that a link of the file leads to, the number of its page, from 1."""
    with pikepdf.open(BytesIO(printed)) as file:
        number = {page.obj.objgen: count for count, page in enumerate(file.pages, 1)}
        return {name.lstrip("/"): number[place[0].objgen] for name, place in file.Root.Dests.items()}


def sheet(page: book.Page, site: Path, edition: Edition, to_pdf: Print, target: Path) -> int:
    """Print one page of the site as it prints in a browser; its links lead to the published site."""
    document = book.parse(site / page.path)
    book.make_public(document, page.path, edition.site_url)
    copy = site / f"{page.path}.print.html"
    markup = "<!doctype html>" + book.text(document)
    if home := edition.site_url:
        markup = markup.replace(f"{home}{page.path}", book.public("", page.path, home))
    copy.write_text(markup, encoding="utf-8")
    try:
        return finish(to_pdf(copy), f"{page.title} - {edition.name}", edition, target)
    finally:
        copy.unlink()


def whole(pages: list[book.Page], site: Path, edition: Edition, to_pdf: Print, target: Path) -> int:
    """Print the whole handbook. The contents need page numbers, which are known when it has been printed once."""
    bound = [(page, book.text(content)) for page, content in book.bind(pages, edition.site_url)]
    front = _head(edition) + _cover(site, edition)
    copy = site / "book.html"

    def printed(numbers: dict[str, int]) -> bytes:
        chapters = "".join(_chapters(bound, numbers))
        copy.write_text(f"{front}{_contents(pages, numbers)}{chapters}</body></html>", encoding="utf-8")
        return to_pdf(copy)

    try:
        return finish(printed(page_numbers(printed({}))), edition.name, edition, target)
    finally:
        copy.unlink()


def _head(edition: Edition) -> str:
    style = (HERE / "book.css").read_text(encoding="utf-8").replace("NAME", json.dumps(edition.name))
    return (
        f'<!doctype html><html lang="{book.LANGUAGE}" class="no-js"><head><meta charset="utf-8">'
        f'<title>{escape(edition.name)}</title><link rel="stylesheet" href="assets/handbook.css">'
        f'<style>{style}</style></head><body class="book">'
    )


def _cover(site: Path, edition: Edition) -> str:
    """The first page: what it is, what it is not, and the lines to call at once."""
    home = escape(edition.site_url)
    address = f'<p><a href="{home}">{home}</a></p>' if home else ""
    return (
        f'<section class="cover"><div class="cover-art">{(HERE / "cover.svg").read_text(encoding="utf-8")}'
        f'<p class="cover-title">{escape(edition.name)}</p><p class="cover-about">{escape(edition.subtitle)}</p></div>'
        f'<div class="cover-words"><p><strong>{escape(edition.caution)}</strong> Text of {edition.day}.</p>'
        '<div class="admonition help"><p class="admonition-title">Someone to talk to now</p>'
        f"{book.text(book.help_now(site))}"
        "<p>In danger, call the emergency number where you are. Every country: "
        '<a href="#get-help-index">Get help</a>, in this book.</p></div>'
        f"<p>{escape(edition.license)}</p>{address}</div></section>"
    )


def _contents(pages: list[book.Page], numbers: dict[str, int]) -> str:
    lines = ['<nav class="contents" aria-labelledby="contents"><h1 id="contents">Contents</h1>']
    for section, inside in groupby(pages, lambda page: page.section):
        entries = "".join(f"<li>{_entry(page, numbers)}</li>" for page in inside)
        lines.append(f"<section>{f'<p>{escape(section)}</p>' if section else ''}<ul>{entries}</ul></section>")
    return "".join([*lines, "</nav>"])


def _entry(page: book.Page, numbers: dict[str, int], about: str = "") -> str:
    number = numbers.get(page.anchor, 0)
    return f'<a href="#{page.anchor}"><span>{escape(page.title)}{about}</span> <span>{number}</span></a>'


def _chapters(bound: list[tuple[book.Page, str]], numbers: dict[str, int]) -> Iterator[str]:
    """Each part with a page that says what is in it, and its chapters."""
    for section, found in groupby(bound, lambda one: one[0].section):
        inside = list(found)
        if section:
            said = (_entry(page, numbers, f"<small>{escape(page.description)}</small>") for page, _ in inside)
            entries = "".join(f"<li>{entry}</li>" for entry in said)
            yield f'<section class="part"><h1>{escape(section)}</h1><ul>{entries}</ul></section>'
        for _, text in inside:
            label = f'<p class="chapter-part">{escape(section)}</p>' if section else ""
            yield f'<article class="chapter">{label}{text}</article>'
