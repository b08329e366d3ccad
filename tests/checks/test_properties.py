"""One altered digit or letter of any registered contact is caught, wherever and however it stands."""

from __future__ import annotations

from html import escape

import pytest
from handbook_core import registers
from handbook_core.checks.context import context
from handbook_core.checks.run import check_page
from handbook_core.parsing import addresses
from handbook_core.registers import Handbook
from handbook_core.registers.helplines import Contact, Service
from handbook_core.registers.helplines.get_help import service_html
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DOCS, TODAY, make_page

DATA: Handbook = registers.load(DOCS, TODAY)
SITE = context(DATA)
# In the register of the tests as well as in the real one, which is the one that is altered here.
HELP = '<p><a href="https://findahelpline.com/">Find A Helpline</a></p>'
SERVICES = sorted(DATA.registry.services.values(), key=lambda s: s.id)
WITH_NUMBER = [(s, c) for s in SERVICES for c in s.contacts]
WITH_HOST = [(s, href) for s in SERVICES for href in (s.url, s.chat) if href]
QUICK = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def caught(body: str) -> bool:
    # These bodies are what the build makes, not what an author writes.
    return any(problem.rule != "page-markup" for problem in check_page(make_page(HELP + body), SITE))


@st.composite
def altered_number(draw: st.DrawFn) -> tuple[Service, Contact, str]:
    """A registered number with one digit replaced by another."""
    service, contact = draw(st.sampled_from(WITH_NUMBER))
    places = [i for i, c in enumerate(contact.shown) if c.isdigit()]
    place = draw(st.sampled_from(places))
    digit = draw(st.sampled_from([d for d in "0123456789" if d != contact.shown[place]]))
    return service, contact, contact.shown[:place] + digit + contact.shown[place + 1 :]


@st.composite
def altered_host(draw: st.DrawFn) -> tuple[Service, str, str]:
    """A registered address with one letter of its host replaced, left out or swapped with the next."""
    service, href = draw(st.sampled_from(WITH_HOST))
    host = addresses.parse(href).host
    places = [i for i, c in enumerate(host) if c.isalnum()]
    place = draw(st.sampled_from(places))
    change = draw(st.sampled_from(["replace", "drop", "double", "look-alike"]))
    letter = draw(st.sampled_from([c for c in "abcdefghijklmnopqrstuvwxyz0123456789" if c != host[place]]))
    if change == "look-alike":
        letter = {"a": "а", "e": "е", "o": "о", "i": "і", "c": "с", "p": "р"}.get(host[place], letter)
    new = {"drop": "", "double": host[place] * 2}.get(change, letter)
    return service, href, href.replace(host, host[:place] + new + host[place + 1 :], 1)


def link(contact: Contact, dialed: str, shown: str, extra: str = "") -> str:
    return f'<a {extra}href="{contact.kind}:{addresses.dialed(dialed)}">{escape(shown)}</a>'


@QUICK
@given(altered_number())
def test_altered_digit_in_a_built_link(case: tuple[Service, Contact, str]) -> None:
    service, contact, wrong = case
    mark = f'data-help="{service.data_help(contact)}" '
    assert caught(link(contact, wrong, contact.shown, mark)), "dialed wrong"
    assert caught(link(contact, contact.digits, wrong, mark)), "shown wrong"
    assert caught(link(contact, wrong, wrong, mark)), "both wrong"


@QUICK
@given(altered_number())
def test_altered_digit_in_the_list_of_services(case: tuple[Service, Contact, str]) -> None:
    service, contact, wrong = case
    item = service_html(service, DATA.vocabulary)
    assert not caught(f"<ul>{item}</ul>"), "the list itself is clean"
    altered = item.replace(f">{escape(contact.shown)}<", f">{escape(wrong)}<").replace(
        f" to {escape(contact.shown)}<", f" to {escape(wrong)}<"
    )
    if altered != item:
        assert caught(f"<ul>{altered}</ul>")


@QUICK
@given(altered_number())
def test_altered_digit_beside_the_name_written_by_hand(case: tuple[Service, Contact, str]) -> None:
    service, contact, wrong = case
    if service.kind == "emergency" or len(addresses.dialed(contact.shown)) < 3:
        return  # "Emergency services" names no single service, and two figures alone are no number.
    name = escape(service.name)
    same = addresses.dialed(wrong) == addresses.dialed(contact.shown)
    owner = service.id in DATA.registry.services_with(addresses.dialed(wrong))
    if not same and not owner:
        assert caught(f"<p>{name}: {link(contact, wrong, wrong)}</p>")
        assert caught(f"<p>{name}, call {escape(wrong)}.</p>")


@QUICK
@given(altered_host())
def test_altered_letter_of_a_host(case: tuple[Service, str, str]) -> None:
    service, right, wrong = case
    if addresses.parse(wrong).host == addresses.parse(right).host:
        return
    assert caught(f'<a data-help="{service.id}" href="{escape(wrong)}">{escape(service.name)}</a>')
    assert caught(f'<a href="{escape(wrong)}">{escape(service.name)}</a>')
    known = SITE.lookalike_of(addresses.parse(wrong).host) is None
    assert known == (not caught(f'<a href="{escape(wrong)}">their site</a>'))
    assert not known or addresses.parse(wrong).host in DATA.registry.hosts or _is_a_source(wrong)


def _is_a_source(href: str) -> bool:
    return addresses.without_www(addresses.parse(href).host) in {
        addresses.without_www(h) for h in SITE.hosts_of_sources
    }


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.id)
def test_every_service_can_be_shown_without_a_problem(service: Service) -> None:
    assert not caught(f"<ul>{service_html(service, DATA.vocabulary)}</ul>")
