"""Each way to reach a service is a link that does what its words say.

What: words beside or in a link that calls offer no text, message or chat, and words at a link that writes a text
offer no call. Two ways are two links.

Why: someone who could be overheard is told to text, taps, and the phone calls aloud.

Bad: `call or text <help:us-988#call>`

Good: `call <help:us-988#call> or text <help:us-988#text>`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page, PhoneLink
from ..registers.helplines.links import way_href
from .context import Finding, Site

ID = "help-way-mismatch"

_WORDS = {
    **dict.fromkeys(("call", "phone", "ring", "dial"), "call"),
    **dict.fromkeys(("text", "message", "sms"), "text"),
    **dict.fromkeys(("chat", "whatsapp"), "chat"),
}
# "the text of the law" and "your phone" offer nothing.
_WAY = (
    r"(?:(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\byour )(?<!\bmy )(?<!\ba )(?<!\bby )|(?<=\bsend a )|(?<=\bby ))"
    rf"\b(?:{'|'.join(_WORDS)})\b"
)
_WAYS = rf"{_WAY}(?:(?:\s*[,/]\s*|\s+)(?:(?:or|and)\s+)?{_WAY})*"
_OFFER = re.compile(_WAYS, re.IGNORECASE)
_OFFER_AFTER = re.compile(rf"\W{{0,3}}(?:by |via |for |you can )?({_WAYS})\s*(?:[.,;:)!]|$)", re.IGNORECASE)
_BREAK = re.compile(r"[.;!?]\s")
# How far from the link its verb may stand: "call the people of the national helpline on 988".
_FAR = 60


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each link to a number whose words offer another way than it opens."""
    for before, link, after in page.phone_links:
        opens = "call" if link.kind == "tel" else "text"
        said = _offered(*(site.name_pattern.sub("–", words) for words in (before, link.text, after)))
        other = sorted({_WORDS[word.lower()] for word in re.findall(r"\w+", said) if word.lower() in _WORDS} - {opens})
        if other:
            what = f'"{said.strip()}" stands at a link that only {opens}s {link.text}'
            for place in _places(page, link, said):
                yield Finding(what, _fix(link, other, site), place=place)


def _offered(before: str, text: str, after: str) -> str:
    """The words that say what the link does: its own, those before it or those after it."""
    own = _OFFER.search(text)
    if own:
        return own[0]
    sentence = _BREAK.split(before)[-1]
    verbs = list(_OFFER.finditer(sentence))
    if verbs and len(sentence) - verbs[-1].end() <= _FAR:
        return verbs[-1][0]
    behind = _OFFER_AFTER.match(after)
    return behind[1] if behind else ""


def _places(page: Page, link: PhoneLink, said: str) -> list[tuple[str, int | None]]:
    """Each line where these words stand at such a link, or the first that holds the words."""
    written = f"help:{link.service.partition('#')[0]}" if link.service else link.href
    found: list[tuple[str, int | None]] = [
        (name, number)
        for name, source in ({page.shown: page.source} | page.included).items()
        for number, line in enumerate(source.splitlines(), 1)
        if said.lower() in line.lower() and written in line
    ]
    return found or [page.where(said, link.href)]


def _fix(link: PhoneLink, other: list[str], site: Site) -> str:
    ids = [link.service.partition("#")[0], *sorted(site.service_at(link.href))]
    service = next((site.registry.services[id_] for id_ in ids if id_ in site.registry.services), None)
    if service is None:
        return "refer to the service by its id, such as help:us-988#call, once for each way"
    right = ["call" if link.kind == "tel" else "text", *(way for way in other if way_href(service, way))]
    links = " or ".join(f"{way} <help:{service.id}#{way}>" for way in right)
    missing = " and no ".join(way for way in other if not way_href(service, way))
    return f"write {links}" + (f" ({service.name} has no {missing})" if missing else "")
