"""Who answers now in the countries of this edition: the first boxes of Home and Get help, paper, new chapters.

Countries are those of `home` in docs/_data/vocabulary.yml; services are chosen from the register as for a caption.
"""

from __future__ import annotations

from ...parsing import addresses
from ...words import say
from ..vocabulary import Vocabulary
from . import Registry, Service
from .captions import Country, countries
from .links import contact_text


def box(registry: Registry, vocabulary: Vocabulary) -> str:
    """Markdown: an item for each country, with one or two services and the emergency number."""
    return "\n".join(_item(country) for country in _home(registry, vocabulary))


def paper(registry: Registry, vocabulary: Vocabulary) -> list[str]:
    """A line of text for each country and one for anywhere else, with the numbers written out."""
    lines = [_on_paper(country.name, _first(country)) for country in _home(registry, vocabulary)]
    anywhere = next((s for s in registry.services.values() if s.country == "INT" and vocabulary.kinds[s.kind]), None)
    return [*lines, *([_on_paper(say("now_anywhere"), anywhere)] if anywhere else [])]


def sentences(registry: Registry, vocabulary: Vocabulary) -> str:
    """Markdown: for the first two countries a sentence with the first service of each."""
    return "".join(say("now_in", place=c.place, line=f"<help:{_first(c).id}>") for c in _home(registry, vocabulary)[:2])


def emergency(registry: Registry, vocabulary: Vocabulary) -> str:
    """Markdown: the emergency number of each country, those that share one together, for the middle of a sentence."""
    groups: list[tuple[list[str], Service]] = []
    for country in _home(registry, vocabulary):
        if country.emergency:
            service, place = country.emergency.ways[0].service, country.place.removeprefix("the ")
            same = next((g for g in groups if _first_number(g[1]) in {c.digits for c in service.contacts}), None)
            if same:
                same[0].append(place)
            else:
                groups.append(([place], service))
    return "".join(f"{', '.join(places)} <help:{service.id}#call>; " for places, service in groups)


def _first_number(service: Service) -> str:
    contact = service.contact("tel")
    return contact.digits if contact else ""


def _home(registry: Registry, vocabulary: Vocabulary) -> list[Country]:
    by_code = {country.code: country for country in countries(registry, vocabulary)}
    found = [by_code[code.lower()] for code in vocabulary.home if code.lower() in by_code]
    return [country for country in found if "talk" in country.lines]


def _first(country: Country) -> Service:
    return country.lines["talk"].ways[0].service


def _item(country: Country) -> str:
    ways = [ways for way in country.lines["talk"].ways if (ways := _ways(way.service))]
    emergency = say("now_or").join(way.html for way in country.emergency.ways) if country.emergency else ""
    danger = say("now_danger", ways=emergency) if emergency else ""
    return f"- **{country.name}:** {say('line_last').join(ways)}.{danger}"


def _ways(service: Service) -> str:
    """How to reach a service, such as "call Samaritans on 116 123"; the name only where it helps to know it."""
    call, text = service.contact("tel"), service.contact("sms")
    name = service.short_name or service.name
    said = "" if not call or call.digits in name.replace("-", "") else say("now_named", name=name)
    ways = [f"{say('line_call_within')}{said}<help:{service.id}#call>"] if call else []
    ways += [f"{say('line_text_within')}<help:{service.id}#text>"] if text else []
    if service.chat and not text:
        ways.append(f"<help:{service.id}#chat>")
    return say("now_or").join(ways) or f"[{name}](help:{service.id})"


def _on_paper(place: str, service: Service) -> str:
    numbers = (("line_call_within", service.contact("tel")), ("line_text_within", service.contact("sms")))
    ways = [f"{say(verb)}{contact_text(contact)}" for verb, contact in numbers if contact]
    return f"{place}: {service.name}, {say('now_or').join(ways) or addresses.parse(service.url).host}"
