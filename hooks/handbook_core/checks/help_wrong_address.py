"""A registered service is reached at its own, secure address.

What: no link goes to a host that could be mistaken for a registered one, to a registered host without https,
with a user name or on another port, or to somewhere else under the exact name of a service.

Why: look-alike sites sell data and false hope to people in distress.

Bad: `[988 Lifeline](https://988lifeline.com/)`, `[Samaritans](http://www.samaritans.org/)`

Good: `[988 Lifeline](help:us-988)`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from ..built_site.page import Link, Page
from ..parsing import addresses
from .context import Finding, Site

ID = "help-wrong-address"


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each link that reaches, or seems to reach, a service the wrong way."""
    with_hosts = "\n".join(block for block in page.prose.lower().split("\n") if _ENDING.search(block))
    for host in _HOST_IN_TEXT.findall(with_hosts):
        if real := site.lookalike_of(host):
            what = f'"{host}" looks like {real} and is another site'
            yield Finding(what, site.written(site.registry.hosts.get(real, ())), host)
    for link in page.links:
        fault = _fault(link, site)
        if fault:
            what, meant = fault
            yield Finding(what, site.written(meant), link.href, link.address.host, link.text)


def _fault(link: Link, site: Site) -> tuple[str, set[str]] | None:
    """What is wrong with the address, and the services that the link may mean."""
    address = link.address
    if not address.host:
        if address.href.lower().startswith("www."):
            what = f'"{address.href}" has no https:// and leads to a page of this site that does not exist'
            return what, _named(link, site)
        return None
    named = _named(link, site)
    shown_host = next(iter(_HOST.findall(link.text.lower())), "")
    beyond = _beyond_host(address)
    carried = _HOST.findall(unquote(unquote(beyond)).lower()) if not beyond.isspace() else []
    detour = next((host for host in carried if host in site.shown_hosts), "")
    if detour and address.host not in site.shown_hosts:
        return f"a link goes to {detour} by way of {address.host}", named
    names_itself = link.service and named & {link.service.partition("#")[0]}
    if (
        link.service
        and shown_host
        and not names_itself
        and addresses.without_www(shown_host) != addresses.without_www(address.host)
    ):
        return f"a link shows {shown_host} and leads to {address.host}", named
    registered = site.registry.hosts.get(address.host)
    if address.userinfo:
        return f'"{link.href}" hides its real host behind an @', named
    if registered is None:
        other = site.registry.hosts.get(f"www.{address.host}") or site.registry.hosts.get(
            addresses.without_www(address.host)
        )
        real = site.lookalike_of(address.host)
        if real:
            return f'"{link.href}" looks like {real} and is another site', site.registry.hosts.get(real, set())
        if other and address.path in ("", "/"):
            return f'"{link.href}" is not the address in our list of services', named
        if shown_host in site.shown_hosts:
            return f"a link shows {shown_host} and leads to {address.host}", named
        if named and not other and not site.is_source(address.host):
            return f'a link named "{link.text}" leads to {address.host}, which is not that service', named
        return None
    if address.scheme != "https" or address.port not in (None, 443):
        return f'"{link.href}" is not a secure https address of {address.host}', named
    if named and not named & registered:
        return f'a link named "{link.text}" leads to {address.host}, which is not that service', named
    return None


def _beyond_host(address: addresses.Address) -> str:
    """What an address carries after its host, where a redirecting site keeps the place it leads to."""
    return " ".join((address.query, address.fragment, address.path if "http" in address.path else ""))


_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_ENDING = re.compile(r"\.[a-z]{2}")
_HOST_IN_TEXT = re.compile(r"(?<![\w/@.-])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w@])")


def _named(link: Link, site: Site) -> set[str]:
    """The services whose name is all that the link says, punctuation aside."""
    names = site.registry.by_name
    return names.get(link.text.strip()) or names.get(link.text.strip(" .,:;!?\"'“”()"), set())
