"""What the help finder of the Get help page filters by: needs in plain words, ways of contact, services for the young.

The build writes these into each service of the list, so that the script in the page needs no data of its own.
"""

from __future__ import annotations

from . import Service

# Each need: its name in an address, and the topics of the registry that it stands for. Its words are need_NAME.
NEEDS: dict[str, frozenset[str]] = {
    "suicide": frozenset({"self-harm", "suicide"}),
    "talk": frozenset({"anxiety", "burnout", "depression", "distress", "mental-health", "trauma", "urgent-care"}),
    "eating": frozenset({"eating-disorders"}),
    "abuse": frozenset({"domestic-abuse", "sexual-assault"}),
    "images": frozenset(
        {"image-abuse", "sextortion", "online-harassment", "child-safety", "child-sexual-abuse-material"}
    ),
    "substances": frozenset({"substance-use"}),
    "birth": frozenset({"perinatal"}),
    "grief": frozenset({"bereavement"}),
    "lgbtq": frozenset({"lgbtq", "lgbtq-youth", "trans"}),
    "indigenous": frozenset({"indigenous"}),
    "veterans": frozenset({"veterans"}),
    "mind": frozenset({"adhd", "autism", "ocd"}),
    "creators": frozenset({"creators", "journalists"}),
    "professional": frozenset({"check-a-professional", "find-a-professional", "low-cost", "referral"}),
}
# Topics that no need stands for: the emergency numbers are always shown, age is a filter of its own.
NO_NEED = frozenset({"emergency", "youth", "children", "adults", "helpline-directory", "peer-support"})
_YOUNG = frozenset({"youth", "children", "lgbtq-youth", "child-safety"})
_WAYS = {"tel": "call", "sms": "text"}


def needs(service: Service) -> list[str]:
    """The needs that a service answers."""
    return [name for name, topics in NEEDS.items() if topics & service.topics]


def ways(service: Service) -> list[str]:
    """ "call", "text", "chat": how a service is reached."""
    kinds = {contact.kind for contact in service.contacts}
    return [way for kind, way in _WAYS.items() if kind in kinds] + (["chat"] if service.chat else [])


def for_young(service: Service) -> bool:
    """Is the service made for children or young people?"""
    return service.kind == "youth" or bool(_YOUNG & service.topics)


def attributes(service: Service) -> str:
    """The HTML attributes that say all this."""
    said = {"kind": service.kind, "ways": " ".join(ways(service)), "needs": " ".join(needs(service))}
    html = "".join(f' data-{name}="{value}"' for name, value in said.items() if value)
    return html + (" data-young" if for_young(service) else "")
