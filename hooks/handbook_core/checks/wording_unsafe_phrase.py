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
# "a committed suicide prevention volunteer" speaks of the work.
_OF_WORK = r"(?!(?<=suicide)[ -](?:prevention|awareness|postvention|intervention|research|bereavement|loss|safety)\b)"


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each phrase to avoid that the page uses as its own."""
    # Looking for the longest word of each phrase first is much quicker than one pattern of several hundred phrases.
    text = "\n".join([page.text, *page.titles]).lower().replace("’", "'")
    words = set(_WORD.findall(text))
    likely = [phrase for phrase in site.unsafe if max(_WORD.findall(phrase), key=len) in words]
    text = " ".join(text.split()) if likely else ""
    seen = [phrase for phrase in likely if phrase in text]
    if not seen:
        return
    own = page.own_words.lower().replace("’", "'")
    for phrase in seen:
        if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w){_OF_WORK}", own):
            instead = " or ".join(f'"{words}"' for words in site.unsafe[phrase][:2])
            fix = f"write {instead}" if instead else "leave it out"
            where = page.where(phrase, phrase[0].upper() + phrase[1:])
            yield Finding(f'"{phrase}" is a phrase to avoid', f"{fix}, or put it in quotation marks", place=where)
