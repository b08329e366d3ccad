"""A call or text link dials a registered number.

What: the target of every `tel:` and `sms:` link is in docs/_data/helplines.yml, digit by digit, and a
text that the link prepares is the word that the service asks for. In a chapter the build writes these links and those
to chats.

Why: a wrong digit sends someone to a stranger.

Bad: a `tel:` link with one digit changed

Good: `[call](help:us-988#call)`
"""

from __future__ import annotations

from collections.abc import Iterator

from ..built_site.page import Link, Page
from ..parsing import addresses
from .context import Finding, Site

ID = "help-unregistered-number"
_CHAT_HOSTS = frozenset(
    """wa.me api.whatsapp.com chat.whatsapp.com web.whatsapp.com t.me telegram.me signal.me line.me viber.com
    m.me msng.link facetime.apple.com""".split()  # noqa: SIM905
)
_CALL_SCHEMES = frozenset("whatsapp facetime facetime-audio sip sips skype viber tg sgnl line im xmpp".split())  # noqa: SIM905


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each call or text link to a number that the registry does not hold."""
    for link in page.links:
        if link.address.host in _CHAT_HOSTS or link.href.strip().partition(":")[0].lower() in _CALL_SCHEMES:
            what = f'"{link.href}" opens a chat with a number, and our list of services has no such contact'
            yield Finding(what, site.written(()), *link.traces)
        if link.phone is None:
            yield from _typed_chat(link, page, site)
            continue
        if holders := site.service_at(link.href):
            if page.is_chapter and link.service is None:
                what = f'"{link.href}" is typed by hand; in a chapter the build writes each number'
                way = "call" if link.phone[0] == "tel" else "text"
                fix = "write " + " or ".join(f"<help:{id_}#{way}>" for id_ in sorted(holders)[:3])
                yield Finding(what, fix, *link.traces)
            continue
        kind, digits, body = link.phone
        verb = "calls" if kind == "tel" else "texts"
        where = page.where(link.href, digits, *link.traces)
        if body and site.registry.by_digits.get((kind, digits)):
            what = f'a link prepares the text "{body}" to {digits}, a word that our list of services does not have'
        else:
            what = f"a link {verb} {digits or 'nothing'}, a number that our list of services does not have"
        way = "#call" if kind == "tel" else "#text"
        yield Finding(what, site.written(site.registry.by_digits.get((kind, digits), ()), way), place=where)


def _typed_chat(link: Link, page: Page, site: Site) -> Iterator[Finding]:
    """A problem for an address of a chat, and of nothing else, that the author of a chapter typed."""
    if not page.is_chapter or link.service is not None:
        return
    for id_ in sorted(site.service_at(link.href)):
        service = site.registry.services[id_]
        if service.chat and addresses.parse(service.url).key != addresses.parse(service.chat).key in (
            link.address.key,
            link.address.key.partition("?")[0],
        ):
            what = f'"{link.href}" is typed by hand; in a chapter the build writes the address of each chat'
            yield Finding(what, f"write <help:{id_}#chat>", *link.traces)
            return
