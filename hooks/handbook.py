"""The handbook's MkDocs hook: a thin shell round handbook_core, events in the order of a build.

Content problems stop `mkdocs build` in every mode and only warn in `mkdocs serve`, where a raised
error would leave the server hanging.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

# The folder of this file is on the path only while it is loaded, so everything is imported here.
from handbook_core import registers, words
from handbook_core.built_site.page import CONTENT, CONTENT_END, TOPICS
from handbook_core.chapters import chapter, due, old_addresses, reviews
from handbook_core.checks.context import context
from handbook_core.checks.run import Memory, check
from handbook_core.markdown_extensions import citations
from handbook_core.markdown_extensions.checklists import Checklists
from handbook_core.markdown_extensions.figure_marks import FigureMarks
from handbook_core.markdown_extensions.help_links import HelpLinks
from handbook_core.parsing import addresses, front_matter
from handbook_core.problem import DataError, Problem, in_order
from handbook_core.publishing import downloads, inserts, published
from handbook_core.registers import before_you_post, helplines, scripts, standards
from handbook_core.registers.helplines import captions, get_help, talk_now
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url, nest_paths

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.handbook")
TOPICS_PAGE = "reference/topics.md"
# Not under "mkdocs": what is only due must never fail a strict build.
due_log = logging.getLogger("handbook")


class _Warnings(logging.Handler):
    """Keeps what MkDocs itself warns of, such as a link that leads nowhere: a build stops on it in every mode."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        # An error ends the build by itself, and a build of changed pages only is what someone asked for.
        dirty = text.startswith("A 'dirty' build is being performed")
        if record.levelno == logging.WARNING and record.name != log.name and not dirty:
            self.said.append(text)

    def listen(self) -> None:
        """Hear warnings under -q too, where MkDocs drops them unheard; what it prints stays the same."""
        mkdocs = logging.getLogger("mkdocs")
        for handler in mkdocs.handlers:
            handler.setLevel(max(handler.level, mkdocs.level))
        mkdocs.setLevel(min(mkdocs.level, logging.WARNING))
        mkdocs.addHandler(self)
        # Under -v MkDocs looks at no anchor at all (structure/pages.py reads this level).
        logging.getLogger("mkdocs.structure.pages").setLevel(logging.INFO)


_warnings = _Warnings()
# When MkDocs loads this file: it speaks of its own settings next.
_warnings.listen()


class _Build:
    """What one build carries from event to event; on_config starts a new one."""

    serving = False
    dirty = False
    today: date
    data: registers.Handbook
    citations: citations.Citations
    downloads: downloads.Downloads | None
    problems: list[Problem]
    cited_by: dict[str, list[tuple[str, str]]]
    memory = Memory()
    about: dict[str, list[tuple[str, str]]]


_build = _Build()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    _build.serving = command == "serve"
    _build.dirty = dirty


