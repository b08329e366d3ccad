"""Words to send are written once.

What: no paragraph of a `script` or `better` box, and no line to copy, says nearly what another one says (seven in ten
of the shorter one's runs of three words), unless both come from one file in docs/_data/scripts.

Why: two copies of one script drift apart. Then a moderator sends the older of them on a bad night.

Bad: a card and a chapter with the same message, each in its own words by now

Good: `--8<-- "first-message.txt"` on both pages
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ..registers.scripts import Script
from .context import Finding, Site

ID = "script-twice"
SHARE = 0.7
# Shorter ones are alike by chance: "Thank you for telling me."
WORDS = 10


def check_site(site: Site) -> Iterator[Finding]:
    """Yield a problem for each script that nearly repeats another of another file."""
    # What the build writes from data has no line, and is there once already.
    long = tuple(script for script in site.scripts if script.line and len(script.words) >= WORDS)
    for script, other in _repeats(long):
        yield _problem(script, other)


# A save that changes no script compares none.
@lru_cache(maxsize=1)
def _repeats(long: tuple[Script, ...]) -> list[tuple[Script, Script]]:
    found = []
    holders: dict[tuple[str, ...], list[int]] = {}
    runs = [{script.words[at : at + 3] for at in range(len(script.words) - 2)} for script in long]
    for here, script in enumerate(long):
        shared = Counter(there for run in runs[here] for there in holders.get(run, ()))
        for there, count in shared.items():
            other = long[there]
            one_file = script.file is not None and script.file == other.file
            if count >= SHARE * min(len(runs[here]), len(runs[there])) and not one_file:
                found.append((script, other))
        for run in runs[here]:
            holders.setdefault(run, []).append(here)
    return found


def _problem(script: Script, other: Script) -> Finding:
    # The one to change is the one that is not in a file of its own yet.
    if script.file and not other.file:
        script, other = other, script
    place = other.path if other.line is None else f"{other.path}:{other.line}"
    what = f"these words to send stand nearly the same in {place}"
    fix = "put them into one file in docs/_data/scripts and include it in both places"
    return Finding(what, fix, place=(script.path, script.line))
