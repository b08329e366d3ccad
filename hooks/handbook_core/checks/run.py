"""The check of a whole built site, and of one page of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from ..built_site.page import Page
from ..built_site.pages import address, anchors_by_file, pages
from ..chapters import chapter, old_addresses, reviews
from ..problem import DataError, Problem, in_order
from . import FRAME_CHECKS, PAGE_CHECKS, SITE_CHECKS
from .context import Finding, Site


def check(site_dir: Path, docs_dir: Path, site: Site) -> list[Problem]:
    """Every problem of the built site in `site_dir`, sorted.

    `docs_dir` names sources and lines and holds the copies of reviewed text. Raises OSError when the site cannot be
    read, DataError when a script cannot.
    """
    problems: list[Problem] = []
    count = 0
    due: dict[date, list[str]] = {}
    moved: list[tuple[Page, tuple[str, ...]]] = []
    taken: set[str] = set()
    site.files = anchors_by_file(site_dir)
    for page in pages(site_dir, docs_dir):
        count += 1
        problems += check_page(page, site)
        taken.add(address(page.path))
        if page.shown.endswith(".md"):
            try:
                read = chapter.read(page.source, page.shown, site.vocabulary)
                due.setdefault(read.review_due, []).append(page.shown)
                problems += reviews.check(docs_dir, page.shown, page.source, read)
                moved.append((page, read.was))
            except DataError as error:
                problems += error.problems
    problems += _addresses(docs_dir)
    if not count:
        raise FileNotFoundError(f"{site_dir} holds no page")
    if site.complete:
        for rule in SITE_CHECKS:
            problems += stamped(rule.ID, rule.check_site(site))
    problems += old_addresses.check(moved, taken)
    return in_order(problems + chapter.crowded(due))


def _addresses(docs_dir: Path) -> Iterator[Problem]:
    """A problem for each page that another one overwrites, and for a handbook without a first page."""
    at: dict[str, str] = {}
    # The page of a folder is written after the others, so it is the one in the way.
    for path in sorted(docs_dir.rglob("*.md"), key=lambda path: (path.stem in ("index", "README"), path)):
        shown = f"{docs_dir.name}/{path.relative_to(docs_dir).as_posix()}"
        address = re.sub(r"(?:/(?:index|README))?\.md$", "", shown)
        if (other := at.setdefault(address, shown)) != shown:
            what = f"this page and {other} have the same address, so one is never seen"
            yield Problem(shown, None, what, "rename one of them", "page-address")
    if docs_dir.name not in at and not (docs_dir / "index.html").is_file():
        what, fix = "the handbook has no first page", "write one, or put this one back"
        yield Problem(f"{docs_dir.name}/index.md", None, what, fix, "page-address")


def check_page(page: Page, site: Site) -> list[Problem]:
    """Every problem of one page; notes which services and sources it shows."""
    problems = [problem for check in PAGE_CHECKS for problem in stamped(check.ID, check.check(page, site), page)]
    for link in page.links:
        if not link.hidden:
            site.shown_services |= site.service_at(link.href)
    site.included |= page.included.keys()
    site.scripts += page.scripts
    if page.has_styles and not page.is_chapter:
        site.styled.append(page.shown)
    site.cited |= {key for node in page.content.css("[data-cite]") if (key := node.attributes["data-cite"])}
    if page.path in ("index.html", "404.html") or page.theme_contacts:
        # The theme's own part repeats everywhere: it is read whole where it can differ or dial.
        frame = Page(page.path, page.html, page.shown, page.source, page.base_path, whole=True)
        frame.included = page.included
        problems += [
            problem for check in FRAME_CHECKS for problem in stamped(check.ID, check.check(frame, site), frame)
        ]
    return problems


def stamped(id_: str, findings: Iterable[Finding], page: Page | None = None) -> Iterator[Problem]:
    """What the check `id_` found, each with its file and line: where it says, or where its traces are in `page`."""
    for found in findings:
        place = found.place or (page.where(*found.traces) if page else ("", None))
        yield Problem(*place, found.what, found.fix, id_)
