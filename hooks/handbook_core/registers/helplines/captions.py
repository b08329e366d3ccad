"""Help lines in words that fit into a caption: for each country and each kind of need the best one to three services.

Everything is chosen from the registry by the rules below, so a change of the registry changes every caption.

- Only services that help: never a place to report or to read, and none about which sources disagree.
- For everyone in the country first; lines for a part of its people only where there is no other, and they say so.
- Day and night first, then in the order of the registry, which lists the best known first.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape

from ...parsing import addresses
from ..vocabulary import Caption, Vocabulary
from . import Contact, Registry, Service
from .links import contact_text

DIRECTORY = "int-findahelpline"
_WITH_ARTICLE = re.compile(r"^National |(?:Hotline| helpline|Support Line)$")
_REGION = re.compile(r" in [A-Z]")
_ALWAYS_OPEN = re.compile(r"(?:phone )?24/7(?: phone and text)?")


@dataclass(frozen=True)
class Piece:
    """A few words of a way to reach a service, tappable if `href` is set; `mark` is what a link says it reaches."""

    text: str
    href: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Way:
    """One service of a line, in words."""

    service: Service
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def html(self) -> str:
        """The words with their links, marked for the check of the built site."""
        return "".join(
            f'<a href="{escape(p.href)}" data-help="{p.mark}">{escape(p.text)}</a>' if p.href else escape(p.text)
            for p in self.pieces
        )


@dataclass(frozen=True)
class Line:
    """One line of a caption: how it begins, and one to three ways to reach someone."""

    lead: str
    ways: tuple[Way, ...]

    @property
    def text(self) -> str:
        """The line as it is copied."""
        return f"{self.lead}: {'; or '.join(way.text for way in self.ways)}."

    @property
    def html(self) -> str:
        """The line as HTML, each way a link."""
        return f"{escape(self.lead)}: {'; or '.join(way.html for way in self.ways)}."


@dataclass(frozen=True)
class Country:
    """A country's lines by need ("talk" always, the others where there is such a service), and its emergency number."""

    code: str
    name: str
    place: str
    lines: dict[str, Line]
    emergency: Line | None


def countries(registry: Registry, vocabulary: Vocabulary) -> list[Country]:
    """Every country of the registry, in the order of the Get help page."""
    present = {service.country for service in registry.services.values()}
    return [_country(code, registry, vocabulary) for code in vocabulary.countries if code in present]


def page(registry: Registry, vocabulary: Vocabulary) -> str:
    """Markdown: every country with its lines, each in a box that can be copied."""
    made = countries(registry, vocabulary)
    jump = "".join(f'<li><a href="#{country.code}">{escape(country.name)}</a></li>' for country in made)
    parts = [f'<nav aria-label="Countries" class="countries"><ul>{jump}</ul></nav>']
    for country in made:
        parts.append(f"## {country.name} {{#{country.code}}}")
        boxes = {vocabulary.captions[need].title: line for need, line in country.lines.items()}
        if country.emergency:
            boxes["in danger now"] = country.emergency
        html = "".join(_box(f"{country.name}, {title}", line) for title, line in boxes.items())
        parts.append(f"<div data-own-lines>{html}</div>")
    return "\n\n".join(parts)


def script(registry: Registry, vocabulary: Vocabulary) -> str:
    """The script that brings the lines to tools in the page, which may not fetch in a site read from a folder."""
    made = countries(registry, vocabulary)
    needs = {
        way.service.id: need
        for country in made
        for need, line in country.lines.items()
        for way in line.ways
        if need not in ("talk", "suicide")
    }
    data = {
        "countries": {
            country.code: {
                "name": country.name,
                "place": country.place,
                "lines": {need: _data(line) for need, line in country.lines.items()},
                **({"emergency": _data(country.emergency)} if country.emergency else {}),
            }
            for country in made
        },
        "needs": needs,
    }
    return f"window.careInPublic.helpLines = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _box(title: str, line: Line) -> str:
    return f'<div class="admonition script"><p class="admonition-title">{escape(title)}</p><p>{line.html}</p></div>'


def _data(line: Line) -> dict[str, object]:
    """A line for the script: how it begins, and for each service its id and its words, with where a tap leads."""
    ways = [[way.service.id, [[p.text, p.href] if p.href else [p.text] for p in way.pieces]] for way in line.ways]
    return {"lead": line.lead, "ways": ways}


def _country(code: str, registry: Registry, vocabulary: Vocabulary) -> Country:
    name = vocabulary.countries[code]
    place = vocabulary.place(code)
    services = [s for s in registry.services.values() if s.country == code]
    lines = {}
    for need, caption in vocabulary.captions.items():
        if chosen := choose(services, need, place, caption):
            lines[need] = Line(caption.begins.format(place=place), tuple(_way(s, place) for s in chosen))
    if "talk" not in lines and (service := registry.services.get(DIRECTORY)):
        host = addresses.without_www(addresses.parse(service.url).host)
        way = Way(service, (Piece("find someone to talk to at "), Piece(host, service.url, service.data_help())))
        lines = {"talk": Line(f"In {place}", (way,)), **lines}
    if lines.get("suicide") == lines.get("talk"):
        # One line serves both; who looks for the second falls back to the first.
        lines.pop("suicide", None)
    numbers = next((s for s in services if s.kind == "emergency"), None)
    return Country(code.lower(), name, place, lines, _emergency(numbers, place) if numbers else None)


