"""The files of a built site: which of them are pages, what they were made from, and what a link may lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..registers import scripts
from .page import Page

_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_CANONICAL = re.compile(rb'<link[^>]*rel="?canonical"?[^>]*href="?https?://[^/">\s]+(/[^">\s]*)?', re.IGNORECASE)
_CANONICAL_TURNED = re.compile(rb'<link[^>]*href="?https?://[^/">\s]+(/[^">\s]*)?"?[^>]*rel="?canonical', re.IGNORECASE)


def pages(site_dir: Path, docs_dir: Path, kept: dict[str, Page] | None = None) -> Iterator[Page]:
    """Every page of the site that a reader can land on, with its source; redirect stubs are left out.

    `kept` are the pages of an earlier call by their path: one that has not changed comes back as it is, with all that
    was read in it. Raises OSError when `site_dir` cannot be read, DataError when a script cannot.
    """
    read = every_page(site_dir, docs_dir, kept)
    paths = {page.path for page in read}
    return (page for page in read if page.redirect_to not in paths)


def every_page(site_dir: Path, docs_dir: Path, kept: dict[str, Page] | None = None) -> list[Page]:
    """Every page of the site in order of path, those that only lead on included; see `pages`."""
    files = sorted(p for p in site_dir.rglob("*") if p.suffix.lower() in _PAGE_ENDINGS and p.is_file())
    base_path = _base_path(site_dir)
    texts = scripts.load(docs_dir)
    found = []
    for file in files:
        path = file.relative_to(site_dir).as_posix()
        source = _source(path, docs_dir)
        shown = f"{docs_dir.name}/{source.relative_to(docs_dir).as_posix()}" if source else f"site/{path}"
        text = source.read_text(encoding="utf-8", errors="replace") if source else ""
        page = Page(path, file.read_bytes(), shown, text, base_path)
        page.included = {scripts.shown(name): texts[name] for name in scripts.named(text) if name in texts}
        if not source:
            page.source = page.html.decode("utf-8", "replace")
        if kept is not None:
            page = kept[path] = before if (before := kept.get(path)) and before.is_same(page) else page
        found.append(page)
    return found


def anchors_by_file(site_dir: Path, found: Iterable[Page]) -> dict[str, frozenset[str]]:
    """Every file under `site_dir` by its path, each page of `found` with its anchors."""
    paths = (file.relative_to(site_dir) for file in site_dir.rglob("*") if file.is_file())
    # The index for search is written meanwhile, and no page leads into it.
    files = {path.as_posix(): frozenset[str]() for path in paths if path.parts[0] != "pagefind"}
    return files | {page.path: page.anchors for page in found}


def _source(path: str, docs_dir: Path) -> Path | None:
    """The file in `docs_dir` that the page at `path` was made from, for both styles of address."""
    stem = address(path)
    names = [path, f"{stem}.md", f"{stem}/index.md".lstrip("/"), f"{stem}/README.md".lstrip("/")]
    return next((docs_dir / name for name in names if (docs_dir / name).is_file()), None)


def _base_path(site_dir: Path) -> str:
    """The path under which the site is hosted, from the canonical address of its first page; "/" if unknown."""
    first = site_dir / "index.html"
    head = first.read_bytes()[:20000] if first.is_file() else b""
    found = _CANONICAL.search(head) or _CANONICAL_TURNED.search(head)
    path = (found[1] or b"/").decode("utf-8", "replace") if found else "/"
    return path if path.endswith("/") else path.rsplit("/", 1)[0] + "/"


def address(path: str) -> str:
    """The address of the built file at `path`, without its ending."""
    return re.sub(r"(?:^|/)index\.html$|\.html$", "", path)
