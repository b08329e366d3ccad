"""Markdown's `help:` references: a service named by its id becomes the right, labeled, tappable link.

    <help:us-988>                   988 Suicide & Crisis Lifeline (call 988, text 988, or chat online)
    <help:us-988#call>              988
    <help:us-crisis-text-line#text> HOME to 741741
    <help:us-988#chat>              chat online
    [words](help:us-988)            words, linked to the service's site
    [words](help:us-988#call)       words, dialing its number

The id of a closed service leads to the one that takes its place, always shown with its name and every way, for the
words around it were written for the other. What cannot be resolved keeps its help: address, which the check of the
built site then reports.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from .. import words
from ..registers.helplines import Contact, Registry, Service, finder
from ..words import say

_REFERENCE = r"<(help:[^<>\s]+)>"
_KIND = {"call": "tel", "text": "sms"}


def way_href(service: Service, way: str) -> str | None:
    """The address for one way ("", "call", "text", "chat") to reach a service; None if it has no such way."""
    if way in _KIND:
        contact = service.contact(_KIND[way])
        return contact.href if contact else None
    if way == "chat":
        return service.chat or None
    if way == "":
        contact = service.contact("tel") or service.contact("sms")
        return service.url or (contact.href if contact else None)
    return None


def contact_text(contact: Contact) -> str:
    """A number as it is shown: "988", "HOME to 741741"."""
    return say("line_word", word=contact.word, number=contact.shown) if contact.word else contact.shown


def spoken(verb: str, service: Service, contact: Contact) -> str:
    """What a link to a number is called aloud: what it shows, and then the digits, or 741741 is read as a sum."""
    shown = contact_text(contact)
    digits = ". ".join(" ".join(group) for group in re.findall(r"\d+", contact.shown))
    digits = say("line_star", digits=digits) if contact.shown.startswith("*") else digits
    spelled = f", {digits}" if digits and not re.search("[A-Za-z]", contact.shown) else ""
    return f"{verb} {service.name}: {shown}{spelled}"


def distinct(service: Service) -> list[Contact]:
    """The numbers to show, each once: of one number in two forms the one that dials from anywhere."""
    seen: dict[tuple[str, str], Contact] = {}
    for contact in service.contacts:
        seen.setdefault((contact.kind, contact.shown), contact)
    return list(seen.values())


class _Reference(InlineProcessor):
    """<help:id> and <help:id#way>."""

    def __init__(self, md: Markdown, registry: Registry) -> None:
        super().__init__(_REFERENCE, md)
        self.registry = registry

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        id_, _, way = m[1].removeprefix("help:").partition("#")
        service = self.registry.find(id_)
        if id_ in self.registry.replaced:
            way = ""
        if service is None or way_href(service, way) is None:
            link = Element("a", href=m[1])
            link.text = m[1]
            return link, m.start(0), m.end(0)
        return (_one_way(service, way) if way else _all_ways(service)), m.start(0), m.end(0)


def _one_way(service: Service, way: str) -> Element:
    href = way_href(service, way)
    assert href is not None
    contact = service.contact(_KIND.get(way, ""))
    link = Element("a", {"href": href, "data-help": service.mark(contact)})
    link.text = contact_text(contact) if contact else say("line_chat_within")
    named = spoken(_verb(contact), service, contact) if contact else f"{service.name}: {link.text}"
    link.set("aria-label", named)
    return link


def _all_ways(service: Service) -> Element:
    span = Element("span", {"class": "helpline"})
    numbers = [c for c in distinct(service) if c.kind == "sms" or not c.label or service.kind == "emergency"]
    if service.url:
        name = SubElement(span, "a", {"href": service.url, "data-help": service.id})
    else:
        name = SubElement(span, "span")
    name.text = service.name if service.kind != "emergency" else say("line_emergency")
    last: Element = name
    steps: list[tuple[str, str, str, str, str, Contact | None]] = [
        (_verb_within(c), c.href, service.mark(c), contact_text(c), _whom(c), c) for c in numbers
    ]
    if service.chat:
        steps.append(("", service.chat, service.id, say("line_chat_within"), "", None))
    for index, (verb, href, mark, text, whom, contact) in enumerate(steps):
        joint = " (" if index == 0 else say("line_last") if index == len(steps) - 1 else ", "
        last.tail = (last.tail or "") + joint + verb
        last = SubElement(span, "a", {"href": href, "data-help": mark})
        last.text = text
        last.tail = whom
        if contact:
            last.set("aria-label", spoken(_verb(contact), service, contact))
    last.tail = (last.tail or "") + (")" if steps else "")
    return span