def choose(services: list[Service], need: str, place: str, caption: Caption) -> list[Service]:
    """The services of one country that a caption names for `need`; none if the country has none of the kind."""
    topics = caption.topics
    fit = [s for s in services if s.kind in caption.kinds and s.topics & topics and s.evidence != "disputed-in-part"]
    if need in ("talk", "suicide"):
        fit = [s for s in fit if _for_everyone(s, place)] or fit
    fit.sort(
        key=lambda s: (
            s.evidence == "secondary",
            need == "youth" and "distress" not in s.topics,
            not _ALWAYS_OPEN.match(s.hours),
        )
    )
    # Two lines about one half of a need would leave out the other: the next names what the first does not.
    first = fit[:1]
    rest = sorted(fit[1:], key=lambda s: bool(first and s.topics & topics <= first[0].topics & topics))
    return (first + rest)[: caption.most] if need == "abuse" else fit[: caption.most]


def _for_everyone(service: Service, place: str) -> bool:
    return service.audience.startswith("anyone in ") and place in service.audience


def _way(service: Service, place: str) -> Way:
    """How to reach a service, such as "call Samaritans on 116 123, day and night"."""
    call, text = service.contact("tel"), service.contact("sms")
    name = service.short_name or re.sub(r" \(.*\)$", "", service.name)
    pieces: list[Piece]
    if not (call or text):
        host = addresses.without_www(addresses.parse(service.url).host)
        pieces = [Piece(f"find {name} at "), Piece(host, service.url, service.data_help())]
    elif call:
        pieces = [Piece("call "), *_pieces_with_number(name, service, call), *_elsewhere(service)]
        if text:
            pieces += [Piece(" or text "), _number(service, text)]
        elif service.chat and service.hours == "24/7":
            host = addresses.without_www(addresses.parse(service.chat).host)
            pieces += [Piece(" or chat at "), Piece(host, service.chat, service.data_help())]
    else:
        assert text
        pieces = [Piece("text "), _number(service, text), Piece(f" ({name})")]
    # Not every line for the young is for whatever they want to talk about.
    about = " about suicide" if service.kind == "youth" and "distress" not in service.topics else ""
    hours = f", {_hours(service)}" if service.hours else ""
    return Way(service, (*pieces, Piece(about + hours + _part_of_the_people(service, place))))


def _pieces_with_number(name: str, service: Service, contact: Contact) -> list[Piece]:
    number = _number(service, contact)
    same = re.compile("-?".join(map(re.escape, contact.shown)))
    if same.search(name):
        # "988 Lifeline on 988" would say the number twice.
        name = re.sub(r" \(.*\)$", "", service.name)
        rest = same.sub("", name).strip()
        # What is left of "Línea 024" is no name.
        return [number, Piece(f" ({rest if len(rest) > 8 else name})")]
    return [Piece(f"{'the ' if _WITH_ARTICLE.search(name) else ''}{name} on "), number]


def _elsewhere(service: Service) -> list[Piece]:
    """The numbers of a service for one topic that differ from one part of the country to another."""
    others = [c for c in service.contacts if c.kind == "tel" and c.label] if service.kind == "topic" else []
    pieces = [part for c in others for part in (Piece(f", {c.label} "), _number(service, c))]
    return [Piece(f" ({others[0].label} "), *pieces[1:], Piece(")")] if others else []


def _part_of_the_people(service: Service, place: str) -> str:
    """For whom a service is, where that is a part of the country's people; " in" and a capital begin a region."""
    if service.kind == "crisis":
        part = not _for_everyone(service, place)
    else:
        part = place not in service.audience and bool(_REGION.search(service.audience))
    return f" ({service.audience.removesuffix(f' in {place}')})" if part else ""


def _number(service: Service, contact: Contact) -> Piece:
    return Piece(contact_text(contact), contact.href, service.data_help(contact))


def _hours(service: Service) -> str:
    """Opening hours in few words; what needs many is "at set hours"."""
    first, _, rest = service.hours.partition("; ")
    if rest and "chat" not in rest and "languages" not in rest:
        return "at set hours"
    return _ALWAYS_OPEN.sub("day and night", first)


def _emergency(service: Service, place: str) -> Line:
    main = [c for c in service.contacts if not c.label] or [c for c in service.contacts if c.label != "fire"]
    ways = []
    for contact in main:
        label = f" ({contact.label})" if contact.label else ""
        ways.append(Way(service, (Piece("call "), _number(service, contact), Piece(label))))
    return Line(f"In danger now, in {place}", tuple(ways))
