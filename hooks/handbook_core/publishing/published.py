"""What is published beside the text of the pages: data files, scripts, drawings, and the frame round every page.

A file that the build makes from docs/_data has to be what these data make; a copied file has to be the one in docs/;
and a figure or a host in the frame of a page has to be in the frame of the home page, which is checked word by word,
or in that of other pages too.
Whatever differs was changed after the build, or is made of other data.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..built_site.page import Page
from ..built_site.pages import pages
from ..checks.context import Site, context
from ..checks.run import Memory
from ..markdown_extensions import citations
from ..parsing import front_matter, phone_numbers
from ..problem import Problem, in_order
from ..registers import Handbook
from ..registers.helplines import captions, get_help
from ..registers.references import Source
from . import assets, changes, open_data, search

RULE = "published-file"
_PACKAGE = "data/datapackage.json"
_TITLE = "Open data of "
_COPIED = (".svg", ".txt")
# What a reader sees or hears of the frame: text, spoken words, and where links lead.
_NOT_READ = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->|<link\b[^>]*>", re.DOTALL)
_SAID = re.compile(r""">([^<]*)|\s(?:aria-label|title|alt|content)=["']([^"']*)["']""")
_LED_TO = re.compile(r"""\shref=["'](?:(?:tel|sms):([^"']+)|https?://([^/"']+))""")
_FIGURE = re.compile(r"\d[\d .()-]*\d")
# Not the name of a file at the end of an address.
_HOST = re.compile(r"(?:(?<=//)|(?<![\w/.-]))(?:[a-z0-9-]+\.)+[a-z]{2,}")
_TEXT_OF_SVG = re.compile(r"<(text|title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LEADS_OR_SPEAKS = re.compile(r'(?:href|aria-label)="[^"]*"')
_ENTRY = re.compile(r'<li id="(?:source-)?([\w-]+)"(?: data-read="\w+")?>(.*?)</li>', re.DOTALL)
_SERVICE = re.compile(r'<li class="service" id="([\w-]+)".*?<p class="service-facts">.*?</p></li>', re.DOTALL)
_LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_ASKED = re.compile(r'\sdata-asked="([^"]*)"')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_CITATION = re.compile(r'aria-label="Source \d+: ([^"]*)" data-cite="([\w-]+)"')


def check(
    site_dir: Path,
    docs_dir: Path,
    handbook: Handbook,
    made: dict[str, str] | None = None,
    memory: Memory | None = None,
) -> list[Problem]:
    """Every problem of the published files in `site_dir`, sorted; none for a site that another builder made.

    `made` is the text of each file that comes of docs/_data, where somebody has it at hand, `memory` what the check of
    the pages kept. Raises OSError when a file cannot be read.
    """
    site, memory = context(handbook), memory or Memory()
    everything = memory.found or list(pages(site_dir, docs_dir))
    chapters = [page for page in everything if page.is_chapter]
    made = data_files(site_dir, docs_dir, handbook) if made is None else made
    found = [*_made(site_dir, docs_dir, made), *_copied(site_dir, docs_dir, site)]
    entries: dict[str, str] = {}
    marks = {}
    # The page for an address that leads nowhere is a frame and little else.
    for page in chapters + [page for page in everything if chapters and page.path == "404.html"]:
        kept = memory.published.get(page.path)
        if kept is None or kept[0] is not page or kept[1] is not handbook:
            own = [*_asked(page), *_sources(page, handbook.sources, entries), *_services(page, handbook)]
            kept = memory.published[page.path] = page, handbook, own, _marks(page.frame)
        found += kept[2]
        marks[page.path] = kept[3]
    return in_order([*found, *_frames(chapters, marks)])


def data_files(site_dir: Path, docs_dir: Path, handbook: Handbook) -> dict[str, str]:
    """The text of each file that comes of docs/_data, under the name that the site in `site_dir` gives the handbook."""
    package = _read(site_dir / _PACKAGE)
    if not package:
        return {}
    try:
        name = str(json.loads(package)["title"]).removeprefix(_TITLE)
    except (ValueError, KeyError, TypeError):
        name = ""
    made = open_data.files(docs_dir, name, handbook.vocabulary, handbook.sources)
    made[assets.HELP_LINES] = captions.script(handbook.registry, handbook.vocabulary)
    made[search.WORDS] = search.words_script(docs_dir, handbook.vocabulary)
    if _read(site_dir / changes.FEED):
        home = _CANONICAL.search(_read(site_dir / "index.html"))
        made[changes.FEED] = changes.feed(changes.load(docs_dir), name, html.unescape(home[1]) if home else "")
    return made


def _made(site_dir: Path, docs_dir: Path, data: dict[str, str]) -> Iterator[Problem]:
    """The files that the build makes of docs/_data and of overrides/."""
    if not (site_dir / _PACKAGE).is_file():
        return
    overrides = docs_dir.parent / "overrides"
    own_frame = (site_dir / assets.SCRIPT).is_file()
    scripts = assets.scripts(overrides, own_frame)[0] if overrides.is_dir() else {}
    for path, wanted in (data | scripts).items():
        if (text := _read(site_dir / path)) != wanted:
            yield _differs(path, text, wanted, "overrides" if path in scripts else "docs/_data")


def _copied(site_dir: Path, docs_dir: Path, site: Site) -> Iterator[Problem]:
    """The files that MkDocs copies from docs/, and the words of drawings."""
    for file in sorted(docs_dir.rglob("*")):
        if file.suffix not in _COPIED or not file.is_file() or "_data" in file.relative_to(docs_dir).parts:
            continue
        path = file.relative_to(docs_dir).as_posix()
        text = _read(site_dir / path)
        wanted = file.read_text(encoding="utf-8", errors="replace")
        if text and text != wanted:
            yield _differs(path, text, wanted, f"{docs_dir.name}/{path}")
        for _, said in _TEXT_OF_SVG.findall(wanted) if file.suffix == ".svg" else ():
            shown = html.unescape(" ".join(_TAG.sub(" ", said).split()))
            for number in phone_numbers.typed(phone_numbers.normal(shown), site.spoken_names):
                line = wanted.count("\n", 0, wanted.find(said)) + 1
                what = f'"{number.shown}" in a drawing reads as a telephone number'
                fix = "take it out: a drawing cannot be tapped, and nobody keeps its numbers up to date"
                yield Problem(f"{docs_dir.name}/{path}", line, what, fix, RULE)


def _sources(page: Page, sources: dict[str, Source], entries: dict[str, str]) -> Iterator[Problem]:
    """Entries of lists of sources, and the spoken words of citations, that are not what references.yml says.

    `entries` keeps what an entry should be from page to page.
    """
    for key, entry in _ENTRY.findall(page.markup):
        if key in sources and key not in entries:
            entries[key] = _plain(citations.entry(sources[key]))
        if key in entries and not _plain(entry).startswith(entries[key]):
            yield _not_the_source(page, key)
    for said, key in _CITATION.findall(page.markup):
        if key not in sources or html.unescape(said) != sources[key].label:
            yield _not_the_source(page, key)


def _services(page: Page, handbook: Handbook) -> Iterator[Problem]:
    """A problem for each service on Get help with an hour, an age or another word that the register does not have."""
    for found in _SERVICE.finditer(page.markup):
        service = handbook.registry.services.get(found[1])
        if not service or _plain(found[0]) != _plain(get_help.service_html(service, handbook.vocabulary)):
            what = f'what this page says of "{found[1]}" is not what docs/_data/helplines.yml says'
            yield Problem(f"site/{page.path}", None, what, "build the site again, and change the list instead", RULE)


def _not_the_source(page: Page, key: str) -> Problem:
    what = f'what this page says of the source "{key}" is not what docs/_data/references.yml says'
    return Problem(f"site/{page.path}", None, what, "build the site again, and change the list instead", RULE)


def _plain(markup: str) -> str:
    """The words of an entry without spaces, with the addresses that it links to and the words for a screen reader."""
    return "".join(html.unescape(_TAG.sub(lambda tag: "".join(_LEADS_OR_SPEAKS.findall(tag[0])), markup)).split())


def _frames(chapters: list[Page], all_marks: dict[str, set[str]]) -> Iterator[Problem]:
    """Figures and hosts round the text of one page that no other page has there."""
    home = next((page for page in chapters if page.path == "index.html"), None)
    if home is None:
        return
    titles = " ".join([title for page in chapters for title in (*page.titles, *page.headings)])
    known = all_marks[home.path] | _figures(titles) | set(_HOST.findall(titles.lower()))
    marks = {path: own - known for path, own in all_marks.items()}
    often = Counter(mark for own in marks.values() for mark in own)
    others = set().union(*(own for path, own in all_marks.items() if path != home.path))
    if len(chapters) > 2:
        # The same the other way round, or a digit altered on the home page would be what all others are held against.
        marks[home.path] = all_marks[home.path] - others - _figures(titles)
        often.update(marks[home.path])
    for path, own in marks.items():
        for mark in sorted(mark for mark in own if often[mark] == 1):
            what = f'"{mark}" is in the header, menu or footer of this page and of no other'
            yield Problem(f"site/{path}", None, what, "build the site again; its frame comes from overrides/", RULE)


def _asked(page: Page) -> Iterator[Problem]:
    """A problem where the questions for the search are not those of the page's front matter."""
    for asked in _ASKED.findall(page.frame) if page.shown.endswith(".md") else ():
        if html.unescape(asked) != ". ".join(front_matter.parse(page.source, page.shown).get("asked") or ()):
            what = "the questions that the search finds this page by are not those of its front matter"
            yield Problem(f"site/{page.path}", None, what, "build the site again, and change asked: instead", RULE)


