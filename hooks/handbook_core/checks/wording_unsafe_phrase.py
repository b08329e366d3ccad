"""The handbook's own sentences do not use phrases that it teaches others to avoid.

What: phrases marked `check: true` in docs/_data/wording.yml do not appear in a page's own words, its title, its
description or the words of its pictures. Quoting is fine: inside a `poor` box, a block quote, quotation marks, code, or
a table column headed "Instead of" or "Avoid".

Why: a reader who lost someone meets the phrase here, on the page that should know better.

Bad: a sentence that names a death with the verb for crimes

Good: the same sentence with "died by suicide"; the old phrase only in quotation marks
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page
from .context import Finding, Site

ID = "wording-unsafe-phrase"
_WORD = re.compile(r"\w+")
_STARTS = re.compile(r"(?<!\w)")
# "a committed suicide prevention volunteer" speaks of the work.
_ENDS = re.compile(
    r"(?!\w)(?!(?<=suicide)[ -](?:prevention|awareness|postvention|intervention|research|bereavement|loss|safety)\b)"
)


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each phrase to avoid that the page uses as its own."""
    text = "\n".join([page.text, *page.titles]).lower().replace("’", "'")
    words = set(_WORD.findall(text))
    likely = [phrase for phrase, longest in site.unsafe_by_word.items() if longest in words]
    text = " ".join(text.split()) if likely else ""
    seen = [phrase for phrase in likely if _uses(phrase, text)]
    if not seen:
        return
    own = page.own_words.lower().replace("’", "'")
    for phrase in seen:
        if _uses(phrase, own):
            instead = " or ".join(f'"{words}"' for words in site.unsafe[phrase][:2])
            fix = f"write {instead}" if instead else "leave it out"
            where = page.where(phrase, phrase[0].upper() + phrase[1:])
            yield Finding(f'"{phrase}" is a phrase to avoid', f"{fix}, or put it in quotation marks", place=where)


def _uses(phrase: str, text: str) -> bool:
    """Whether `text` holds `phrase` in whole words; no pattern, since there are some hundred phrases."""
    at = text.find(phrase)
    while at >= 0:
        if _STARTS.match(text, at) and _ENDS.match(text, at + len(phrase)):
            return True
        at = text.find(phrase, at + 1)
    return False
