"""The Get help page: every service by country, and what its finder filters by.

Needs in plain words, ways of contact, services for the young: the build writes these into each service of the list, so
that the script in the page needs no data of its own.
"""

from __future__ import annotations

from html import escape

from ... import words
from ...words import say
from ..vocabulary import Vocabulary
from . import Contact, Registry, Service
from .links import contact_text, spoken, unique_contacts, verb

# After the services to talk to now.
_OTHER_KINDS = ("topic", "directory", "information", "reporting")
_WAYS = {"tel": "call", "sms": "text"}


def needs(service: Service, vocabulary: Vocabulary) -> list[str]:
    """The needs that a service answers."""
    return [name for name, topics in vocabulary.needs.items() if topics & service.topics]


def ways(service: Service) -> list[str]:
    """ "call", "text", "chat": how a service is reached."""
    kinds = {contact.kind for contact in service.contacts}
    return [way for kind, way in _WAYS.items() if kind in kinds] + (["chat"] if service.chat else [])


def for_young(service: Service, vocabulary: Vocabulary) -> bool:
    """Whether the service is made for children or young people."""
    return service.kind == "youth" or bool(vocabulary.young_topics & service.topics)


def attributes(service: Service, vocabulary: Vocabulary) -> str:
    """The HTML attributes that say all this."""
    said = {"kind": service.kind, "ways": " ".join(ways(service)), "needs": " ".join(needs(service, vocabulary))}
    html = "".join(f' data-{name}="{value}"' for name, value in said.items() if value)
    return html + (" data-young" if for_young(service, vocabulary) else "")


def every_service(registry: Registry, vocabulary: Vocabulary) -> str:
    """Markdown: a jump list, then every country with all its services, emergency numbers first."""
    by_country = {code: [s for s in registry.services.values() if s.country == code] for code in vocabulary.countries}
    present = [code for code, services in by_country.items() if services]
    jump = "".join(f'<li><a href="#{code.lower()}">{escape(vocabulary.countries[code])}</a></li>' for code in present)
    parts = [f'<nav class="countries" aria-label="{say("line_countries")}"><ul>{jump}</ul></nav>']
    for code in present:
        parts.append(f"## {vocabulary.countries[code]} {{#{code.lower()}}}")
        parts.append(_country(by_country[code], vocabulary))
    return "\n\n".join(parts)


def _country(services: list[Service], vocabulary: Vocabulary) -> str:
    now = [s for kind in ("emergency", "crisis", "youth") for s in services if s.kind == kind]
    html = _list(now, vocabulary)
    for kind in _OTHER_KINDS:
        of_kind = [s for s in services if s.kind == kind]
        if of_kind:
            html += f'<p class="services-title">{say(f"lines_{kind}")}</p>' + _list(of_kind, vocabulary)
    return f'<div class="services-of-country">{html}</div>'


def _list(services: list[Service], vocabulary: Vocabulary) -> str:
    items = "".join(service_html(s, vocabulary) for s in services)
    return f'<ul class="services">{items}</ul>' if items else ""


def service_html(service: Service, vocabulary: Vocabulary) -> str:
    """A service as an item of the Get help page: name, ways to reach it, hours, for whom, languages, cost, note."""

    def link(href: str, text: str, aloud: str, contact: Contact | None = None) -> str:
        mark = service.data_help(contact)
        return f'<a href="{escape(href)}" data-help="{mark}" aria-label="{escape(aloud)}">{escape(text)}</a>'

    ways = []
    for contact in unique_contacts(service):
        action = verb(contact)
        whom = f" ({contact.label})" if contact.label not in ("", "also") else ""
        tappable = link(contact.href, contact_text(contact), spoken(action, service, contact) + whom, contact)
        ways.append(f"<li>{action} {tappable}{escape(whom)}</li>")
    if service.chat:
        spoken_chat = f"{service.name}: {say('line_chat_within')}"
        ways.append(f"<li>{link(service.chat, say('line_chat'), spoken_chat)}</li>")
    name = link(service.url, service.name, service.name) if service.url else escape(service.name)
    facts = [_open(service.hours)]
    facts.append(say("line_audience", audience=service.audience))
    if service.languages not in ((), (words.language(),)):
        facts.append(
            say("line_languages", languages=", ".join(vocabulary.languages[code] for code in service.languages))
        )
    facts += [sentence[0].upper() + sentence[1:].rstrip(".") for sentence in (service.cost, service.note) if sentence]
    return (
        f'<li class="service" id="{service.id}"{attributes(service, vocabulary)}>'
        f'<p class="service-name"><strong>{name}</strong></p>'
        + (f'<ul class="service-ways">{"".join(ways)}</ul>' if ways else "")
        + f'<p class="service-facts">{escape(". ".join(filter(None, facts)))}.</p></li>'
    )


def _open(hours: str) -> str:
    if hours == "24/7":
        return say("line_always_open")
    return say("line_open", hours=hours) if hours else ""


def picker(vocabulary: Vocabulary) -> str:
    """The choices above the first help box of Get help. They are in the page, not only in its script, so that nothing
    moves when the script fills them; without scripts they are not shown."""
    needs = "".join(f'<option value="{name}">{say(f"need_{name}")}</option>' for name in vocabulary.needs)
    return (
        f'<section class="picker js-only" aria-label="{say("picker")}" data-pagefind-ignore>'
        f'<label for="country">{say("picker_where")}</label>'
        '<div class="picker-row"><select id="country" autocomplete="off">'
        f'<option value="">{say("picker_choose")}</option></select>'
        f'<button type="button" class="button" data-forget hidden>{say("picker_forget")}</button></div>'
        f'<p class="picker-note">{say("picker_private")}</p>'
        f'<details class="finder"><summary>{say("picker_more")}</summary>'
        f'<label for="find-need">{say("picker_need")}</label><select id="find-need" autocomplete="off">'
        f'<option value="">{say("picker_any_need")}</option>{needs}</select>'
        f'<label for="find-way">{say("picker_way")}</label><select id="find-way" autocomplete="off">'
        f'<option value="">{say("picker_any_way")}</option><option value="call">{say("picker_call")}</option>'
        f'<option value="text">{say("picker_text")}</option><option value="chat">{say("picker_chat")}</option></select>'
        '<label class="finder-young"><input type="checkbox" id="find-young" autocomplete="off">'
        f'{say("picker_young")}</label></details><p class="picker-count" role="status"></p>'
        '<div class="picker-row" data-filtered hidden>'
        f'<button type="button" class="button" data-everything>{say("picker_everything")}</button>'
        f'<button type="button" class="button" data-share>{say("picker_share")}</button></div>'
        '<p class="picker-note" role="status" data-shared></p><div class="picker-shown"></div></section>'
    )
