"""No page shows a contact that closed, moved or changed.

What: numbers, hosts and phrases under `closed` in docs/_data/helplines.yml appear on no page, neither as a
link nor in the text. A sentence may name a service to say that it ended, and a paragraph that speaks
of no line may count its own options up to three.

Why: old numbers live on for years in copied lists. Some now ring elsewhere.

Bad: a page with the old text number of HOPELINE247

Good: `<help:gb-hopeline247>`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..built_site.page import Page
from ..parsing import addresses, phone_numbers
from ..registers.helplines import Closed
from .context import Finding, Site

ID = "help-closed-service"
# "press the \"3\" key" and "press 3" are one phrase.
_AROUND = re.compile(r"[\"'“”‘’]|\b(?:the|number|key|button)\s+(?=[\"“‘]?\d)")
_DIGITS = {word: str(digit) for digit, word in enumerate("zero one two three four five six seven eight nine".split())}  # noqa: SIM905
_LETTERS = re.compile(r"[^\W\d]+")
_DIGIT = re.compile(rf"\b(?:{'|'.join(_DIGITS)})\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ENDED = re.compile(
    r"\b(?:closed?|closes|ended|ends|no longer|former|formerly|replaced|shut|used to|renamed|gone|stopped)\b"
)
_CALLING = re.compile(
    rf"{phone_numbers.RESOLVED}|\b(?:call\w*|dial\w*|ring|rings|phone|press\w*|(?:life|hot|help)?lines?|greeting|menu)\b"
)


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each contact of a closed service, in a link or in the text."""
    for link in page.links:
        digits = link.phone[1].lstrip("+") if link.phone else ""
        host = addresses.without_www(link.address.host)
        if digits in site.registry.closed_numbers or host.endswith(site.registry.closed_hosts):
            for entry in site.registry.closed:
                if digits in entry.numbers or any(_is_on(host, closed) for closed in entry.hosts):
                    yield _problem(page, entry, *link.traces)
    for text, found in page.phone_numbers(site.spoken_names):
        written = {n.digits for n in found} & site.registry.closed_numbers
        for entry in site.registry.closed if written else ():
            for shown in written & entry.numbers:
                yield _problem(page, entry, shown, text)
    # To look for one word of each phrase first is much quicker.
    whole = page.text.lower()
    likely = {phrase: word for phrase in site.closed_phrases if (word := _longest_word(phrase)) in whole}
    for block in page.blocks if likely else ():
        lowered = block.lower()
        for phrase in (phrase for phrase, word in likely.items() if word in lowered):
            plain, text = _plain(phrase), _plain(block)
            if plain in text and _offers(plain, text, block, site):
                yield _problem(page, site.closed_phrases[phrase], phrase, phrase.partition(" ")[0])


@cache
def _longest_word(phrase: str) -> str:
    return max(_LETTERS.findall(phrase.lower()), key=len, default="")


def _plain(text: str) -> str:
    """`text` in lower case, without marks round its words, with figures for the words of figures."""
    return _DIGIT.sub(lambda word: _DIGITS[word[0]], _AROUND.sub("", text.lower()))


def _offers(phrase: str, text: str, block: str, site: Site) -> bool:
    """Whether `text`, the plain form of `block`, offers what it calls by `phrase`."""
    if not (_CALLING.search(text) or site.name_pattern.search(block)):
        figure = re.search(r"\d", phrase)
        others = "[0-9]".join(map(re.escape, phrase.split(figure[0], 1))) if figure else "(?!)"
        if len(set(re.findall(rf"(?<!\w){others}(?!\w)", text))) > 1:
            return False
    whole = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")
    return any(whole.search(part) and not _ENDED.search(part) for part in _SENTENCE_END.split(text))


def _is_on(host: str, closed: str) -> bool:
    return host == closed or host.endswith("." + closed)


def _problem(page: Page, entry: Closed, *shown: str) -> Finding:
    instead = " or ".join(f"<help:{id_}>" for id_ in entry.use)
    return Finding(f'"{shown[0]}" belongs to "{entry.name}": {entry.detail.rstrip(".")}', f"write {instead}", *shown)
