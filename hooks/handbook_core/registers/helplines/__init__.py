"""The register of professional help, docs/_data/helplines.yml: read strictly, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ...parsing import addresses, yaml_lines
from ...parsing.yaml_lines import Mapping
from ...problem import DataError, Problem, in_order
from ..vocabulary import Vocabulary

FILE = "docs/_data/helplines.yml"
RULE = "help-registry"

REQUIRED = ("id", "name", "country", "kind", "topics", "audience", "evidence", "checked", "checked_at")
OPTIONAL = ("short_name", "url", "phone", "phone_for", "dial", "sms", "chat", "other_numbers", "hours",
            "languages", "cost", "note", "newest_evidence")  # fmt: skip
TYPES = {
    **dict.fromkeys(set(REQUIRED + OPTIONAL) - {"sms", "other_numbers", "checked"}, "text"),
    "topics": "texts",
    "languages": "texts",
}
CLOSED_TYPES = {
    **dict.fromkeys(("id", "name", "country", "detail", "source", "since"), "text"),
    **dict.fromkeys(("use", "numbers", "hosts", "phrases"), "texts"),
}
EVIDENCE = ("confirmed", "official", "secondary", "disputed-in-part")
CLOSED_REQUIRED = ("name", "country", "detail", "use", "source")
CLOSED_OPTIONAL = ("id", "since", "numbers", "hosts", "phrases")

# As dialed: an optional + or *, then digits in groups. ITU-T E.164 allows 15 digits; short codes have two or more.
_NUMBER = re.compile(r"[+*]?\(?\d(?:[ ()\-]{0,2}\d){1,14}")
_ID = re.compile(r"[a-z]{2,3}-[a-z0-9]+(?:-[a-z0-9]+)*")
_MARKUP = re.compile(r"[<>]|&(?:#\d+|\w+);")


@dataclass(frozen=True)
class Contact:
    """One number of a service: `kind` "tel" or "sms", as shown, as dialed, for whom, and the word to send."""

    kind: str
    shown: str
    keys: str
    label: str = ""
    word: str = ""

    @property
    def href(self) -> str:
        """The address that a phone opens. "?&body=" is the one form that both iOS and Android fill in."""
        body = f"?&body={quote(self.word)}" if self.word.isupper() else ""
        return f"{self.kind}:{self.keys}{body}"

    @property
    def shown_keys(self) -> str:
        """The keys of the number as shown, which may lack the country code of `keys`."""
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

    def mark(self, contact: Contact | None = None) -> str:
        """What a link made by the build says it reaches: the id, and for a number its keys."""
        return f"{self.id}#{contact.keys}" if contact else self.id

    def shown_for(self, kind: str, keys: str) -> set[str]:
        """The keys of every way to show the number that a link with these keys dials or texts."""
        reached = [c for c in self.contacts if c.kind == kind and keys in spellings(c.keys, self.country)]
        return {keys} | {spelling for c in reached for spelling in spellings(c.shown_keys, self.country)}

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
    by_keys: dict[tuple[str, str], set[str]] = field(default_factory=dict)
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
                for keys in spellings(contact.keys, service.country):
                    self.by_keys.setdefault((contact.kind, keys), set()).add(service.id)

    @cached_property
    def closed_numbers(self) -> frozenset[str]:
        """The keys of every number that must no longer be shown."""
        return frozenset(keys for entry in self.closed for keys in entry.numbers)

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

    def holds(self, keys: str) -> set[str]:
        """The services that `keys` reach by call or text."""
        return self.by_keys.get(("tel", keys), set()) | self.by_keys.get(("sms", keys), set())

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


def spellings(keys: str, country: str) -> set[str]:
    """Every way to dial the same number: North American numbers work with and without 1 or +1."""
    if country in ("US", "CA") and len(keys.lstrip("+1")) == 10:
        ten = keys.lstrip("+1")
        return {ten, "1" + ten, "+1" + ten}
    return {keys}


def load_registry(data_dir: Path, vocabulary: Vocabulary, today: date) -> Registry:
    """Read `data_dir`/helplines.yml. Raises DataError with every problem in the file."""
    data = yaml_lines.load(data_dir / "helplines.yml", FILE, RULE)
    if not isinstance(data, Mapping) or set(data) != {"services", "closed"}:
        raise DataError(
            [Problem(FILE, 1, 'this file must hold the two lists "services" and "closed"', "restore them", RULE)]
        )
    problems: list[Problem] = []
    services: dict[str, Service] = {}
    for entry in _entries(data, "services", problems):
        found = list(_service_problems(entry, vocabulary, today))
        problems += found
        if not found and entry["id"] in services:
            problems.append(
                _at(entry, "id", f'the id "{entry["id"]}" is used twice', "give each service an id of its own")
            )
        elif not found:
            services[entry["id"]] = _service(entry)
    closed: list[Closed] = []
    for entry in _entries(data, "closed", problems):
        found = list(_closed_problems(entry, vocabulary))
        unknown = [id_ for id_ in (entry["use"] if not found and not problems else ()) if id_ not in services]
        found += [
            _at(
                entry,
                "use",
                f'no service has the id "{id_}"',
                "use an id from the list above",
            )
            for id_ in unknown
        ]
        if not found and entry.get("id") in {*services, *(other.id for other in closed if other.id)}:
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
        shared = {keys: registry.holds(keys) for keys in entry.numbers}
        shared |= {host: registry.hosts.get(host, set()) for host in entry.hosts}
        for contact, ids in shared.items():
            if ids:
                what = f'{entry.name}: "{contact}" is closed here and in use for {" and ".join(sorted(ids))}'
                yield Problem(FILE, entry.line, what, "take it out of one of the two", RULE)


def _at(entry: Mapping, key: str, what: str, fix: str) -> Problem:
    return Problem(FILE, entry.lines.get(key, entry.line), what, fix, RULE)


def _entries(data: Mapping, name: str, problems: list[Problem]) -> Iterator[Mapping]:
    if not isinstance(data[name], list):
        problems.append(_at(data, name, f'"{name}" must be a list', "start each entry with a dash"))
    elif not data[name]:
        problems.append(_at(data, name, f'"{name}" is empty', "put its entries back: pages are checked against them"))
    if not isinstance(data[name], list):
        return
    for entry in data[name]:
        if isinstance(entry, Mapping):
            yield entry
        else:
            problems.append(
                _at(data, name, f'"{name}" holds {entry!r}, which is not an entry', "write key: value pairs")
            )


def _keys_problems(entry: Mapping, required: tuple[str, ...], optional: tuple[str, ...]) -> Iterator[Problem]:
    who = entry.get("id") or entry.get("name") or "this entry"
    for key in required:
        if entry.get(key) in (None, "", []):
            yield _at(entry, key, f'{who} has no "{key}"', f"add a line {key}: ...")
    for key in entry:
        if key not in required + optional:
            yield _at(entry, key, f'{who} has an unknown key "{key}"', f"use only {', '.join(required + optional)}")
        elif entry[key] is None and key not in required:
            yield _at(entry, key, f'{who} has nothing after "{key}:"', "fill the line in or take it out")
    for text in yaml_lines.text_values(entry):
        if _MARKUP.search(text):
            yield _at(entry, next((k for k in entry if text in yaml_lines.text_values(entry[k])), "id"),
                      f'{who} holds HTML or an entity in "{text}"', "write plain text")  # fmt: skip


def _service_problems(entry: Mapping, vocabulary: Vocabulary, today: date) -> Iterator[Problem]:
    yield from _keys_problems(entry, REQUIRED, OPTIONAL)
    who = entry.get("id") or "this entry"
    wrong = list(yaml_lines.wrong_types(entry, TYPES))
    for key, what, fix in wrong:
        yield _at(entry, key, f"{who}: {what}", fix)
    if wrong or not isinstance(entry.get("other_numbers") or [], list):
        if not wrong:
            yield _at(
                entry, "other_numbers", f'{who}: "other_numbers" must be a list', 'write - {for: "Wales", phone: "..."}'
            )
        return
    if isinstance(entry.get("id"), str) and not _ID.fullmatch(entry["id"]):
        yield _at(entry, "id", f'"{who}" is not an id', "write country-name in lower case, such as us-988")
    allowed: list[tuple[str, Any]] = [
        ("country", vocabulary.countries), ("kind", vocabulary.kinds), ("evidence", EVIDENCE)]  # fmt: skip
    for key, known in allowed:
        if entry.get(key) and entry[key] not in known:
            yield _at(entry, key, f'{who}: unknown {key} "{entry[key]}"', f"use one of {', '.join(known)}")
    for key, names in (("topics", vocabulary.registry_topics), ("languages", vocabulary.languages)):
        values = entry.get(key) or []
        if not isinstance(values, list):
            yield _at(entry, key, f'{who}: "{key}" must be a list', "write [one, two]")
            continue
        for value in values:
            if value not in names:
                yield _at(
                    entry,
                    key,
                    f'{who}: unknown {key[:-1]} "{value}"',
                    f"use one of {', '.join(sorted(names))}, or add it to vocabulary.yml",
                )
    for key in ("url", "chat", "checked_at"):
        if entry.get(key) and not _is_https(entry[key]):
            yield _at(
                entry,
                key,
                f'{who}: "{entry[key]}" is not a complete https address',
                "write https:// and the host in lower case",
            )
    yield from _number_problems(entry, who)
    hours = entry.get("hours") or ""
    times = [(int(h), int(m)) for h, m in re.findall(r"(\d+):(\d+)", hours)]
    if any(days != "24/7" for days in re.findall(r"\d+/\d+", hours)) or any(
        m > 59 or 60 * h + m > 1440 for h, m in times
    ):
        yield _at(entry, "hours", f'{who}: "{hours}" holds a time that no clock shows', 'write "24/7" or 09:00-17:00')
    site, chat = (addresses.bare(addresses.parse(entry.get(key) or "").host) for key in ("url", "chat"))
    if site != chat and site and chat and addresses.distance(site, chat, 1) <= 1:
        what, fix = f"{who}: {chat} and {site} differ by one letter", "compare both with the service's own page"
        yield _at(entry, "chat", what, fix)
    if not any(entry.get(key) for key in ("url", "phone", "sms", "chat")):
        yield _at(entry, "id", f"{who} has no url, phone, sms or chat", "add a way to reach it")
    checked = entry.get("checked")
    if checked is not None and (not isinstance(checked, date) or hasattr(checked, "hour")):
        yield _at(entry, "checked", f'{who}: "checked" is {checked!r}, not a date', "write it as 2026-11-22")
    elif checked and checked > today:
        yield _at(
            entry, "checked", f"{who}: checked on {checked}, which is in the future", "write the day it was checked"
        )
    newest = entry.get("newest_evidence")
    if newest and not re.fullmatch(r"20\d\d(-(0[1-9]|1[0-2]))?", newest):
        yield _at(entry, "newest_evidence", f'{who}: "{newest}" is not a month', 'write it as "2026-10"')
    elif newest and newest > today.isoformat()[: len(newest)]:
        yield _at(
            entry,
            "newest_evidence",
            f"{who}: evidence from {newest}, which is in the future",
            "write the month the page bears",
        )


def _number_problems(entry: Mapping, who: str) -> Iterator[Problem]:
    numbers = [(key, entry[key]) for key in ("phone", "dial") if entry.get(key)]
    sms = entry.get("sms")
    if sms is not None:
        if (
            not isinstance(sms, dict)
            or not {"to"} <= set(sms) <= {"to", "word"}
            or not all(isinstance(v, str) for v in sms.values())
        ):
            yield _at(
                entry,
                "sms",
                f"{who}: sms is {sms!r}",
                'write {to: "741741", word: "HOME"}, the word only if one is needed',
            )
        else:
            numbers.append(("sms", sms["to"]))
    for other in entry.get("other_numbers") or []:
        if (
            not isinstance(other, dict)
            or set(other) != {"for", "phone"}
            or not all(isinstance(v, str) for v in other.values())
        ):
            yield _at(
                entry, "other_numbers", f"{who}: an other number is {other!r}", 'write {for: "Wales", phone: "..."}'
            )
        else:
            numbers.append(("other_numbers", other["phone"]))
    for key, number in numbers:
        if not _NUMBER.fullmatch(number) or len(addresses.dialed(number).lstrip("+*")) > 15:
            yield _at(
                entry, key, f'{who}: "{number}" is not a telephone number', "write only digits, spaces and hyphens"
            )
    if entry.get("dial") and not str(entry["dial"]).startswith("+"):
        yield _at(
            entry,
            "dial",
            f'{who}: "{entry["dial"]}" is not in international form',
            "start it with + and the country code",
        )
    elif (dial := entry.get("dial")) and (phone := entry.get("phone")):
        # The country code replaces the zero that a call inside the country begins with.
        right = addresses.dialed(dial).endswith(addresses.dialed(phone).lstrip("0+"))
        what, fix = (
            f'{who}: dial "{dial}" is not the number "{phone}" of phone',
            "compare both with the service's own page",
        )
        if not right:
            yield _at(entry, "dial", what, fix)
    if entry.get("dial") and not entry.get("phone"):
        yield _at(entry, "dial", f"{who} has dial and no phone", "add the number as dialed inside the country")


def _closed_problems(entry: Mapping, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from _keys_problems(entry, CLOSED_REQUIRED, CLOSED_OPTIONAL)
    who = entry.get("name") or "this entry"
    wrong = list(yaml_lines.wrong_types(entry, CLOSED_TYPES))
    for key, what, fix in wrong:
        yield _at(entry, key, f"{who}: {what}", fix)
    if wrong:
        return
    if entry.get("country") and entry["country"] not in vocabulary.countries:
        yield _at(
            entry,
            "country",
            f'{who}: unknown country "{entry["country"]}"',
            f"use one of {', '.join(vocabulary.countries)}",
        )
    if "id" in entry and not _ID.fullmatch(entry["id"]):
        yield _at(entry, "id", f'{who}: "{entry["id"]}" is not an id', "write the id that pages use, such as us-988")
    for number in entry.get("numbers") or []:
        if not _NUMBER.fullmatch(number):
            yield _at(
                entry,
                "numbers",
                f'{who}: "{number}" is not a telephone number',
                "write only digits, spaces and hyphens",
            )
    if not any(entry.get(key) for key in ("numbers", "hosts", "phrases")):
        yield _at(entry, "name", f"{who} has no numbers, hosts or phrases", "say what must no longer be shown")
    if isinstance(entry.get("source"), str) and not _is_https(entry["source"]):
        yield _at(
            entry,
            "source",
            f'{who}: "{entry["source"]}" is not a complete https address',
            "write https:// and the host in lower case",
        )


def _is_https(url: str) -> bool:
    address = addresses.parse(url)
    plain = re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}(/[\x21-\x7e]*)?", url)
    return bool(plain) and not address.userinfo and address.port is None


def _service(entry: Mapping) -> Service:
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


def _closed(entry: Mapping) -> Closed:
    return Closed(
        entry.get("id", ""), entry.line, entry["name"], entry["country"], entry["detail"],
        frozenset(addresses.dialed(n) for n in entry.get("numbers", [])),
        frozenset(entry.get("hosts", [])), tuple(entry.get("phrases", [])), tuple(entry["use"]),
    )  # fmt: skip
