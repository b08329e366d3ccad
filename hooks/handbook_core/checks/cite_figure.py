"""A figure in a cited sentence is on record for one of the sources that it cites.

What: each number of a sentence with a citation, percent, money and years included, is found in the record of a source
that the sentence cites: in `says`, `about`, `limits`, the year or the title in docs/_data/references.yml. Sources
without a record are not asked. A citation covers its own sentence only.

Why: a figure that moved from one sentence to the next, or changed on its way, looks as well founded as before.

Bad: `In 2022 four in ten agreed [@smith2020].` when the record of smith2020 says "three in ten"

Good: the same figure in the sentence and under `says`, or another source that says it
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page
from .context import Finding, Site

ID = "cite-figure"
_PART = re.compile(r"\bParts? \d+(?:(?:, | and | or | to )\d+)*")
# Not a number of a list or of a part, not the time of day, not the digits of a name.
_FIGURE = re.compile(
    r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])(?! ?[ap]\.?m\b)(?!\.$)(?!/7)|"
    r"(?<=\d[-–])\d+(?:[.,]\d+)*(?![\w])"
)
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)}|half|quarter|third)\b")
_AS_DIGITS = {word: str(number) for number, word in enumerate(_WORDS)} | {"half": "50", "quarter": "25", "third": "33"}


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each figure of a cited sentence that no cited source is known to say."""
    if not page.is_chapter:
        return
    for sentence, keys in page.cited_sentences:
        if any(key not in site.records for key in keys):
            continue
        for figure in unknown(sentence, *(site.records[key] for key in keys)):
            what = f'"{figure}" is not in what we noted of {" or ".join(dict.fromkeys(keys))}'
            fix = "compare it with the source, and note what that says in its list says: (docs/_data/references.yml)"
            yield Finding(what, fix, sentence[:40], *(f"@{key}" for key in keys))


def unknown(text: str, *records: str) -> list[str]:
    """The figures of `text`, in order, that no record says."""
    known = frozenset().union(*map(_figures, records))
    figures = sorted(_plain(found) for found in _FIGURE.findall(_PART.sub("", text)))
    return [figure for figure in figures if figure not in known]


def _figures(text: str) -> frozenset[str]:
    """The figures of a text, number words included."""
    digits = {_plain(found) for found in re.findall(r"\d*(?:[.,]?\d+)+", text)}
    return frozenset(digits | {_AS_DIGITS[word] for word in _WORD.findall(text.lower())})


def _plain(figure: str) -> str:
    """A figure without the commas of thousands, and without zeros that say nothing."""
    plain = re.sub(r",(?=\d{3}(?!\d))", "", figure)
    plain = f"0{plain}" if plain.startswith(".") else plain
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
