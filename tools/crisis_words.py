"""How many words a frightened reader meets before they know what to do: `make crisis-words`.

Reads the built page. A word is what is between spaces or tags and is no mere sign. The line on reviews and the
folded list of headings are not counted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parents[1]
PAGE = Path("create", "someone-in-crisis", "index.html")
# What is counted, the element that holds it, and the most words that may stand up to its last one.
LIMITS = {
    "first action": ("strong", 30),
    "first number": ("a[href^='tel:']", 40),
    "first message": ("#say-first", 150),
    "message for danger now": ("#say-plan", 250),
}
_END = "\uffff"


def count(html: str) -> dict[str, int]:
    """For each part of LIMITS, the words of the page up to and with its last one; 0 for a part that is not there."""
    found = {}
    for part, (selector, _) in LIMITS.items():
        # Read anew for each: marking the end of a part changes the text.
        page = LexborHTMLParser(html).css_first("[data-page-content]")
        node = page.css_first(selector) if page else None
        if page is None or node is None:
            found[part] = 0
            continue
        for line in page.css(".review-line, .toc-fold"):
            line.decompose()
        node.insert_child(_END)
        before = page.text(separator=" ").partition(_END)[0]
        found[part] = sum(any(map(str.isalnum, word)) for word in before.split())
    return found


def main(site: Path = ROOT / "site") -> int:
    """Print the counts; returns 1 when one is over its limit or its part is missing, 2 without a built page."""
    page = site / PAGE
    if not page.is_file():
        print(f"{page} is not there; run make build first", file=sys.stderr)
        return 2
    counts = count(page.read_text(encoding="utf-8"))
    for part, words in counts.items():
        print(f"{part}: {words or 'missing'} (at most {LIMITS[part][1]} words)")
    return int(any(not 0 < words <= LIMITS[part][1] for part, words in counts.items()))


if __name__ == "__main__":
    sys.exit(main())
