"""What a check knows of the site besides the page at hand, and the form of what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ..built_site.page import Page
from ..chapters.chapter import Chapter
from ..parsing import addresses, phone_numbers
from ..problem import Problem
from ..registers import Handbook, helplines, scripts
from ..registers.helplines import Closed, Registry
from ..registers.vocabulary import Vocabulary


class Finding:
    """One thing that a check found on a page; the runner adds the file, the line and the id of the check.

    `what` is wrong, `fix` says what to do. `traces` are words of the source that show the line, the likeliest first;
    `place` is the file and the line where the check knows them better.
    """

    def __init__(self, what: str, fix: str, *traces: str, place: tuple[str, int | None] | None = None) -> None:
        self.what = what
        self.fix = fix
        self.traces = traces
        self.place = place


@dataclass
class Report:
    """What one page came to: its problems, what it shows, includes and cites, and what its front matter promises."""

    problems: list[Problem]
    services: set[str]
    cited: set[str]
    chapter: Chapter | None


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
    # What we know each source to say, by its key; only of those that have a record.
    records: dict[str, str] = field(default_factory=dict)
    # Every file of the built site, with the anchors that a link may lead to; empty when only one page is looked at.
    files: dict[str, frozenset[str]] = field(default_factory=dict)
    shown_services: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)
    included: set[str] = field(default_factory=set)
    scripts: list[scripts.Script] = field(default_factory=list)
    # Pages of another builder that set styles of their own, which only a browser can judge.
    styled: list[str] = field(default_factory=list)
    # What was found once: links repeat from page to page.
    _judged: dict[str, str | None] = field(default_factory=dict)
    _services: dict[str, set[str]] = field(default_factory=dict)

    def judges_like(self, other: Site) -> bool:
        """Whether a page comes to the same under both: the same data, the same files to link to."""
        same_data = self.registry is other.registry and self.vocabulary is other.vocabulary
        ours, theirs = ((s.citable, s.hosts_of_sources, s.unsafe, s.texts, s.files, s.records) for s in (self, other))
        return same_data and ours == theirs

    def note(self, page: Page, report: Report) -> None:
        """Add what `page` shows, cites, includes and says to send, for the checks of the whole site."""
        self.shown_services |= report.services
        self.cited |= report.cited
        self.included |= page.included.keys()
        self.scripts += page.scripts
        if page.has_styles and not page.is_chapter:
            self.styled.append(page.shown)

    def lookalike_of(self, host: str) -> str | None:
        """The registered host that `host` could be mistaken for; None for known and for unlike hosts."""
        if host in self.registry.hosts or addresses.without_www(host) in self._known_hosts:
            return None
        if host not in self._judged:
            self._judged[host] = addresses.lookalike_of(host, self.registry.hosts)
        return self._judged[host]

    def service_at(self, href: str) -> set[str]:
        """The services that exactly this address reaches, by https, call or text."""
        if href not in self._services:
            self._services[href] = self._service_at(href)
        return self._services[href]

    def _service_at(self, href: str) -> set[str]:
        target = addresses.phone_target(href)
        if target:
            kind, digits, body = target
            ids = self.registry.by_digits.get((kind, digits), set())
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

    def written(self, ids: Iterable[str], way: str = "") -> str:
        """What to do instead, as someone types it: the references to these services, or how to find the right one."""
        by_id = " or ".join(f"<help:{id_}{way}>" for id_ in sorted(ids)[:3])
        return f"write {by_id}" if by_id else f"write <help:ID{way}>, with the id of the service from {helplines.FILE}"

    def gives_help(self, id_: str) -> bool:
        """Whether the service helps or finds help (not: information or a place to report)."""
        return self.vocabulary.kinds[self.registry.services[id_].kind]

    @cached_property
    def unsafe_by_word(self) -> dict[str, str]:
        """Each phrase to avoid, with its longest word: to look for that first is much quicker."""
        return {phrase: max(re.findall(r"\w+", phrase), key=len) for phrase in self.unsafe}

    @cached_property
    def closed_phrases(self) -> dict[str, Closed]:
        """What pages call services that closed, with the service."""
        return {phrase: entry for entry in self.registry.closed for phrase in entry.phrases}

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
        return frozenset(self.registry.hosts) | {addresses.without_www(host) for host in self.registry.hosts}

    def is_source(self, host: str) -> bool:
        """Whether chapters may link to this host under any words: an encyclopedia, or a host of our sources."""
        return addresses.without_www(host) in self._known_hosts or host.endswith(".wikipedia.org")

    @cached_property
    def _known_hosts(self) -> frozenset[str]:
        real = {addresses.without_www(h) for h in self.registry.hosts}
        return frozenset(real | {addresses.without_www(h) for h in self.hosts_of_sources | self.vocabulary.known_hosts})


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the names as whole words, the longest first; for none of them one that matches nothing."""
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)")


def context(handbook: Handbook, complete: bool = True) -> Site:
    """What the checks need to know of `handbook`; `complete` is False for a build of changed pages only."""
    hosts = frozenset(addresses.parse(source.url).host for source in handbook.sources.values())
    unsafe = {words: row["say"] for row in handbook.wording if row["check"] for words in row["avoid"]}
    return Site(
        handbook.registry,
        handbook.vocabulary,
        frozenset(handbook.sources),
        hosts,
        unsafe,
        handbook.scripts,
        complete,
        {key: source.record for key, source in handbook.sources.items() if source.record},
    )
