"""The handbook's MkDocs hook: a thin shell round handbook_core, events in the order of a build.

Content problems stop `mkdocs build` in every mode and only warn in `mkdocs serve`, where a raised
error would leave the server hanging.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import IO, TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

# The folder of this file is on the path only while it is loaded, so everything is imported here.
from handbook_core import registers, words
from handbook_core.built_site.page import CONTENT, CONTENT_END, TOPICS
from handbook_core.chapters import chapter, contents, due, old_addresses, reviews
from handbook_core.checks.context import context
from handbook_core.checks.run import Memory, check
from handbook_core.markdown_extensions import citations
from handbook_core.markdown_extensions.checklists import Checklists
from handbook_core.markdown_extensions.figure_marks import FigureMarks
from handbook_core.markdown_extensions.help_links import HelpLinks
from handbook_core.markdown_extensions.tables import Tables
from handbook_core.parsing import addresses, front_matter
from handbook_core.problem import DataError, Problem, in_order
from handbook_core.publishing import assets, changes, downloads, history, inserts, open_data, published, search
from handbook_core.registers import before_you_post, helplines, scripts, standards
from handbook_core.registers.helplines import captions, get_help, talk_now
from handbook_core.words import say
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

if sys.platform != "win32":
    import fcntl
if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.handbook")
TOPICS_PAGE = "reference/topics.md"
# Not under "mkdocs": what is only due must never fail a strict build.
quiet_log = logging.getLogger("handbook")
OWN_FRAME = "frame.html"
# The pages that the frame of every page links to.
LINKED = {
    "home": "index.md",
    "help": "get-help/index.md",
    "about": "about/index.md",
    "privacy": "about/privacy.md",
    "accessibility": "about/accessibility.md",
    "changes": "reference/change-log.md",
    "contribute": "contribute/index.md",
}
# Material's own scripts, styles and pictures: in the handbook's frame no page loads them, and a downloaded copy is 3 MB
# smaller without.
UNUSED_THEME_FILES = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
# Where a page's tool is; its script and its style are in overrides/assets/widgets/NAME.
_TOOL = re.compile(r'<div data-tool="([a-z-]+)">')


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


@dataclass(frozen=True)
class _Converted:
    """What Python-Markdown made of a page: its HTML and all that MkDocs noted, and `of` what it made it."""

    of: tuple[Any, ...]
    html: str
    toc: Any
    title: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]]
    cited: list[str]


@dataclass
class _Session:
    """What outlives one build: how MkDocs was started, and what `mkdocs serve` need not find again at each save."""

    serving: bool = False
    dirty: bool = False
    data: registers.Handbook | None = None
    memory: Memory = field(default_factory=Memory)
    converted: dict[str, _Converted] = field(default_factory=dict)
    # What the open data was made of, and its files.
    published: tuple[registers.Handbook, dict[str, str]] | None = None
    indexing: subprocess.Popen[str] | None = None
    # Open while this program may write the site.
    lock: IO[str] | None = None


@dataclass
class Build:
    """What one build carries from event to event, in config.extra["build"]."""

    today: date
    data: registers.Handbook
    citations: citations.Citations
    downloads: downloads.Downloads | None
    changes: list[changes.Change]
    problems: list[Problem] = field(default_factory=list)
    cited_by: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    about: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    # Besides its own text and the data, what a page can be made of: the settings, and the files that it can link to.
    around: tuple[Any, ...] = ()
    # What the page at hand is made of, and how many warnings there were before it.
    making: tuple[Any, ...] = ()
    warned: int = 0


_session = _Session()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    _session.serving = command == "serve"
    _session.dirty = dirty


def on_config(config: MkDocsConfig) -> None:
    _warnings.listen()
    root = Path(config.config_file_path).parent
    if not inserts.CONTACT.fullmatch(way := config.extra.get("contact", "")):
        raise PluginError(f'CONTACT is "{way}"; set it to an e-mail address or to one that begins with https://')
    if (address := config.extra.get("address")) and not _session.serving:
        parsed = addresses.parse(address)
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise PluginError(f'SITE_URL is "{address}"; set it to a web address such as https://example.org/handbook/')
        config.site_url = address.rstrip("/") + "/"
    if not _session.serving:
        _take_site(Path(config.site_dir))
    today = date.today()
    problems: list[Problem] = []
    try:
        words.use(config.theme.get("language") or "en")
        _session.data = registers.load(Path(config.docs_dir), today, _session.data)
    except DataError as error:
        if not (_session.serving and _session.data):
            raise PluginError(str(error)) from None
        # A failed rebuild leaves the server hanging: go on with the last data that could be read.
        problems += error.problems
    data = _session.data
    # The form for reading from a folder is one of the downloads itself and carries none.
    made = downloads.read(root / "out" / "downloads", Path(config.docs_dir))
    made = made if config.use_directory_urls else None
    try:
        changed = changes.load(Path(config.docs_dir))
    except DataError as error:
        problems, changed = problems + error.problems, []
    build = Build(today, data, citations.Citations(data.sources), made, changed, problems)
    config.extra["build"] = build
    # MkDocs declares names only; Python-Markdown takes extensions themselves as well.
    extensions: list[Any] = config.markdown_extensions
    extensions += [HelpLinks(data.registry), build.citations, Checklists(), FigureMarks(), Tables()]
    config.watch += [str(path) for path in (root / "hooks", root / "overrides") if path.is_dir()]
    if frame := config.extra.get("frame"):
        config.extra["front_end"] = _front_end(config, own=frame == OWN_FRAME)
        config.extra["words"] = words.current()
    _say_what_is_due(config, build)


def _take_site(site_dir: Path) -> None:
    """Make sure that this build can write `site_dir`, and that no other build does so at the same time."""
    there = next(folder for folder in (site_dir, *site_dir.parents) if folder.exists())
    if not there.is_dir():
        raise PluginError(f"{there} is a file, and the site is to be written there; move it away and build again")
    if not os.access(there, os.W_OK | os.X_OK):
        raise PluginError(f"{there} cannot be written to; give yourself the right to, or build with -d ANOTHER-FOLDER")
    if sys.platform == "win32":
        return  # It has no such lock.
    if _session.lock:
        _session.lock.close()
    name = hashlib.sha256(str(site_dir.resolve()).encode()).hexdigest()[:16]
    # Kept until the program ends; the system frees it then, however the build went.
    _session.lock = (Path(tempfile.gettempdir()) / f"handbook-{os.getuid()}-{name}.lock").open("w")
    try:
        fcntl.flock(_session.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise PluginError(f"another build is writing {site_dir}; wait until it is done, then build again") from None


def _front_end(config: MkDocsConfig, own: bool) -> dict[str, Any]:
    """What the templates show of the build."""
    overrides = _overrides(config)
    inline = assets.inline_script(overrides)
    style = assets.styles(overrides, config.extra["brand"]["colors"], own)
    data = _build(config).data
    return {
        # `mkdocs serve` adds an inline script of its own for live reload, which the policy would stop.
        "policy": "" if _session.serving else assets.policy(inline),
        "inline": inline,
        "to": {name: _address(path, config) for name, path in LINKED.items()},
        # For the sitemap. A save changes no history.
        "changed": {} if _session.serving else history.last_changes(Path(config.docs_dir)),
        "style": style,
        "style_version": assets.version([style.encode()]),
        # Paper names no address that only this machine knows.
        "public": (public := addresses.is_public(config.site_url or "")),
        # Programs that read feeds need whole addresses.
        "feed": changes.FEED if public and config.use_directory_urls else "",
        "paper_help": talk_now.paper(data.registry, data.vocabulary),
    }


def _say_what_is_due(config: MkDocsConfig, build: Build) -> None:
    named: dict[str, set[str]] = {}
    for closed, path, _ in due.closed_references(Path(config.docs_dir), build.data.registry):
        named.setdefault(closed.id, set()).add(path)
    for id_, paths in named.items():
        closed = build.data.registry.replaced[id_]
        what = "%s:%d: %s (%s) closed, so %d files that name it show %s instead (make due lists them)"
        quiet_log.warning(what, helplines.FILE, closed.line, closed.name, id_, len(paths), closed.use[0])
    late = build.data.registry.due(build.today, build.data.vocabulary.recheck_after_days)
    if late:
        quiet_log.warning("%d services are due for another look (make due names them)", len(late))


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    build = _build(config)
    heads = {folder: title for title, folders in build.data.vocabulary.menu.items() for folder in folders}
    folders = list(heads)

    def place(file: File) -> tuple[int, int, str]:
        folder = file.src_uri.partition("/")[0] if "/" in file.src_uri else ""
        rank = 0 if not folder else folders.index(folder) + 1 if folder in folders else len(folders) + 1
        try:
            text = file.content_string
        except UnicodeDecodeError:
            what, fix = "this file cannot be read", "save it as UTF-8"
            raise PluginError(str(Problem(f"docs/{file.src_uri}", None, what, fix, front_matter.RULE))) from None
        return rank, chapter.order_of(text, file.src_uri), file.src_uri

    # The menu follows folders and front matter, so a new page touches no list.
    nav: dict[str, list[str]] = {}
    for file in sorted(files.documentation_pages(), key=place):
        folder = file.src_uri.rpartition("/")[0].partition("/")[0]
        nav.setdefault(heads.get(folder, folder.capitalize()), []).append(file.src_uri)
    config.nav = nav.pop("", []) + [{head: pages} for head, pages in nav.items()]
    for file in files.documentation_pages():
        _keep_old_addresses(file, files, config)
    if made := build.downloads:
        for path in (file.path for file in made.files):
            files.append(File.generated(config, f"{downloads.FOLDER}/{path}", abs_src_path=str(made.folder / path)))
    if config.extra.get("frame"):
        _add_assets(files, config)
    settings = Path(config.config_file_path).read_bytes()
    build.around = settings, build.data.made_of, frozenset((file.src_uri, file.url) for file in files)


def _add_assets(files: Files, config: MkDocsConfig) -> None:
    """Joined styles and scripts with the texts of the interface, the open data, and the service worker."""
    overrides, own = _overrides(config), config.extra["frame"] == OWN_FRAME
    data, front_end = _build(config).data, config.extra["front_end"]
    unused = (*assets.SOURCES, assets.WORKER, *(UNUSED_THEME_FILES if own else ()))
    for file in [file for file in files if file.src_uri.startswith(unused)]:
        files.remove(file)
    made, unknown = assets.scripts(overrides, own)
    for problem in unknown:
        log.warning("%s", problem)
    if not _session.published or _session.published[0] is not data:
        texts = open_data.files(Path(config.docs_dir), config.site_name, data.vocabulary, data.sources)
        texts[assets.HELP_LINES] = captions.script(data.registry, data.vocabulary)
        texts[search.WORDS] = search.words_script(Path(config.docs_dir), data.vocabulary)
        if front_end["feed"]:
            texts[changes.FEED] = changes.feed(_build(config).changes, config.site_name, config.site_url or "")
        _session.published = data, texts
    made |= {path: _session.published[1][path] for path in (assets.HELP_LINES, search.WORDS)}
    front_end["script_version"] = assets.version(text.encode() for text in made.values())
    made[assets.STYLE if own else assets.COMPONENTS] = front_end["style"]
    made |= _session.published[1]
    if own and not _session.serving:
        always = [front_end["to"]["help"], front_end["to"]["home"], "404.html"]
        always += [f"{assets.STYLE}?{front_end['style_version']}"]
        always += [f"{path}?{front_end['script_version']}" for path in (assets.SCRIPT, _widget("help-finder"))]
        made[assets.WORKER] = assets.worker(overrides, always)
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = _build(config)
    data = build.data
    # A template that does not exist would end the build in a traceback; the check refuses the key.
    page.meta.pop("template", None)
    feed = config.extra.get("front_end", {}).get("feed")
    made: dict[str, Callable[[], str]] = {
        "helplines": lambda: get_help.every_service(data.registry, data.vocabulary),
        "talk-now": lambda: talk_now.box(data.registry, data.vocabulary),
        "rules": inserts.rule_pages,
        "words": lambda: inserts.words(data.vocabulary),
        "wording": lambda: inserts.wording(data.wording),
        "audit-chart": lambda: inserts.audit_chart(data.audits),
        "standards-finder": lambda: standards.finder(data.standards, data.vocabulary),
        "standards": lambda: standards.markdown(data.standards, data.vocabulary, data.sources),
        "references": lambda: inserts.REFERENCES,
        "topics": lambda: inserts.TOPICS,
        "emergency-numbers": lambda: talk_now.emergency(data.registry, data.vocabulary),
        "review-line": lambda: inserts.REVIEW_LINE,
        "feed": lambda: say("feed", address=config.site_url + feed) if config.site_url and feed else "",
        "contact": lambda: inserts.contact(config.extra.get("contact", "")),
        "forms": lambda: inserts.forms(config.repo_url or ""),
        "downloads": lambda: downloads.markdown(build.downloads, _public(page)),
        "before-you-post-check": lambda: before_you_post.whole(data.before_you_post, data.vocabulary.roles),
        "caption-lines": lambda: captions.page(data.registry, data.vocabulary),
    }

    def fill(mark: re.Match[str]) -> str:
        if (name := mark["name"].lower()) in made:
            return indent(made[name](), mark["indent"])
        what, fix = f'the build has nothing called "{mark["name"]}" to insert', f"use one of {', '.join(made)}"
        build.problems.append(Problem(_shown(page), None, what, fix, "chapter-insert"))
        return ""

    build.problems += scripts.broken(page.file.content_string, _shown(page), data.scripts)
    text = scripts.without_broken(inserts.PLACEHOLDER.sub(fill, markdown), data.scripts)
    build.making, build.warned = (text, *build.around), len(_warnings.said)
    # Nothing to convert where `mkdocs serve` has what it made of the same before: see _converted.
    kept = _session.converted.get(page.file.src_uri) if _session.serving else None
    return "" if kept and kept.of == build.making else text


def _converted(html: str, page: Page, build: Build, files: Files) -> str:
    """The HTML of the page, as Python-Markdown made it now or at an earlier save, with what MkDocs notes beside it."""
    kept = _session.converted.get(page.file.src_uri)
    if kept and kept.of == build.making:
        page.toc, page._title_from_render, page.present_anchor_ids = kept.toc, kept.title, kept.anchors
        found = ((files.get_file_from_path(path), links) for path, links in kept.links.items())
        page.links_to_anchors = {file: links for file, links in found if file}
        build.citations.cited = kept.cited
        return kept.html
    if len(_warnings.said) == build.warned:
        links = {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()}
        made = html, page.toc, page._title_from_render, page.present_anchor_ids, links, build.citations.cited
        _session.converted[page.file.src_uri] = _Converted(build.making, *made)
    return html


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = _build(config)
    if _session.serving:
        html = _converted(html, page, build, files)
    topics: tuple[str, ...] = ()
    try:
        read = chapter.read(page.file.content_string, _shown(page), build.data.vocabulary)
        topics = read.topics
        newest = changes.newest(build.changes).get(page.file.src_uri)
        since = reviews.changed(Path(config.docs_dir), _shown(page), page.file.content_string) or 0
        line = chapter.review_line(read, build.today, since, reviews.TOLERANCE)
        if newest and (log_page := files.get_file_from_path(changes.LOG)):
            said = changes.line(newest, get_relative_url(log_page.url, page.url))
            line = line.replace("</p>", f" {said}</p>")
        if sheet := downloads.review_link(build.downloads, page.file.src_uri):
            link = f'<a href="{get_relative_url(sheet, page.url)}">{say("review_sheet")}</a>'
            line = line.replace("</p>", f" {link}</p>")
        if inserts.REVIEW_LINE in html:
            html = html.replace(inserts.REVIEW_LINE, line)
        else:
            html = chapter.with_review_line(html, line)
    except DataError:
        pass  # The check of the built site reads the front matter again and says what is wrong.
    for topic in topics:
        build.about.setdefault(topic, []).append((page.url, str(page.title)))
    if every_topic := files.get_file_from_path(TOPICS_PAGE):
        html += inserts.topic_links(topics, get_relative_url(every_topic.url, page.url))
    for key in build.citations.cited:
        build.cited_by.setdefault(key, []).append((page.url, str(page.title)))
    if config.extra.get("frame"):
        html = _with_front_end(html, page, config, files)
    return f'<div {CONTENT} {TOPICS}="{" ".join(topics)}">\n{html}\n<div {CONTENT_END} hidden></div></div>'


def _with_front_end(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with the country picker of Get help and its list of headings; notes the scripts that it loads."""
    own = config.extra["frame"] == OWN_FRAME
    needed = []
    if '<nav class="countries"' in html:
        html = html.replace(
            '<div class="admonition help">',
            get_help.picker(_build(config).data.vocabulary) + '<div class="admonition help">',
            1,
        )
    if page.url.startswith("get-help/"):
        needed.append(_widget("help-finder"))
    if 'class="checklist"' in html:
        needed.append("assets/scripts/checklist.js")
    if tool := _TOOL.search(html):
        if files.get_file_from_path(_widget(tool[1])) is None:
            what, fix = f'no tool is called "{tool[1]}"', "name a folder of overrides/assets/widgets"
            log.warning("%s", Problem(_shown(page), None, what, fix, "page-tool"))
        page.meta["tool"] = tool[1]
        needed += ["assets/scripts/result.js", _widget(tool[1])]
    page.meta["scripts"] = needed
    sections = next(iter(page.toc)).children if page.toc and not page.is_homepage else []
    if own and (links := contents.listed([(section.url, section.title) for section in sections])):
        page.meta["on_this_page"] = links
        html = contents.with_fold(html, links)
    return html