def on_config(config: MkDocsConfig) -> None:
    _warnings.listen()
    root = Path(config.config_file_path).parent
    if not inserts.CONTACT.fullmatch(way := config.extra.get("contact", "")):
        raise PluginError(f'CONTACT is "{way}"; set it to an e-mail address or to one that begins with https://')
    _build.today = date.today()
    _build.problems = []
    _build.cited_by = {}
    _build.about = {}
    try:
        words.use(config.theme.get("language") or "en")
        _build.data = registers.load(Path(config.docs_dir), _build.today, getattr(_build, "data", None))
    except DataError as error:
        if not (_build.serving and hasattr(_build, "data")):
            raise PluginError(str(error)) from None
        # A failed rebuild leaves the server hanging: go on with the last data that could be read.
        _build.problems += error.problems
    _build.citations = citations.Citations(_build.data.sources)
    # The form for reading from a folder is one of the downloads itself and carries none.
    made = downloads.read(root / "out" / "downloads", Path(config.docs_dir))
    _build.downloads = made if config.use_directory_urls else None
    # MkDocs declares names only; Python-Markdown takes extensions themselves as well.
    extensions: list[Any] = config.markdown_extensions
    extensions += [HelpLinks(_build.data.registry), _build.citations, Checklists(), FigureMarks()]
    config.watch += [
        str(path) for path in (root / "hooks", root / "overrides") if path.is_dir() and str(path) not in config.watch
    ]
    named: dict[str, set[str]] = {}
    for closed, path, _ in due.closed_references(Path(config.docs_dir), _build.data.registry):
        named.setdefault(closed.id, set()).add(path)
    for id_, paths in named.items():
        closed = _build.data.registry.replaced[id_]
        what = "%s:%d: %s (%s) closed, so %d files that name it show %s instead (make due lists them)"
        due_log.warning(what, helplines.FILE, closed.line, closed.name, id_, len(paths), closed.use[0])
    late = _build.data.registry.due(_build.today, _build.data.vocabulary.recheck_after_days)
    if late:
        due_log.warning("%d services are due for another look (make due names them)", len(late))


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    sections = _build.data.vocabulary.sections

    def place(file: File) -> tuple[int, int, str]:
        folder = file.src_uri.partition("/")[0] if "/" in file.src_uri else ""
        rank = 0 if not folder else sections.index(folder) + 1 if folder in sections else len(sections) + 1
        try:
            text = file.content_string
        except UnicodeDecodeError:
            what, fix = "this file cannot be read", "save it as UTF-8"
            raise PluginError(str(Problem(f"docs/{file.src_uri}", None, what, fix, front_matter.RULE))) from None
        return rank, chapter.order_of(text, file.src_uri), file.src_uri

    # The menu follows folders and front matter, so a new page touches no list.
    paths = [file.src_uri for file in sorted(files.documentation_pages(), key=place)]
    config.nav = nest_paths(paths)  # type: ignore[no-untyped-call]
    for file in files.documentation_pages():
        _keep_old_addresses(file, files, config)
    if made := _build.downloads:
        for path in (file.path for file in made.files):
            files.append(File.generated(config, f"{downloads.FOLDER}/{path}", abs_src_path=str(made.folder / path)))


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    data = _build.data
    # A template that does not exist would end the build in a traceback; the check refuses the key.
    page.meta.pop("template", None)
    made: dict[str, Callable[[], str]] = {
        "helplines": lambda: get_help.every_service(data.registry, data.vocabulary),
        "talk-now": lambda: talk_now.box(data.registry, data.vocabulary),
        "rules": inserts.rule_pages,
        "words": lambda: inserts.words(data.vocabulary),
        "wording": lambda: inserts.wording(data.wording),
        "audit-chart": lambda: inserts.audit_chart(data.audits),
        "standards-finder": lambda: standards.finder(data.standards, data.vocabulary.countries),
        "standards": lambda: standards.markdown(data.standards, data.vocabulary.countries, data.sources),
        "references": lambda: inserts.REFERENCES,
        "topics": lambda: inserts.TOPICS,
        "emergency-numbers": lambda: talk_now.emergency(data.registry, data.vocabulary),
        "review-line": lambda: inserts.REVIEW_LINE,
        "contact": lambda: inserts.contact(config.extra.get("contact", "")),
        "forms": lambda: inserts.forms(config.repo_url or ""),
        "downloads": lambda: downloads.markdown(_build.downloads, _public(page)),
        "before-you-post-check": lambda: before_you_post.whole(data.before_you_post),
        "before-you-post-creator": lambda: before_you_post.printed(data.before_you_post, "creator"),
        "before-you-post-therapist": lambda: before_you_post.printed(data.before_you_post, "therapist"),
        "caption-lines": lambda: captions.page(data.registry, data.vocabulary),
    }

    def fill(mark: re.Match[str]) -> str:
        if (name := mark["name"].lower()) in made:
            return indent(made[name](), mark["indent"])
        what, fix = f'the build has nothing called "{mark["name"]}" to insert', f"use one of {', '.join(made)}"
        _build.problems.append(Problem(_shown(page), None, what, fix, "chapter-insert"))
        return ""

    _build.problems += scripts.broken(page.file.content_string, _shown(page), data.scripts)
    return scripts.without_broken(inserts.MARK.sub(fill, markdown), data.scripts)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    topics: tuple[str, ...] = ()
    try:
        read = chapter.read(page.file.content_string, _shown(page), _build.data.vocabulary)
        topics = read.topics
        since = reviews.changed(Path(config.docs_dir), _shown(page), page.file.content_string) or 0
        line = chapter.review_line(read, _build.today, since, reviews.TOLERANCE)
        if inserts.REVIEW_LINE in html:
            html = html.replace(inserts.REVIEW_LINE, line)
        else:
            html = chapter.with_review_line(html, line)
    except DataError:
        pass  # The check of the built site reads the front matter again and says what is wrong.
    for topic in topics:
        _build.about.setdefault(topic, []).append((page.url, str(page.title)))
    if every_topic := files.get_file_from_path(TOPICS_PAGE):
        html += inserts.topic_links(topics, get_relative_url(every_topic.url, page.url))
    for key in _build.citations.cited:
        _build.cited_by.setdefault(key, []).append((page.url, str(page.title)))
    return f'<div {CONTENT} {TOPICS}="{" ".join(topics)}">\n{html}\n<div {CONTENT_END} hidden></div></div>'


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> None:
    for file in files.documentation_pages():
        page = file.page
        if page and page.content and inserts.REFERENCES in page.content:
            made = citations.reference_list(_build.data.sources, _seen_from(page, _build.cited_by))
            page.content = page.content.replace(inserts.REFERENCES, made)
        if page and page.content and inserts.TOPICS in page.content:
            page.content = page.content.replace(inserts.TOPICS, inserts.topic_list(_seen_from(page, _build.about)))


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    site = context(_build.data, complete=not _build.dirty)
    folders = Path(config.site_dir), Path(config.docs_dir)
    found = in_order(_build.problems + check(*folders, site, _build.memory) + published.check(*folders, _build.data))
    warned, _warnings.said = list(dict.fromkeys(_warnings.said)), []
    if (found or warned) and not _build.serving:
        raise PluginError("\n".join(["the handbook cannot be published:", *map(str, found), *warned]))
    for problem in found:
        log.warning("%s", problem)


def _keep_old_addresses(file: File, files: Files, config: MkDocsConfig) -> None:
    """Add pages that lead from the old addresses of `file` to it; the check refuses one that a page has."""
    try:
        was = chapter.read(file.content_string, file.src_uri, _build.data.vocabulary).was
    except DataError:
        return
    for path in (path for old in was for path in old_addresses.files(old)):
        if all(other.dest_uri != path for other in files):
            to = get_relative_url(file.url, path.removesuffix("index.html"))
            canonical = urljoin(config.site_url or "", file.url)
            files.append(File.generated(config, path, content=old_addresses.stub(to, canonical)))


def _public(page: Page) -> str:
    """The page's address on the published site; empty where none is known."""
    return page.canonical_url if page.canonical_url and addresses.is_public(page.canonical_url) else ""


def _shown(page: Page) -> str:
    return f"docs/{page.file.src_uri}"


def _seen_from(page: Page, pages: dict[str, list[tuple[str, str]]]) -> dict[str, list[tuple[str, str]]]:
    """The same (address, title) pairs, the addresses as `page` links to them."""
    return {key: [(get_relative_url(url, page.url), title) for url, title in found] for key, found in pages.items()}
