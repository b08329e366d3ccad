"""Every `help:` reference names a registered service and a way that it has.

What: no `help:` address is left in a built page. One is left when the registry has no service with that id, or
when the service cannot be called, texted or chatted with as the reference asks.

Why: such a link does nothing at all when tapped.

Bad: `<help:us-989>`, `<help:gb-shout#call>` (Shout takes texts only)

Good: `<help:us-988>`, `<help:gb-shout#text>`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page
from ..registers.helplines.links import way_href
from .context import Finding, Site

ID = "help-unknown-id"
_BARE = re.compile(r"(?<![\w<(])help:[a-z]{2,3}-[a-z0-9-]+(?:#\w+)?", re.IGNORECASE)


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each help: address that the build could not resolve."""
    for raw in re.findall(r"<help:([^\s>]*)", page.markup):
        what = f'"<help:{raw}>" stands inside HTML, where it is not read and shows nothing'
        fix = "write it in Markdown, outside the HTML block"
        yield Finding(what, fix, f"<help:{raw}")
    for raw in _BARE.findall(page.prose) if page.is_chapter and "help:" in page.prose.lower() else ():
        what = f'"{raw}" is printed as it is'
        yield Finding(what, f"write <{raw}>, or put it in `code` if you mean the words", raw)
    for link in page.links:
        scheme, _, rest = link.href.strip().partition(":")
        if scheme.lower() != "help":
            continue
        id_, _, way = rest.partition("#")
        if id_ in site.registry.services:
            what = f'"{site.registry.services[id_].name}" has no "{way}"'
            ways = ["", *(f"#{way}" for way in ("call", "text", "chat") if way_href(site.registry.services[id_], way))]
            yield Finding(what, "write " + " or ".join(f"<help:{id_}{way}>" for way in ways), link.href)
        else:
            near = site.registry.nearest(id_)
            fix = f"did you mean {' or '.join(near)}?" if near else "take an id from docs/_data/helplines.yml"
            fix += " If it closed, write its id in its entry under closed"
            yield Finding(f'no service has the id "{id_}"', fix, link.href)
