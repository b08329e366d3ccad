"""The built site: which files are pages, what they are called in messages, and the check of all of them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from .. import checks
from ..built_site.page import Page, hiding_classes
from ..chapters import front_matter, old_addresses, reviews
from ..parsing import addresses, phone_numbers
from ..problem import DataError, Problem, in_order
from ..registers import scripts
from ..registers.helplines import Registry
from ..registers.vocabulary import Vocabulary

_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_CANONICAL = re.compile(rb'<link[^>]*rel="?canonical"?[^>]*href="?https?://[^/">\s]+(/[^">\s]*)?', re.IGNORECASE)
_ANCHOR = re.compile(rb"<[a-zA-Z][^>]*?\s(?:id|name)=[\"']?([^\"'\s>]+)")
_CANONICAL_TURNED = re.compile(rb'<link[^>]*href="?https?://[^/">\s]+(/[^">\s]*)?"?[^>]*rel="?canonical', re.IGNORECASE)


@dataclass
class Site:
    """What the rules know about the site besides the page at hand.

    `complete` is False for a build of changed pages only, when nothing can be said about what no page has.
    """

    registry: Registry
    vocabulary: Vocabulary
    citable: frozenset[str]
    hosts_of_sources: frozenset[str]
    # Each phrase to avoid, in lower case, with what to say instead.
    unsafe: dict[str, list[str]]
    # The words to send that stand once, by file.
    texts: dict[str, str] = field(default_factory=dict)
    complete: bool = True
    # Every file of the built site, with the anchors that a link may lead to; empty when only one page is looked at.
    files: dict[str, frozenset[str]] = field(default_factory=dict)
    shown_services: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)
    included: set[str] = field(default_factory=set)
    scripts: list[scripts.Script] = field(default_factory=list)
    # What was found once: links repeat from page to page.
    _judged: dict[str, str | None] = field(default_factory=dict)
    _services: dict[str, set[str]] = field(default_factory=dict)

    def imitated(self, host: str) -> str | None:
        """The registered host that `host` could be mistaken for; None for known and for unlike hosts."""
        if host in self.registry.hosts or addresses.bare(host) in self._known_hosts:
            return None
        if host not in self._judged:
            self._judged[host] = addresses.imitated(host, self.registry.hosts)
        return self._judged[host]

    def service_at(self, href: str) -> set[str]:
        """The services that exactly this address reaches, by https, call or text."""
        if href not in self._services:
            self._services[href] = self._service_at(href)
        return self._services[href]

    def _service_at(self, href: str) -> set[str]:
        target = addresses.phone_target(href)
        if target:
            kind, keys, body = target
            ids = self.registry.by_keys.get((kind, keys), set())
            return {id_ for id_ in ids if self._word_fits(id_, kind, body)}
        address = addresses.parse(href)
        if address.userinfo or address.port not in (None, 443):
            return set()
        # What follows ? or # picks a part of the page or counts visits; the service is the same.
        plain = address.key.partition("?")[0]
        return self.registry.by_href.get(address.key) or self.registry.by_href.get(plain, set())

    def _word_fits(self, id_: str, kind: str, body: str) -> bool:
        words = {c.word.lower() for c in self.registry.services[id_].contacts if c.kind == kind}
        return not body or body.lower() in words or not any(words)

    def gives_help(self, id_: str) -> bool:
        """Whether the service helps or finds help (not: information or a place to report)."""
        return self.vocabulary.kinds[self.registry.services[id_].kind]

    @cached_property
    def country_names(self) -> frozenset[str]:
        """The names of all countries, for numbers that follow one."""
        return frozenset(self.vocabulary.countries.values())

    @cached_property
    def spoken_names(self) -> phone_numbers.Names:
        """What the reader of numbers needs to know of the names in a text."""
        numbered = [name for name in self.registry.by_name if any(map(str.isdigit, name))]
        return phone_numbers.Names(self.country_names, self.name_pattern, _any_of(numbered))

    @cached_property
    def country_codes(self) -> dict[str, str]:
        """Every name and short name of a country, with its code."""
        names = {name: code for code, name in self.vocabulary.countries.items() if code not in ("INT", "EU")}
        return names | {word: code for code, words in self.vocabulary.country_words.items() for word in words}

    @cached_property
    def country_pattern(self) -> re.Pattern[str]:
        """Any name of a country as a whole word, the longest first."""
        words = sorted(self.country_codes, key=len, reverse=True)
        return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, words)) + r")(?![\w])")

    @cached_property
    def name_pattern(self) -> re.Pattern[str]:
        """Any registered name as a whole word, the longest first."""
        return _any_of(self.registry.by_name)

    @cached_property
    def shown_hosts(self) -> frozenset[str]:
        """Every registered host, with and without www."""
        return frozenset(self.registry.hosts) | {addresses.bare(host) for host in self.registry.hosts}

    def is_source(self, host: str) -> bool:
        """Whether chapters may link to this host under any words: an encyclopedia, or a host of our sources."""
        return addresses.bare(host) in self._known_hosts or host.endswith(".wikipedia.org")

    @cached_property
    def _known_hosts(self) -> frozenset[str]:
        real = {addresses.bare(h) for h in self.registry.hosts}
        return frozenset(real | {addresses.bare(h) for h in self.hosts_of_sources | self.vocabulary.known_hosts})


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the names as whole words, the longest first; for none of them one that matches nothing."""
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)")