def _whom(contact: Contact) -> str:
    return say("line_for", whom=contact.label) if contact.label not in ("", "also") else ""


def _verb(contact: Contact) -> str:
    return say("line_call") if contact.kind == "tel" else say("line_text")


def _verb_within(contact: Contact) -> str:
    """The same in the middle of a sentence."""
    return say("line_call_within") if contact.kind == "tel" else say("line_text_within")


class _Resolve(Treeprocessor):
    """[words](help:id) and [words](help:id#way)."""

    def __init__(self, md: Markdown, registry: Registry) -> None:
        super().__init__(md)
        self.registry = registry

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            href = link.get("href", "")
            if not href.startswith("help:"):
                continue
            id_, _, way = href.removeprefix("help:").partition("#")
            service = self.registry.find(id_)
            if id_ in self.registry.replaced:
                way = ""
            resolved = way_href(service, way) if service else None
            if service and resolved:
                link.set("href", resolved)
                link.set("data-help", service.mark(service.contact(_KIND.get(way, ""))))


class HelpLinks(Extension):
    """Adds help: references to Markdown; `registry` says what they become."""

    def __init__(self, registry: Registry, **kwargs: Any) -> None:
        self.registry = registry
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # Before automatic links (120) and raw HTML (90), after code spans (190) and backslashes (180).
        md.inlinePatterns.register(_Reference(md, self.registry), "help-reference", 130)
        # After inline patterns (20); MkDocs resolves page links at 0.
        md.treeprocessors.register(_Resolve(md, self.registry), "help-resolve", 10)


def service_html(service: Service, languages: dict[str, str]) -> str:
    """A service as an item of the Get help page: name, ways to reach it, hours, for whom, languages, cost, note."""

    def link(href: str, text: str, spoken: str, contact: Contact | None = None) -> str:
        mark = service.mark(contact)
        return f'<a href="{escape(href)}" data-help="{mark}" aria-label="{escape(spoken)}">{escape(text)}</a>'

    ways = []
    for contact in distinct(service):
        verb = _verb(contact)
        whom = f" ({contact.label})" if contact.label not in ("", "also") else ""
        tappable = link(contact.href, contact_text(contact), spoken(verb, service, contact) + whom, contact)
        ways.append(f"<li>{verb} {tappable}{escape(whom)}</li>")
    if service.chat:
        spoken_chat = f"{service.name}: {say('line_chat_within')}"
        ways.append(f"<li>{link(service.chat, say('line_chat'), spoken_chat)}</li>")
    name = link(service.url, service.name, service.name) if service.url else escape(service.name)
    facts = [_open(service.hours)]
    facts.append(say("line_audience", audience=service.audience))
    if service.languages not in ((), (words.language(),)):
        facts.append(say("line_languages", languages=", ".join(languages[code] for code in service.languages)))
    facts += [sentence[0].upper() + sentence[1:].rstrip(".") for sentence in (service.cost, service.note) if sentence]
    return (
        f'<li class="service" id="{service.id}"{finder.attributes(service)}>'
        f'<p class="service-name"><strong>{name}</strong></p>'
        + (f'<ul class="service-ways">{"".join(ways)}</ul>' if ways else "")
        + f'<p class="service-facts">{escape(". ".join(filter(None, facts)))}.</p></li>'
    )


def _open(hours: str) -> str:
    if hours == "24/7":
        return say("line_always_open")
    return say("line_open", hours=hours) if hours else ""
