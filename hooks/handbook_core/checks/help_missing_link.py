"""Every page shows a way to professional help.

What: the page's own text, not its menu, header or footer, holds at least one link that a reader can see
and use at once and that opens exactly a registered service which helps or finds help (by https, call or
text), or the Get help page. Information and reporting services do not count, nor do links that are
hidden, empty, folded away or shown as code.

Why: someone can land on any page, from a search or a shared link, on the worst night of their life.

Bad: a page with no link to help, or with one inside a closed fold.

Good: `Talk to someone now: <help:us-988>, or [find your country](../get-help/index.md).`
"""

from __future__ import annotations

from collections.abc import Iterator

from ..built_site.page import Link, Page
from .context import Finding, Site

ID = "help-missing-link"


def leads_to_help(link: Link, page: Page, site: Site) -> bool:
    """Whether the target of `link` is help, seen or not."""
    if any(site.gives_help(id_) for id_ in site.service_at(link.href)):
        return True
    help_page = site.vocabulary.help_page
    return page.path != help_page and not page.uncertain_base and page.resolve(link.href) == help_page


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield one problem when no link to help can be seen and used."""
    hidden = None
    for link in page.links:
        if leads_to_help(link, page, site):
            if not link.hidden:
                return
            hidden = hidden or link
    if hidden:
        what = f"the page's only way to help cannot be used: {hidden.hidden}"
        yield Finding(what, "put it into a paragraph of plain text", *hidden.traces)
    else:
        what = "this page shows no way to professional help in its own text"
        yield Finding(what, "add one, such as <help:us-988> or a link to get-help/index.md")
