"""The number shown, the number dialed and the name beside it belong to one service.

What: the number that a call or text link shows, or spells for a screen reader, is the number it dials; a link made
from `help:` reaches the service it names; and a number right beside the name of a registered service is a number of
that service.

Why: people copy what they see and tap what they see. Both must work, and reach whom they expect.

Bad: a link that shows one number and dials another; the number of one service after the name of another

Good: `<help:gb-samaritans>`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Link, Page
from ..parsing import addresses, phone_numbers
from .context import Finding, Site

ID = "help-number-mismatch"
PUTS = ", and the build puts the right number there"

# "9 8 8", "1 1 6. 1 2 3": a number spelled for a screen reader.
_SPELLED = re.compile(r"(?<!\d)\d(?:\.? \d)+(?!\d)")
_BREAK = re.compile(r"[.;!?] |\n")
# "116 123 (Samaritans)", "988, the Lifeline": the name that a number announces.
_ANNOUNCES = re.compile(r"\s*[(\[,–—-]\s*(?:the |for )?\s*|\s+(?:for|to reach|reaches|is)(?: the)?\s+")


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each link or text in which number and service do not belong together."""
    for link in page.links:
        yield from _link(link, page, site)
    for text, found in page.phone_numbers(site.spoken_names):
        for number, name in _neighbors(text, found, site):
            owners = site.registry.services_with(number.digits)
            if owners and not owners & site.registry.named(name):
                what = f'"{number.shown}" stands beside "{name}" and is not a number of that service'
                yield Finding(what, site.written(site.registry.named(name)) + PUTS, number.shown)


def _link(link: Link, page: Page, site: Site) -> Iterator[Finding]:
    id_, _, meant = (link.service or "").partition("#")
    service = site.registry.services.get(id_)

    def problem(what: str) -> Finding:
        return Finding(what, site.written({service.id} if service else ()) + PUTS, *link.traces)

    if link.service is not None and service is None:
        yield problem(f'a link says it reaches "{id_}", which is not a registered id')
        return
    reached = site.service_at(link.href)
    if service and (service.id not in reached or (meant and (link.phone is None or link.phone[1] != meant))):
        yield problem(f'a link for {service.name} opens "{link.href}" instead')
        return
    if link.phone is None:
        # The name of a service may hold figures; what is left of the text must not be someone else's number.
        for number in _shown_numbers(site.name_pattern.sub(" ", link.text)) if service else ():
            if service and service.id not in site.registry.services_with(number):
                yield problem(f"a link to {service.name} shows {number}")
                return
        return
    if service is None and reached:
        for name in site.name_pattern.findall(link.text):
            if not site.registry.by_name[name] & reached:
                yield problem(f'a link that says "{link.text}" does not reach {name}')
                return
    kind, digits, _ = link.phone
    right = {way for id_ in reached for way in site.registry.services[id_].shown_for(kind, digits)}
    for shown in (link.text, link.spoken):
        # A name may hold figures of its own ("1737 Need to talk?"), so one number must be right, not all.
        found = phone_numbers.digits_in(shown)
        if right and found and not right.intersection(found):
            yield problem(f'a link shows "{shown}" and dials {digits}')
            return
    plain = {way.lstrip("*") for way in right}
    if service and (
        wrong := [
            n for n in phone_numbers.digits_in(link.spoken.replace(service.name, "")) if n.lstrip("*") not in plain
        ]
    ):
        yield problem(f'a link says "{wrong[0]}" to a screen reader and dials {digits}')
        return
    for run in _SPELLED.findall(link.spoken):
        if right and addresses.dialed(run) not in {way.lstrip("+*") for way in right}:
            yield problem(f'a link says "{run}" to a screen reader and dials {digits}')
            return


def _shown_numbers(text: str) -> list[str]:
    """The digits of the telephone numbers in a link's text, or of the figure that is all of it."""
    return [n.digits for n in phone_numbers.find(f"Call {phone_numbers.normal(text.removeprefix('Call '))}")]


def _neighbors(text: str, found: list[phone_numbers.Number], site: Site) -> Iterator[tuple[phone_numbers.Number, str]]:
    """Each number with the registered name right beside it, if one does."""
    names = list(site.name_pattern.finditer(text))
    taken: set[int] = set()
    for index, number in enumerate(found):
        if any(name.start() <= number.start and number.end <= name.end() for name in names):
            continue
        before = [n for n in names if n.end() <= number.start and n.start() not in taken]
        after = next((n for n in names if n.start() >= number.end), None)
        if after and _ANNOUNCES.fullmatch(text[number.end : after.start()]):
            taken.add(after.start())
            yield number, after[0]
        elif before:
            between = text[before[-1].end() : number.start]
            others = any(
                other is not number and other.start >= before[-1].end() and other.end <= number.start
                for other in found[:index]
            )
            if (
                len(between) <= 40
                and not others
                and not _BREAK.search(between)
                and phone_numbers.RESOLVED not in between
            ):
                yield number, before[-1][0]
