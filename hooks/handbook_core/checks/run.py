"""The check of a whole built site, and of one page of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..built_site.page import Page
from ..built_site.pages import address, anchors_by_file, every_page
from ..chapters import chapter, old_addresses, reviews
from ..problem import DataError, Problem, in_order
from ..registers import Handbook
from . import FRAME_CHECKS, PAGE_CHECKS, SITE_CHECKS
from .context import Finding, Report, Site


@dataclass
class Memory:
    """What was found before, so that `mkdocs serve` looks at changed pages only; the site as it was then."""

    site: Site | None = None
    pages: dict[str, Page] = field(default_factory=dict)
    reports: dict[str, tuple[Page, Report]] = field(default_factory=dict)
    # The pages of the last look that are there to be read.
    found: list[Page] = field(default_factory=list)
    # Of each page, as it was with these data: what is wrong with its lists, and the marks of its frame.
    published: dict[str, tuple[Page, Handbook, list[Problem], set[str]]] = field(default_factory=dict)

    def report(self, page: Page, site: Site, docs_dir: Path) -> Report:
        """The report of `page`; the one kept, where neither the page nor anything else that counts has changed."""
        kept = self.reports.get(page.path)
        if kept is None or kept[0] is not page:
            kept = self.reports[page.path] = page, report_of(page, site, docs_dir)
        return kept[1]


def check(site_dir: Path, docs_dir: Path, site: Site, memory: Memory | None = None) -> list[Problem]:
    """Every problem of the built site in `site_dir`, sorted.

    `docs_dir` names sources and lines and holds the copies of reviewed text; `memory` is kept from one call to the
    next. Raises OSError when the site cannot be read, DataError when a script cannot.
    """
    memory = memory or Memory()
    problems: list[Problem] = []
    due: dict[date, list[str]] = {}
    moved: list[tuple[Page, tuple[str, ...]]] = []
    everything = every_page(site_dir, docs_dir, memory.pages)
    site.files = anchors_by_file(site_dir, everything)
    if memory.site is None or not site.judges_like(memory.site):
        memory.reports.clear()
    memory.site = site
    found = memory.found = [page for page in everything if page.redirect_to not in site.files]
    for page in found:
        report = memory.report(page, site, docs_dir)
        problems += report.problems
        site.note(page, report)
        if report.chapter:
            due.setdefault(report.chapter.review_due, []).append(page.shown)
            moved.append((page, report.chapter.was))
    problems += _addresses(docs_dir)
    if not found:
        raise FileNotFoundError(f"{site_dir} holds no page")
    if site.complete:
        for rule in SITE_CHECKS:
            problems += stamped(rule.ID, rule.check_site(site))
    problems += old_addresses.check(moved, {address(page.path) for page in found})
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


def report_of(page: Page, site: Site, docs_dir: Path) -> Report:
    """What `page` comes to; `docs_dir` holds the copies of reviewed text."""
    services = {id_ for link in page.links if not link.hidden for id_ in site.service_at(link.href)}
    cited = {key for node in page.content.css("[data-cite]") if (key := node.attributes["data-cite"])}
    report = Report(check_page(page, site), services, cited, None)
    if page.shown.endswith(".md"):
        try:
            report.chapter = chapter.read(page.source, page.shown, site.vocabulary)
            report.problems += reviews.check(docs_dir, page.shown, page.source, report.chapter)
        except DataError as error:
            report.problems += error.problems
    return report


def check_page(page: Page, site: Site) -> list[Problem]:
    """Every problem of one page."""
    problems = [problem for check in PAGE_CHECKS for problem in stamped(check.ID, check.check(page, site), page)]
    if page.path in ("index.html", "404.html") or page.theme_contacts:
        # The theme's own part repeats everywhere: it is read whole where it can differ or dial.
        frame = Page(page.path, page.html, page.shown, page.source, page.base_path, whole=True)
        frame.included = page.included
        for check in FRAME_CHECKS:
            problems += stamped(check.ID, check.check(frame, site), frame)
    return problems


def stamped(id_: str, findings: Iterable[Finding], page: Page | None = None) -> Iterator[Problem]:
    """What the check `id_` found, each with its file and line: where it says, or where its traces are in `page`."""
    for found in findings:
        place = found.place or (page.where(*found.traces) if page else ("", None))
        yield Problem(*place, found.what, found.fix, id_)
