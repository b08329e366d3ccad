"""`make downloads`: the handbook as PDF, EPUB and a folder, toolkit pages as PDF, forms and review sheets as DOCX."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from handbook_core import registers
from handbook_core.built_site.pages import pages
from handbook_core.publishing import downloads

from tools import review_sheet

from . import book, convert, edition, paper
from .site import ROOT, MakeError, build

OUT = ROOT / "out" / "downloads"
TOOLKIT = "toolkit/"
# The page that lists the files is none of them.
LISTING = "toolkit/downloads.html"
# The pages that a practice changes and signs.
FORMS = ("consent-to-share", "client-policy", "moderation-plan")
# What follows the name of the handbook in the name of a file.
WHOLE = {
    ".pdf": (
        "Everything, to read on a screen or print",
        "All pages in one tagged file with an outline and page numbers; its links lead to the page inside.",
    ),
    ".epub": (
        "Everything, for an e-reader or a phone",
        "The same text in letters as large as you like.",
    ),
    "-site.zip": (
        "The whole site, without a connection",
        "Unzip it, then open index.html in a browser. For a staff computer, a classroom or a stick to pass on. "
        "Search is the one thing that needs the public site.",
    ),
}


def main(arguments: list[str]) -> int:
    """Make all files anew in the folder of the first argument, or in out/downloads; returns the exit status."""
    out = Path(arguments[0]).resolve() if arguments else OUT
    shutil.rmtree(out, ignore_errors=True)
    made = day_of_text()
    with tempfile.TemporaryDirectory() as folder:
        try:
            build(Path(folder), DIRECTORY_URLS="false")
            files = make(Path(folder), edition.read(ROOT, made), out)
        except MakeError as error:
            print(error, file=sys.stderr)
            return 1
    downloads.write_list(downloads.Downloads(out, made.date(), tuple(files)), ROOT / "docs")
    for file in files:
        print(f"{file.path}: {file.facts}")
    return 0


def day_of_text() -> datetime:
    """When the text is from: SOURCE_DATE_EPOCH, or the last commit if nothing has changed since, or now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct")
    if not epoch or (not os.environ.get("SOURCE_DATE_EPOCH") and _git("status", "--porcelain")):
        return datetime.now(UTC).replace(microsecond=0)
    return datetime.fromtimestamp(int(epoch), UTC)


def make(site: Path, this: edition.Edition, out: Path) -> list[downloads.Download]:
    """Make every file in `out` from the folder form of the site; returns them in the order of the list.

    Raises MakeError when a program that helps is missing or finds fault.
    """
    for folder in (out / "toolkit", out / "forms", out / "review"):
        folder.mkdir(parents=True)
    # Before binding a book changes the pages.
    reviews = list(_review_sheets(site, this, out))
    _zip(site, out / f"{this.slug}-site.zip", this)
    convert.epub(book.read(site), site, this, out / f"{this.slug}.epub")
    # Read anew: binding a book changes its pages.
    pages = book.read(site)
    toolkit = [page for page in pages if page.path.startswith(TOOLKIT) and page.path != LISTING]
    paper.letter(site)
    sheets, forms = [], []
    with paper.printer() as to_pdf:
        for page in toolkit:
            path = f"toolkit/{_name(page)}.pdf"
            count = paper.sheet(page, site, this, to_pdf, out / path)
            sheets.append(_file(out, path, page.title, page.description, count))
            if _name(page) in FORMS:
                path = f"forms/{_name(page)}.docx"
                convert.form(page, this, out / path)
                forms.append(_file(out, path, page.title, page.description))
        count = paper.whole(pages, site, this, to_pdf, out / f"{this.slug}.pdf")
    whole = [
        _file(out, this.slug + end, title, use, count if end == ".pdf" else 0) for end, (title, use) in WHOLE.items()
    ]
    return whole + sheets + forms + reviews


def _name(page: book.Page) -> str:
    return page.path.removeprefix(TOOLKIT).removesuffix(".html")


def _review_sheets(site: Path, this: edition.Edition, out: Path) -> Iterator[downloads.Download]:
    """Make a sheet for each chapter that cites something."""
    sources = registers.load(ROOT / "docs", this.made.date()).sources
    for page in pages(site, ROOT / "docs"):
        if page.is_chapter and page.cited_sentences:
            path = downloads.review_sheet(page.shown.partition("/")[2])
            convert.review_sheet(review_sheet.sheet(page, sources, this.made.date()), this, out / path)
            yield _file(out, path, page.headings[0], "Its claims beside what their sources say, to tick and sign.")


def _file(out: Path, path: str, title: str, use: str, pages: int = 0) -> downloads.Download:
    return downloads.Download(path, title, use, pages, (out / path).stat().st_size)


def _zip(site: Path, target: Path, this: edition.Edition) -> None:
    """Pack the folder, under the name and day of the edition; one time for all files, so that the same site gives the
    same archive."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = f"{this.slug}-{this.made:%Y-%m-%d}/{path.relative_to(site).as_posix()}"
            entry = zipfile.ZipInfo(name, this.made.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if not done.returncode else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
