"""A page about suicide, self-harm, eating disorders, abuse and the like opens with a fitting line.

What: a page whose front matter or whose headings name a topic with lines of its own (docs/_data/vocabulary.yml,
`sensitive_topics`) shows a registered service for that topic before its second heading.

Why: the person who most needs the line may not read on.

Bad: a page about eating disorders that only links to the 988 Lifeline, or that shows Beat at its end

Good: `!!! help "Someone to talk to"` with `<help:us-anad>` and `<help:gb-beat>` right under the title
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page
from .context import Finding, Site

ID = "help-topic-line"


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each sensitive topic of the page without a fitting line near its top."""
    headings = _plain("\n".join(page.headings))
    for name, topic in site.vocabulary.sensitive.items():
        said = next((w for w in topic.words if re.search(rf"\b{re.escape(_plain(w))}(?:s|es)?\b", headings)), None)
        if name not in page.topics and said is None:
            continue
        fits = any(
            site.gives_help(id_) and site.registry.services[id_].topics & topic.lines
            for link in page.links
            if link.before_second_heading and not link.hidden
            for id_ in site.service_at(link.href)
        )
        if not fits:
            why = f'is about "{name}"' if name in page.topics else f'names "{said}" in a heading'
            fix = "link one that fits right under the title, such as " + _examples(site, topic.lines)
            yield Finding(f"this page {why} and shows no line for it before its second heading", fix)


def _plain(words: str) -> str:
    """Lower case, every kind of hyphen a space."""
    return re.sub(r"[-\u00ad\u2010-\u2015\u2212]", " ", words.lower())


def _examples(site: Site, lines: frozenset[str]) -> str:
    fitting = [s for s in site.registry.services.values() if s.topics & lines and site.gives_help(s.id)]
    # The first of each country at home; where home has none, of any country.
    by_country = {s.country: s.id for s in reversed(fitting)}
    ids = [by_country[code] for code in (*site.vocabulary.home, *by_country) if code in by_country]
    return " or ".join(f"<help:{id_}>" for id_ in list(dict.fromkeys(ids))[:2])