def _widget(name: str) -> str:
    return f"assets/widgets/{name}/{name}.js"


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> None:
    build = _build(config)
    for file in files.documentation_pages():
        page = file.page
        if page and page.content and inserts.REFERENCES in page.content:
            made = citations.reference_list(build.data.sources, _seen_from(page, build.cited_by))
            page.content = page.content.replace(inserts.REFERENCES, made)
        if page and page.content and inserts.TOPICS in page.content:
            page.content = page.content.replace(inserts.TOPICS, inserts.topic_list(_seen_from(page, build.about)))


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    build = _build(config)
    indexing = _start_index(config) if config.extra.get("frame") == OWN_FRAME else None
    site = context(build.data, complete=not _session.dirty)
    made = _session.published[1] if _session.published and _session.published[0] is build.data else None
    folders = Path(config.site_dir), Path(config.docs_dir)
    found = in_order(
        build.problems
        + check(*folders, site, _session.memory)
        + published.check(*folders, build.data, made, _session.memory)
    )
    warned, _warnings.said = list(dict.fromkeys(_warnings.said)), []
    # `mkdocs serve` does not wait for the index: someone who searches comes later.
    if indexing and not _session.serving and (failed := search.finish(indexing, folders[0])):
        warned.append(f"the search index could not be made: {failed}")
    if (found or warned) and not _session.serving:
        raise PluginError("\n".join(["the handbook cannot be published:", *map(str, found), *warned]))
    for problem in found:
        log.warning("%s", problem)