def _marks(frame: str) -> set[str]:
    """The figures and hosts that a frame shows, says or leads to."""
    tags = set(_NOT_READ.sub("", frame).split("<"))
    data = " ".join(_LINKED_DATA.findall(frame)).lower()
    return set().union(_HOST.findall(data), *map(_marks_of, tags))


# The tags of a menu are the same on most pages.
@lru_cache(maxsize=65536)
def _marks_of(tag: str) -> frozenset[str]:
    """The figures and hosts of one tag and the text after it."""
    said = html.unescape("\n".join(one or other for one, other in _SAID.findall(tag)))
    led = {dialed or host for dialed, host in _LED_TO.findall(tag)}
    return frozenset(_figures(said) | set(_HOST.findall(said.lower())) | led)


def _figures(text: str) -> set[str]:
    return {figure for figure in _FIGURE.findall(text) if sum(map(str.isdigit, figure)) > 2}


def _differs(path: str, text: str, wanted: str, source: str) -> Problem:
    lines, right = text.splitlines(), wanted.splitlines()
    line = next((n for n, pair in enumerate(zip(lines, right, strict=False), 1) if pair[0] != pair[1]), len(right))
    what = f"this file is not what {source} makes" if "docs/assets" not in source else f"this file is not {source}"
    return Problem(f"site/{path}", line, what, "build the site again, and change the source instead", RULE)


def _read(file: Path) -> str:
    """The text of a published file; empty if there is none."""
    return file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
