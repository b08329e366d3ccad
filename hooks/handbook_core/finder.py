"""What the help finder of the Get help page filters by: needs in plain words, ways of contact, services for the young.

The build writes these into each service of the list, so that the script in the page needs no data of its own.
"""

from __future__ import annotations

from .registry import Service

# Each need: its name in an address, its plain words, the topics of the registry that it stands for.
NEEDS: dict[str, tuple[str, frozenset[str]]] = {
    "suicide": ("Thoughts of suicide or self-harm", frozenset({"suicide", "self-harm"})),
    "talk": (
        "Feeling low, anxious or overwhelmed",
        frozenset({"distress", "mental-health", "anxiety", "depression", "urgent-care", "burnout", "trauma"}),
    ),
    "eating": ("Eating and body", frozenset({"eating-disorders"})),
    "abuse": ("Abuse at home or sexual assault", frozenset({"domestic-abuse", "sexual-assault"})),
    "images": (
        "Images shared, threats or hate online",
        frozenset({"image-abuse", "sextortion", "online-harassment", "child-safety", "child-sexual-abuse-material"}),
    ),
    "substances": ("Alcohol, drugs or medicines", frozenset({"substance-use"})),
    "birth": ("Pregnancy and the time after birth", frozenset({"perinatal"})),
    "grief": ("Someone died", frozenset({"bereavement"})),
    "lgbtq": ("Being lesbian, gay, bi, trans or queer", frozenset({"lgbtq", "lgbtq-youth", "trans"})),
    "indigenous": ("Lines run for Indigenous people", frozenset({"indigenous"})),
    "veterans": ("Lines for veterans", frozenset({"veterans"})),
    "mind": ("ADHD, autism or OCD", frozenset({"adhd", "autism", "ocd"})),
    "creators": ("For creators and journalists", frozenset({"creators", "journalists"})),
    "professional": (
        "Find or check a therapist",
        frozenset({"find-a-professional", "check-a-professional", "referral", "low-cost"}),
    ),
}
# Topics that no need stands for: the emergency numbers are always shown, age is a filter of its own.
NO_NEED = frozenset({"emergency", "youth", "children", "adults", "helpline-directory", "peer-support"})
_YOUNG = frozenset({"youth", "children", "lgbtq-youth", "child-safety"})
_WAYS = {"tel": "call", "sms": "text"}


def needs(service: Service) -> list[str]:
    """The needs that a service answers."""
    return [name for name, (_, topics) in NEEDS.items() if topics & service.topics]


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
