"""The ways to reach a service, as links and as words."""

from __future__ import annotations

import re

from ...words import say
from . import Contact, Service

# The kind of contact behind the way that a reference names.
KINDS = {"call": "tel", "text": "sms"}


def way_href(service: Service, way: str) -> str | None:
    """The address for one way ("", "call", "text", "chat") to reach a service; None if it has no such way."""
    if way in KINDS:
        contact = service.contact(KINDS[way])
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


def spoken(action: str, service: Service, contact: Contact) -> str:
    """What a link to a number is called aloud: what it shows, and then the digits, or 741741 is read as a sum."""
    shown = contact_text(contact)
    digits = ". ".join(" ".join(group) for group in re.findall(r"\d+", contact.shown))
    digits = say("line_star", digits=digits) if contact.shown.startswith("*") else digits
    spelled = f", {digits}" if digits and not re.search("[A-Za-z]", contact.shown) else ""
    return f"{action} {service.name}: {shown}{spelled}"


def unique_contacts(service: Service) -> list[Contact]:
    """The numbers to show, each once: of one number in two forms the one that dials from anywhere."""
    seen: dict[tuple[str, str], Contact] = {}
    for contact in service.contacts:
        seen.setdefault((contact.kind, contact.shown), contact)
    return list(seen.values())


def verb(contact: Contact) -> str:
    """The word that begins a link to a number: call or text."""
    return say("line_call") if contact.kind == "tel" else say("line_text")
