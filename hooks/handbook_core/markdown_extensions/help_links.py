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
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from ..registers.helplines import Contact, Registry, Service
from ..registers.helplines.links import KINDS, contact_text, spoken, unique_contacts, verb, way_href
from ..words import say

_REFERENCE = r"<(help:[^<>\s]+)>"


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
    contact = service.contact(KINDS.get(way, ""))
    link = Element("a", {"href": href, "data-help": service.data_help(contact)})
    link.text = contact_text(contact) if contact else say("line_chat_within")
    named = spoken(verb(contact), service, contact) if contact else f"{service.name}: {link.text}"
    link.set("aria-label", named)
    return link


def _all_ways(service: Service) -> Element:
    span = Element("span", {"class": "helpline"})
    numbers = [c for c in unique_contacts(service) if c.kind == "sms" or not c.label or service.kind == "emergency"]
    if service.url:
        name = SubElement(span, "a", {"href": service.url, "data-help": service.id})
    else:
        name = SubElement(span, "span")
    name.text = service.name if service.kind != "emergency" else say("line_emergency")
    last: Element = name
    steps: list[tuple[str, str, str, str, str, Contact | None]] = [
        (_verb_within(c), c.href, service.data_help(c), contact_text(c), _label_in_brackets(c), c) for c in numbers
    ]
    if service.chat:
        steps.append(("", service.chat, service.id, say("line_chat_within"), "", None))
    for index, (action, href, mark, text, whom, contact) in enumerate(steps):
        joint = " (" if index == 0 else say("line_last") if index == len(steps) - 1 else ", "
        last.tail = (last.tail or "") + joint + action
        last = SubElement(span, "a", {"href": href, "data-help": mark})
        last.text = text
        last.tail = whom
        if contact:
            last.set("aria-label", spoken(verb(contact), service, contact))
    last.tail = (last.tail or "") + (")" if steps else "")
    return span


def _label_in_brackets(contact: Contact) -> str:
    return say("line_for", whom=contact.label) if contact.label not in ("", "also") else ""


def _verb_within(contact: Contact) -> str:
    """What to do with this number, in the middle of a sentence: "call", "text"."""
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
                link.set("data-help", service.data_help(service.contact(KINDS.get(way, ""))))


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
