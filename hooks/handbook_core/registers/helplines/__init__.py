"""The register of professional help, docs/_data/helplines.yml: read strictly, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from ...parsing import addresses, schema, yaml_lines
from ...parsing.yaml_lines import LocatedDict
from ...problem import DataError, Problem, in_order
from ..vocabulary import Vocabulary

FILE = "docs/_data/helplines.yml"
RULE = "help-registry"
LISTS = ("services", "closed")

_MARKUP = re.compile(r"[<>]|&(?:#\d+|\w+);")


@dataclass(frozen=True)
class Contact:
    """One number of a service: `kind` "tel" or "sms", as shown, as dialed, for whom, and the word to send."""

    kind: str
    shown: str
    digits: str
    label: str = ""
    word: str = ""

    @property
    def href(self) -> str:
        """The address that a phone opens. "?&body=" is the one form that both iOS and Android fill in."""
        body = f"?&body={quote(self.word)}" if self.word.isupper() else ""
        return f"{self.kind}:{self.digits}{body}"

    @property
    def shown_digits(self) -> str:
        """The digits of the number as shown, which may lack the country code of `digits`."""
        return addresses.dialed(self.shown)


@dataclass(frozen=True)
class Service:
    """One entry of the registry."""

    id: str
    name: str
    short_name: str
    country: str
    kind: str
    topics: frozenset[str]
    url: str
    chat: str
    contacts: tuple[Contact, ...]
    hours: str
    languages: tuple[str, ...]
    audience: str
    cost: str
    note: str
    evidence: str
    newest_evidence: str
    checked: date
    checked_at: str
    line: int

    def contact(self, kind: str) -> Contact | None:
        """The main number of this kind ("tel" or "sms"), if there is one."""
        return next((c for c in self.contacts if c.kind == kind), None)

    def data_help(self, contact: Contact | None = None) -> str:
        """What a link made by the build says it reaches: the id, and for a number its digits."""
        return f"{self.id}#{contact.digits}" if contact else self.id

    def shown_for(self, kind: str, digits: str) -> set[str]:
        """The digits of every way to show the number that a link with these digits dials or texts."""
        reached = [c for c in self.contacts if c.kind == kind and digits in dial_variants(c.digits, self.country)]
        return {digits} | {spelling for c in reached for spelling in dial_variants(c.shown_digits, self.country)}

    @property
    def hrefs(self) -> frozenset[str]:
        """The https addresses of the service, in the form of Address.key."""
        return frozenset(addresses.parse(href).key for href in (self.url, self.chat) if href)


@dataclass(frozen=True)
class Closed:
    """A service that closed, moved or changed its number. `id` is what pages called it, if they did."""

    id: str
    line: int
    name: str
    country: str
    detail: str
    numbers: frozenset[str]
    hosts: frozenset[str]
    phrases: tuple[str, ...]
    use: tuple[str, ...]


@dataclass(frozen=True)
class Registry:
    """All services, with the look-ups that the rules need."""

    services: dict[str, Service]
    closed: tuple[Closed, ...]
    by_href: dict[str, set[str]] = field(default_factory=dict)
    by_digits: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    hosts: dict[str, set[str]] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)
    _named: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for service in self.services.values():
            for name in {service.name, re.sub(r" \(.*\)$", "", service.name), service.short_name} - {""}:
                if service.kind != "emergency":
                    self.by_name.setdefault(name, set()).add(service.id)
            for href in service.hrefs:
                self.by_href.setdefault(href, set()).add(service.id)
                self.hosts.setdefault(addresses.parse(href).host, set()).add(service.id)
            for contact in service.contacts:
                for digits in dial_variants(contact.digits, service.country):
                    self.by_digits.setdefault((contact.kind, digits), set()).add(service.id)

    @cached_property
    def closed_numbers(self) -> frozenset[str]:
        """The digits of every number that must no longer be shown."""
        return frozenset(digits for entry in self.closed for digits in entry.numbers)

    @cached_property
    def closed_hosts(self) -> tuple[str, ...]:
        """Every host that must no longer be linked."""
        return tuple(host for entry in self.closed for host in entry.hosts)

    @cached_property
    def replaced(self) -> dict[str, Closed]:
        """The entries of closed services that pages may still name, by their ids."""
        return {entry.id: entry for entry in self.closed if entry.id}

    def find(self, id_: str) -> Service | None:
        """The service with this id, or the one that takes the place of a closed service with this id."""
        closed = self.replaced.get(id_)
        return self.services.get(closed.use[0] if closed else id_)

    def services_with(self, digits: str) -> set[str]:
        """The services that `digits` reach by call or text."""
        return self.by_digits.get(("tel", digits), set()) | self.by_digits.get(("sms", digits), set())

    def named(self, name: str) -> set[str]:
        """The services that a reader may mean by `name`: those of that name and those whose name holds it."""
        if name not in self._named:
            whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            self._named[name] = {id_ for known, ids in self.by_name.items() if whole.search(known) for id_ in ids}
        return self._named[name]

    def nearest(self, unknown: str) -> list[str]:
        """Up to three ids that an unknown one may have been meant for."""
        return get_close_matches(unknown, self.services, n=3, cutoff=0.5)

    def due(self, today: date, after_days: int) -> list[Service]:
        """The services last checked more than `after_days` days before `today`, oldest first."""
        late = [s for s in self.services.values() if today - s.checked > timedelta(days=after_days)]
        return sorted(late, key=lambda s: (s.checked, s.id))


def dial_variants(digits: str, country: str) -> set[str]:
    """Every way to dial the same number: North American numbers work with and without 1 or +1."""
    if country in ("US", "CA") and len(digits.lstrip("+1")) == 10:
        ten = digits.lstrip("+1")
        return {ten, "1" + ten, "+1" + ten}
    return {digits}


def load_registry(data_dir: Path, vocabulary: Vocabulary, today: date) -> Registry:
    """Read `data_dir`/helplines.yml. Raises DataError with every problem in the file."""
    data = yaml_lines.load(data_dir / "helplines.yml", FILE, RULE)
    problems = list(schema.problems(data, schema.of("helplines"), FILE, RULE))
    if problems and not (isinstance(data, LocatedDict) and all(isinstance(data.get(key), list) for key in LISTS)):
        raise DataError(problems)
    faults = list(problems)
    sound = {key: [e for e in data[key] if isinstance(e, LocatedDict) and schema.sound(e, faults)] for key in LISTS}
    services: dict[str, Service] = {}
    for entry in sound["services"]:
        found = [*_markup(entry), *_service_problems(entry, vocabulary, today)]
        if entry["id"] in services:
            found.append(
                _at(entry, "id", f'the id "{entry["id"]}" is used twice', "give each service an id of its own")
            )
        problems += found
        if not found:
            services[entry["id"]] = _service(entry)
    closed: list[Closed] = []
    for entry in sound["closed"]:
        found = [*_markup(entry), *_unknown(entry, "country", vocabulary.countries)]
        for id_ in [id_ for id_ in entry["use"] if id_ not in services and not problems]:
            found.append(_at(entry, "use", f'no service has the id "{id_}"', "use an id from the list above"))
        if entry.get("id") in {*services, *(other.id for other in closed if other.id)}:
            what = f'the id "{entry["id"]}" is used twice'
            found.append(_at(entry, "id", what, "take the entry under services out, or give this one another id"))
        problems += found
        if not found:
            closed.append(_closed(entry))
    registry = Registry(services, tuple(closed))
    problems += _still_open(registry)
    named: dict[tuple[str, str], Service] = {}
    for service in services.values():
        if (other := named.setdefault((service.country, service.name), service)) is not service:
            what = f"{service.id} has the same name and country as {other.id}"
            problems.append(Problem(FILE, service.line, what, "give it a name that tells them apart", RULE))
    if problems:
        raise DataError(in_order(problems))
    return registry


def _still_open(registry: Registry) -> Iterator[Problem]:
    """A problem for each closed entry with a number or a host of a service in the list."""
    for entry in registry.closed:
        shared = {digits: registry.services_with(digits) for digits in entry.numbers}
        shared |= {host: registry.hosts.get(host, set()) for host in entry.hosts}
        for contact, ids in shared.items():
            if ids:
                what = f'{entry.name}: "{contact}" is closed here and in use for {" and ".join(sorted(ids))}'
                yield Problem(FILE, entry.line, what, "take it out of one of the two", RULE)


def _at(entry: LocatedDict, key: str, what: str, fix: str) -> Problem:
    return Problem(FILE, entry.lines.get(key, entry.line), what, fix, RULE)


def _markup(entry: LocatedDict) -> Iterator[Problem]:
    for key in entry:
        for text in filter(_MARKUP.search, yaml_lines.text_values(entry[key])):
            who = entry.get("id") or entry["name"]
            yield _at(entry, key, f'{who} holds HTML or an entity in "{text}"', "write plain text")


def _unknown(entry: LocatedDict, key: str, known: Collection[str]) -> Iterator[Problem]:
    """A problem for each value after `key` that the vocabulary does not have."""
    values = entry.get(key, [])
    for value in values if isinstance(values, list) else [values]:
        if value not in known:
            what = f'{entry.get("id") or entry["name"]}: unknown {key.removesuffix("s")} "{value}"'
            yield _at(entry, key, what, f"use one of {', '.join(sorted(known))}, or add it to vocabulary.yml")


def _service_problems(entry: LocatedDict, vocabulary: Vocabulary, today: date) -> Iterator[Problem]:
    """What a schema cannot say: words of the vocabulary, times of a clock, days, and what two keys say together."""
    who = entry["id"]
    yield from _unknown(entry, "country", vocabulary.countries)
    yield from _unknown(entry, "kind", vocabulary.kinds)
    yield from _unknown(entry, "topics", vocabulary.registry_topics)
    yield from _unknown(entry, "languages", vocabulary.languages)
    if not any(entry.get(key) for key in ("url", "phone", "sms", "chat")):
        yield _at(entry, "id", f"{who} has no url, phone, sms or chat", "add a way to reach it")
    hours = entry.get("hours", "")
    times = [(int(h), int(m)) for h, m in re.findall(r"(\d+):(\d+)", hours)]
    if any(days != "24/7" for days in re.findall(r"\d+/\d+", hours)) or any(
        m > 59 or 60 * h + m > 1440 for h, m in times
    ):
        yield _at(entry, "hours", f'{who}: "{hours}" holds a time that no clock shows', 'write "24/7" or 09:00-17:00')
    site, chat = (addresses.without_www(addresses.parse(entry.get(key, "")).host) for key in ("url", "chat"))
    if site != chat and site and chat and addresses.edit_distance(site, chat, 1) <= 1:
        what, fix = f"{who}: {chat} and {site} differ by one letter", "compare both with the service's own page"
        yield _at(entry, "chat", what, fix)
    for key in ("phone", "dial"):
        if len(addresses.dialed(entry.get(key, "")).lstrip("+*")) > 15:
            what = f'{who}: "{entry[key]}" is not a telephone number'
            yield _at(entry, key, what, "write at most 15 digits")
    if (dial := entry.get("dial")) and not dial.startswith("+"):
        what, fix = f'{who}: "{dial}" is not in international form', "start it with + and the country code"
        yield _at(entry, "dial", what, fix)
    elif dial and not addresses.dialed(dial).endswith(addresses.dialed(entry["phone"]).lstrip("0+")):
        # The country code replaces the zero that a call inside the country begins with.
        what = f'{who}: dial "{dial}" is not the number "{entry["phone"]}" of phone'
        yield _at(entry, "dial", what, "compare both with the service's own page")
    if entry["checked"] > today:
        what = f"{who}: checked on {entry['checked']}, which is in the future"
        yield _at(entry, "checked", what, "write the day it was checked")
    pages = [addresses.without_www(addresses.parse(entry[at]).host) for at in ("checked_at", "also_at") if at in entry]
    if len(set(pages)) < len(pages):
        what, fix = f"{who}: checked_at and also_at are pages of one site", "name a page of another site in also_at"
        yield _at(entry, "also_at", what, fix)
    newest = entry.get("newest_evidence", "")
    if newest > today.isoformat()[: len(newest)]:
        what = f"{who}: evidence from {newest}, which is in the future"
        yield _at(entry, "newest_evidence", what, "write the month the page bears")


def _service(entry: LocatedDict) -> Service:
    contacts: list[Contact] = []
    if entry.get("phone"):
        contacts.append(Contact("tel", entry["phone"], addresses.dialed(entry["phone"]), entry.get("phone_for", "")))
        if entry.get("dial"):
            # The number as shown works inside the country, this one from anywhere: the link uses it.
            contacts.insert(
                0, Contact("tel", entry["phone"], addresses.dialed(entry["dial"]), entry.get("phone_for", ""))
            )
    if entry.get("sms"):
        contacts.append(
            Contact("sms", entry["sms"]["to"], addresses.dialed(entry["sms"]["to"]), word=entry["sms"].get("word", ""))
        )
    contacts += [
        Contact("tel", o["phone"], addresses.dialed(o["phone"]), o["for"]) for o in entry.get("other_numbers", [])
    ]
    return Service(
        contacts=tuple(contacts),
        topics=frozenset(entry["topics"]),
        languages=tuple(entry.get("languages", ())),
        line=entry.line,
        **{
            key: entry[key]
            for key in ("id", "name", "country", "kind", "audience", "evidence", "checked", "checked_at")
        },
        **{
            key: entry.get(key, "") for key in ("short_name", "url", "chat", "hours", "cost", "note", "newest_evidence")
        },
    )


def _closed(entry: LocatedDict) -> Closed:
    return Closed(
        entry.get("id", ""), entry.line, entry["name"], entry["country"], entry["detail"],
        frozenset(addresses.dialed(n) for n in entry.get("numbers", [])),
        frozenset(entry.get("hosts", [])), tuple(entry.get("phrases", [])), tuple(entry["use"]),
    )  # fmt: skip
