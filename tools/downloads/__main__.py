"""`make downloads`: the whole handbook as PDF, EPUB and a folder, each toolkit page as PDF, the forms as DOCX."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from handbook_core import downloads

from . import book, convert, paper

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "out" / "downloads"
TOOLKIT = "toolkit/"
# The page that lists the files is none of them.
LISTING = "toolkit/downloads.html"
# The pages that a practice changes and signs.
FORMS = ("consent-to-share", "client-policy", "moderation-plan")
WHOLE = {
    "care-in-public.pdf": (
        "Everything, to read on a screen or print",
        "All pages in one tagged file with an outline and page numbers; its links lead to the page inside.",
    ),
    "care-in-public.epub": (
        "Everything, for an e-reader or a phone",
        "The same text in letters as large as you like.",
    ),
    "care-in-public-site.zip": (
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
        site = Path(folder) / f"care-in-public-{made:%Y-%m-%d}"
        built = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
            cwd=ROOT,
            env={**os.environ, "DIRECTORY_URLS": "false"},
            check=False,
        )
        if built.returncode:
            return built.returncode
        files = make(site, os.environ.get("SITE_URL", "http://127.0.0.1:8000/"), made, out)
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


def make(site: Path, site_url: str, made: datetime, out: Path) -> list[downloads.Download]:
    """Make every file in `out` from the folder form of the site; returns them in the order of the list."""
    for folder in (out / "toolkit", out / "forms"):
        folder.mkdir(parents=True)
    _zip(site, out / "care-in-public-site.zip", made)
    pages = book.read(site)
    toolkit = [page for page in pages if page.path.startswith(TOOLKIT) and page.path != LISTING]
    sheets, forms = [], []
    with paper.printer() as to_pdf:
        for page in toolkit:
            path = f"toolkit/{_name(page)}.pdf"
            count = paper.sheet(page, site, site_url, to_pdf, made, out / path)
            sheets.append(_file(out, path, page.title, page.description, count))
            if _name(page) in FORMS:
                path = f"forms/{_name(page)}.docx"
                convert.form(page, site_url, made, out / path)
                forms.append(_file(out, path, page.title, page.description))
        count = paper.whole(pages, site, site_url, to_pdf, made, out / "care-in-public.pdf")
    # Read anew: binding a book changes its pages.
    convert.epub(book.read(site), site, site_url, made, out / "care-in-public.epub")
    pages_of = {"care-in-public.pdf": count}
    whole = [_file(out, path, title, use, pages_of.get(path, 0)) for path, (title, use) in WHOLE.items()]
    return whole + sheets + forms


def _name(page: book.Page) -> str:
    return page.path.removeprefix(TOOLKIT).removesuffix(".html")


def _file(out: Path, path: str, title: str, use: str, pages: int = 0) -> downloads.Download:
    return downloads.Download(path, title, use, pages, (out / path).stat().st_size)


def _zip(site: Path, target: Path, made: datetime) -> None:
    """Pack the folder, under its own name, with one time for all files so that the same site gives the same archive."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = f"{site.name}/{path.relative_to(site).as_posix()}"
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if not done.returncode else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
