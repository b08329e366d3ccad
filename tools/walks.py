"""How far readers walk: `make walks` prints, for each reader of tests/data/walks.yml, the taps from Home and the words
of the last page before the first thing that can be used."""

from __future__ import annotations

import posixpath
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from handbook_core.built_site.page import CONTENT
from lxml import html

ROOT = Path(__file__).resolve().parent.parent
READERS = ROOT / "tests" / "data" / "walks.yml"


class LostError(Exception):
    """Says which reader found no link or nothing to use, and on which page."""


@dataclass(frozen=True)
class Walk:
    """Who walked, the page where they arrived, the taps, the words before the first thing to use, and its beginning."""

    who: str
    page: str
    taps: int
    words: int
    thing: str


def readers() -> list[dict[str, Any]]:
    """Each reader: `who`, the words of the links that they tap from Home on, and `uses`, an XPath to what they need."""
    return list(yaml.safe_load(READERS.read_text(encoding="utf-8")))


def walk(site: Path, reader: dict[str, Any]) -> Walk:
    """Follow the links of `reader` on the built `site`; raises LostError where one is missing."""
    page = "index.html"
    for words in reader["taps"]:
        links = [link for link in _content(site, page).xpath(".//a") if " ".join(link.text_content().split()) == words]
        if not links:
            raise LostError(f'{reader["who"]}: {page} has no link "{words}"')
        page = posixpath.normpath(posixpath.join(posixpath.dirname(page), links[0].get("href").partition("#")[0]))
        page = page if page.endswith(".html") else f"{page}/index.html"
    content = _content(site, page)
    things = content.xpath(f"({reader['uses']})[1]")
    if not things:
        raise LostError(f"{reader['who']}: {page} has nothing that fits {reader['uses']}")
    # What is folded nobody has to read.
    texts = things[0].xpath("preceding::text()[not(ancestor::script | ancestor::details[not(@open)])]")
    words = sum(len(text.split()) for text in texts if content in text.getparent().iterancestors())
    return Walk(reader["who"], page, len(reader["taps"]), words, " ".join(things[0].text_content().split())[:60])


def _content(site: Path, page: str) -> Any:
    (content,) = html.parse(str(site / page)).xpath(f"//*[@{CONTENT}]")
    return content


def main(site: Path = ROOT / "site") -> int:
    """Print the walks on the built site."""
    try:
        for one in (walk(site, reader) for reader in readers()):
            print(f"{one.taps} taps, {one.words:4} words  {one.who}: {one.page}: {one.thing}")
    except (LostError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