def pages(site_dir: Path, docs_dir: Path) -> Iterator[Page]:
    """Every page of the site that a reader can land on, with its source; redirect stubs are left out.

    Raises OSError when `site_dir` cannot be read, DataError when a script cannot.
    """
    files = sorted(p for p in site_dir.rglob("*") if p.suffix.lower() in _PAGE_ENDINGS and p.is_file())
    paths = {p.relative_to(site_dir).as_posix() for p in files}
    base_path = _base_path(site_dir)
    styles = [path.read_text(encoding="utf-8", errors="replace") for path in site_dir.rglob("*.css") if path.is_file()]
    texts = scripts.load(docs_dir)
    hiding = frozenset(name for style in styles for name in hiding_classes(style))
    for file in files:
        path = file.relative_to(site_dir).as_posix()
        source = _source(path, docs_dir)
        shown = f"{docs_dir.name}/{source.relative_to(docs_dir).as_posix()}" if source else f"site/{path}"
        text = source.read_text(encoding="utf-8", errors="replace") if source else ""
        page = Page(path, file.read_bytes(), shown, text, base_path, hiding_classes=hiding)
        page.included = {scripts.shown(name): texts[name] for name in scripts.named(text) if name in texts}
        if page.redirect_to not in paths:
            if not source:
                page.source = page.html.decode("utf-8", "replace")
            yield page


def _files(site_dir: Path) -> dict[str, frozenset[str]]:
    """Every file under `site_dir` by its path, each page with its anchors."""
    found = {}
    for file in site_dir.rglob("*"):
        if file.is_file():
            anchors = _ANCHOR.findall(file.read_bytes()) if file.suffix.lower() in _PAGE_ENDINGS else []
            names = (html.unescape(anchor.decode("utf-8", "replace")) for anchor in anchors)
            found[file.relative_to(site_dir).as_posix()] = frozenset(names)
    return found


def _source(path: str, docs_dir: Path) -> Path | None:
    """The file in `docs_dir` that the page at `path` was made from, for both styles of address."""
    stem = old_addresses.address(path)
    names = [path, f"{stem}.md", f"{stem}/index.md".lstrip("/"), f"{stem}/README.md".lstrip("/")]
    return next((docs_dir / name for name in names if (docs_dir / name).is_file()), None)


def _base_path(site_dir: Path) -> str:
    """The path under which the site is hosted, from the canonical address of its first page; "/" if unknown."""
    first = site_dir / "index.html"
    head = first.read_bytes()[:20000] if first.is_file() else b""
    found = _CANONICAL.search(head) or _CANONICAL_TURNED.search(head)
    path = (found[1] or b"/").decode("utf-8", "replace") if found else "/"
    return path if path.endswith("/") else path.rsplit("/", 1)[0] + "/"


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
    site.files = _files(site_dir)
    for page in pages(site_dir, docs_dir):
        count += 1
        problems += check_page(page, site)
        taken.add(old_addresses.address(page.path))
        if page.shown.endswith(".md"):
            try:
                read = front_matter.read(page.source, page.shown, site.vocabulary)
                due.setdefault(read.review_due, []).append(page.shown)
                problems += reviews.check(docs_dir, page.shown, page.source, read)
                moved.append((page, read.was))
            except DataError as error:
                problems += error.problems
    problems += _addresses(docs_dir)
    if not count:
        raise FileNotFoundError(f"{site_dir} holds no page")
    if site.complete:
        for rule in checks.SITE_RULES:
            problems += rule.check_site(site)
    problems += old_addresses.check(moved, taken)
    return in_order(problems + front_matter.crowded(due))


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
    problems = [problem for rule in checks.PAGE_RULES for problem in rule.check(page, site)]
    for link in page.links:
        if not link.hidden:
            site.shown_services |= site.service_at(link.href)
    site.included |= page.included.keys()
    site.scripts += page.scripts
    site.cited |= {key for node in page.content.css("[data-cite]") if (key := node.attributes["data-cite"])}
    if page.path in ("index.html", "404.html") or page.theme_contacts:
        # The theme's own part repeats everywhere: it is read whole where it can differ or dial.
        frame = Page(page.path, page.html, page.shown, page.source, page.base_path, whole=True)
        frame.included = page.included
        problems += [problem for rule in checks.FRAME_RULES for problem in rule.check(frame, site)]
    return problems
