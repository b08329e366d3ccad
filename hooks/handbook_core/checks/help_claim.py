"""What a service costs and where it works comes from the register, not from a chapter's sentence.

What: a sentence that names a registered service gives it no price and does not say that it works everywhere.

Why: such a sentence is copied from somewhere and kept up to date by nobody; a wrong one keeps people from calling.

Bad: the name of a line, then its price by the minute; the name of one country's line, then "in every country"

Good: `<help:us-988>`, which brings its cost and its country with it on Get help
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import HELP_REFERENCE, Page
from .context import Finding, Site

ID = "help-claim"
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")
_PRICE = re.compile(
    r"(?i)\b(?:costs?|charges?|charged|priced?|pay|fee)\b[^.!?]{0,40}?"
    r"(?:[$€£¥]\s?\d|\b\d+ (?:dollars|cents|euros|pounds|pence)\b|\b(?:a|per|each) (?:minute|call|text)\b)|"
    r"[$€£]\s?\d[\d.,]* (?:a|per|each) (?:minute|call|text)\b"
)
# No block without one of these says either.
_MAY_CLAIM = "cost charg price pay fee $ € £ world europe country countries anywhere".split()  # noqa: SIM905
_EVERYWHERE = re.compile(
    r"(?i)\b(?:works?|reach\w*|available|answers?|covers?|open|free|serves?|runs?|call\w*)\b[^.!?]{0,40}?"
    r"\b(?:worldwide|anywhere in the world|around the world|in all of Europe|in Europe|across Europe|from anywhere|"
    r"(?:in|from|across) (?:every|all|any) (?:other )?(?:country|countries|of Europe))\b"
)


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each sentence that gives a registered service a price or the whole world."""
    if not page.is_chapter:
        return
    for block in page.reference_blocks:
        text = block.text.lower()
        if not any(word in text for word in _MAY_CLAIM):
            continue
        for sentence in _SENTENCE.findall(block.text):
            about_price, about_place = _PRICE.search(sentence), _EVERYWHERE.search(sentence)
            if not (about_price or about_place):
                continue
            ids = {i for name in site.name_pattern.findall(sentence) for i in site.registry.named(name)}
            ids |= {match["id"] for match in HELP_REFERENCE.finditer(sentence)} & set(site.registry.services)
            national = {i for i in ids if site.registry.services[i].country not in ("INT", "EU")}
            if (about_price and ids) or national:
                said = "what it costs" if about_price and ids else "where it works"
                name = site.registry.services[min(ids if about_price and ids else national)].name
                what = f"this sentence says of {name} {said}"
                fix = "take those words out, since Get help says it from docs/_data/helplines.yml"
                yield Finding(what, fix, HELP_REFERENCE.sub("", sentence).strip())