def _start_index(config: MkDocsConfig) -> subprocess.Popen[str] | None:
    """Pagefind at work beside the check; without its program the site has no search, and its box points to the menu."""
    if _session.indexing and _session.indexing.poll() is None:
        _session.indexing.kill()
        _session.indexing.communicate()
    try:
        _session.indexing = search.start(Path(config.site_dir))
    except search.NoSearchError as error:
        quiet_log.warning("the site has no search: Pagefind does not run on this machine (%s)", error)
        return None
    return _session.indexing


def _build(config: MkDocsConfig) -> Build:
    build = config.extra["build"]
    assert isinstance(build, Build)
    return build


def _overrides(config: MkDocsConfig) -> Path:
    if not config.theme.custom_dir:
        raise PluginError("mkdocs.yml: extra.frame needs theme.custom_dir; set it to overrides")
    return Path(config.theme.custom_dir)


def _address(path: str, config: MkDocsConfig) -> str:
    """The address, from the first page, of a page by its source path; for reading from a folder with its file name."""
    if config.use_directory_urls:
        return path.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/" if path != "index.md" else "."
    return path.removesuffix("md") + "html"


def _keep_old_addresses(file: File, files: Files, config: MkDocsConfig) -> None:
    """Add pages that lead from the old addresses of `file` to it; the check refuses one that a page has."""
    try:
        was = chapter.read(file.content_string, file.src_uri, _build(config).data.vocabulary).was
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
