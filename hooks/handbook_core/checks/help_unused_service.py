"""Every registered service can be found on some page.

What: each entry of docs/_data/helplines.yml is linked, visibly, by at least one page. (The Get help page lists
them all, so this speaks when that page is broken or a country has no name.)

Why: a line that is kept up to date and shown to nobody helps nobody.

Bad: a new entry in a country that the Get help page does not list

Good: an entry under a country of docs/_data/vocabulary.yml
"""

from __future__ import annotations

from collections.abc import Iterator

from ..registers import helplines
from .context import Finding, Site

ID = "help-unused-service"


def check_site(site: Site) -> Iterator[Finding]:
    """Yield a problem for each registered service that no page shows."""
    for service in site.registry.services.values():
        if service.id not in site.shown_services:
            what = f"no page shows {service.name} ({service.id})"
            yield Finding(what, "check that get-help/index.md lists its country", place=(helplines.FILE, service.line))
