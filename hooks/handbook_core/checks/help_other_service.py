"""A reference made from `help:` is for the country, and is the service, that the words beside it name.

What: the country named in the sentence, row, list, box or heading of a reference is the service's country; the service
named right before a reference, or in its words, is that service. Services that share a name ("Samaritans") pass for
each other where no country is named.

Why: a reader in one country who is given another country's line reaches nobody.

Bad: `In the UK text <help:us-crisis-text-line#text>`, `Samaritans: <help:us-988#call>`

Good: `In the US text <help:us-crisis-text-line#text>`, `Samaritans: <help:gb-samaritans#call>`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import HELP_REFERENCE, Page
from ..registers.helplines import Service
from .context import Finding, Site

ID = "help-other-service"
_EVERYWHERE = ("INT", "EU")
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-Z(\[“\"])|\n")
# "<help:us-988> in the US, ..." names the country after the reference.
_AFTER = r"[)\s]{0,2}(?:\(|in |for |from )(?:the )?"
_AND = re.compile(r"[\s,]*(?:and|or)(?:,? (?:call|text|chat|dial|on|at|by|with|to))*\s*")
_NOT_THERE = re.compile(r"(?i)\b(?:outside|not in|except|beyond|unlike)(?: of)?(?: the)?\s*$")
_NAME_GAP = re.compile(r"[\s:(\-–—,’'\"“”]{0,4}(?:(?:is|on|at|by|calling|call|text|texting|dial|ring|phone|their|the|"
                       r"line|number|helpline|free|chat|can be reached|reached|to)[\s:(\-–—,]{1,3}){0,5}")  # fmt: skip


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each reference whose service is another one, or another country's, than its words say."""
    lead: set[str] = set()
    heading: set[str] = set()
    outside: list[set[str]] = []
    for block in page.reference_blocks:
        text = HELP_REFERENCE.sub("", block.text)
        if block.tag == "box end":
            heading = outside.pop() if outside else heading
        elif block.tag in ("heading", "box"):
            named = _countries(_label(text), site)
            if block.tag == "box":
                outside.append(heading)
            heading = named or (heading if block.tag == "box" else named)
        context = heading if not lead or block.tag != "item" else lead
        for fault in _faults(block.text, context, site):
            yield Finding(fault[1], fault[2], *fault[0])
        if block.tag != "item":
            lead = _countries(text, site) if text.rstrip().endswith(":") else set()


def _faults(text: str, context: set[str], site: Site) -> Iterator[tuple[tuple[str, ...], str, str]]:
    start = 0
    row = _countries(_label(text), site)
    before: set[str] = set()
    for match in HELP_REFERENCE.finditer(text):
        id_, words = match["id"], match["words"]
        service = site.registry.services.get(id_)
        if service is None:
            continue
        clause = _SENTENCE_END.split(text[start : match.start()])[-1]
        first_in_sentence = len(clause) < match.start() - start or start == 0
        named = _countries(clause, site)
        place = site.country_pattern.pattern
        after = re.match(rf"{_AFTER}{place}(?:(?:,| and| or|, and)(?: the)? {place})*", text[match.end() :])
        start = match.end()
        if after:
            named |= _countries(after[0], site)
            start += after.end()
        traces = (f"{clause[-20:].lstrip()}<help:{id_}", f"help:{id_}", words)
        if not named and _AND.fullmatch(clause):
            named = before
        before = named
        named = named or (row if first_in_sentence or not _SENTENCE_END.search(text) else set()) or context
        if named and service.country not in {*_EVERYWHERE, *named}:
            places = " or ".join(sorted(site.vocabulary.countries[code] for code in named))
            what = f"{service.name} ({site.vocabulary.countries[service.country]}) is given for {places}"
            yield traces, what, _instead(service, named, site)
            continue
        name = _name_before(clause, site) or _name_in(words, service, site)
        if name and service.id not in site.registry.named(name):
            what = f'"{name}" and a reference to {service.name} are side by side'
            yield traces, what, "write " + " or ".join(f"<help:{i}>" for i in sorted(site.registry.named(name))[:3])


def _label(text: str) -> str:
    """The words before the first colon, if they are few enough to head a row or a list."""
    words, colon, _ = text.partition(": ")
    return words if colon and len(words) <= 40 else "" if len(text) > 40 else text


def _countries(text: str, site: Site) -> set[str]:
    """The codes of the countries that a text names, those it excludes left out."""
    return {
        site.country_codes[found[0]]
        for found in site.country_pattern.finditer(text)
        if not _NOT_THERE.search(text[: found.start()])
    }


def _name_before(clause: str, site: Site) -> str | None:
    """The registered name that the words before a reference end with, a few small words aside."""
    names = list(site.name_pattern.finditer(clause))
    return names[-1][0] if names and _NAME_GAP.fullmatch(clause[names[-1].end() :]) else None


def _name_in(words: str, service: Service, site: Site) -> str | None:
    """Another service's name in the words of a reference that do not name the service itself."""
    names = site.name_pattern.findall(words)
    return names[0] if names and not any(service.id in site.registry.named(name) for name in names) else None


def _instead(service: Service, named: set[str], site: Site) -> str:
    """Services of the same kind in the countries named."""
    alike = [
        s.id
        for s in site.registry.services.values()
        if s.country in named and s.kind == service.kind and s.topics & service.topics
    ]
    return "write " + " or ".join(f"<help:{id_}>" for id_ in alike[:2]) if alike else "name the right country"
