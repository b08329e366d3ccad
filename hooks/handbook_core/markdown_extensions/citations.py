"""Markdown's citations: `[@key]` or `[@one; @two]` becomes numbers that lead to a list of sources on the page.

A key that the bibliography lacks keeps a cite: address, which the check of the built site then reports.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from .. import words
from ..registers.references import READ, SECONDHAND, TYPES, Source
from ..words import say

_CITATION = r"\[\s*(@[\w-]+(?:\s*;\s*@[\w-]+)*)\s*\](?!\()"
# Other tools' forms: [see @smith2020, p. 4], [@one, @two]. A key holds a year, so that [@handle] in words is none.
_OTHER_FORM = r"\[([^\[\]\n]*@[\w-]*\d{4}[\w-]*[^\[\]\n]*)\](?![(\[:])"
# As other tools name a source in a sentence: "as @smith2020 found".
_IN_SENTENCE = r"(?<![\w@/.])@([\w-]*\d{4}[\w-]*)"


class _Citation(InlineProcessor):
    """[@key]: links without numbers yet, since paragraphs are not read in the order of the page."""

    def __init__(self, md: Markdown, sources: dict[str, Source]) -> None:
        super().__init__(_CITATION, md)
        self.sources = sources

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        group = Element("sup", {"class": "cite"})
        for key in re.findall(r"@([\w-]+)", m[1]):
            known = {"href": f"#source-{key}", "data-cite": key}
            link = SubElement(group, "a", known if key in self.sources else {"href": f"cite:{key}"})
            link.text = AtomicString(f"@{key}")
        return group, m.start(0), m.end(0)


class _OtherForm(InlineProcessor):
    """A citation in another tool's form; its cite: address makes the check say the right one."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        link = Element("a", href=f"cite:{m[1]}")
        link.text = AtomicString(f"[{m[1]}]")
        return link, m.start(0), m.end(0)


class _InSentence(InlineProcessor):
    """A source named in a sentence; only a known key is one, others are handles."""

    def __init__(self, md: Markdown, sources: dict[str, Source]) -> None:
        super().__init__(_IN_SENTENCE, md)
        self.sources = sources

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        if m[1] not in self.sources:
            return None, None, None
        link = Element("a", href=f"cite:{m[0]}")
        link.text = AtomicString(m[0])
        return link, m.start(0), m.end(0)


class _SourceList(Treeprocessor):
    """Numbers the citations as they stand on the page, marks those whose every source nobody opened, and ends the page
    with the list of what they cite."""

    def __init__(self, md: Markdown, sources: dict[str, Source], cited: list[str]) -> None:
        super().__init__(md)
        self.sources = sources
        self.cited = cited

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            key = link.get("data-cite")
            if key:
                if key not in self.cited:
                    self.cited.append(key)
                number = self.cited.index(key) + 1
                link.text = f"[{number}]"
                link.set("aria-label", say("source_number", number=number, by=self.sources[key].label))
        for group in root.iter("sup"):
            reads = [self.sources[key].read for link in group if (key := link.get("data-cite"))]
            if reads and all(read in SECONDHAND for read in reads):
                mark = SubElement(group, "span")
                mark.text = say(f"mark_{max(reads, key=READ.index)}")
        if self.cited:
            items = [f'<li id="source-{key}">{entry(self.sources[key])}</li>' for key in self.cited]
            listed = f'<h2 id="sources">{say("sources")}</h2><ol class="sources">{"".join(items)}</ol>'
            root.extend(fromstring(f"<div>{listed}</div>"))


class Citations(Extension):
    """Adds citations to Markdown. After a conversion, `cited` holds the page's keys in order of first use."""

    def __init__(self, sources: dict[str, Source], **kwargs: Any) -> None:
        self.sources = sources
        self.cited: list[str] = []
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        self.cited = []
        # Before links and references (160 and below), after code spans (190) and backslashes (180).
        md.inlinePatterns.register(_Citation(md, self.sources), "citation", 175)
        md.inlinePatterns.register(_OtherForm(_OTHER_FORM, md), "citation-other-form", 174)
        md.inlinePatterns.register(_InSentence(md, self.sources), "citation-in-sentence", 173)
        # After inline patterns (20), before the table of contents (5).
        md.treeprocessors.register(_SourceList(md, self.sources, self.cited), "source-list", 12)


def reference_list(sources: dict[str, Source], cited_by: dict[str, list[tuple[str, str]]]) -> str:
    """The HTML of the References page: every source by kind, with the pages that cite it.

    `cited_by`: for each key the (address, title) of every page that cites it, in order.
    """
    parts = [_filter()]
    for type_ in TYPES:
        of_type = sorted((s for s in sources.values() if s.type == type_), key=lambda s: (s.by.lower(), s.year))
        if not of_type:
            continue
        items = []
        for source in of_type:
            pages = ", ".join(
                f'<a href="{escape(url)}">{escape(title)}</a>' for url, title in cited_by.get(source.key, [])
            )
            used = f' <span class="cited-by">{say("sources_used", pages=pages)}</span>' if pages else ""
            items.append(f'<li id="{source.key}" data-read="{source.read or "unknown"}">{entry(source)}{used}</li>')
        title = say("sources_of_kind", kind=_kind(type_), number=len(of_type))
        listed = f'<ul class="sources">{"".join(items)}</ul>'
        parts.append(f'<section data-kind="{type_}"><h2 id="{type_}">{title}</h2>\n{listed}</section>')
    return "\n".join(parts)


def _kind(type_: str) -> str:
    return say(f"source_{type_.replace('-', '_')}")


def _filter() -> str:
    """Choices by kind and by how we read a source. The style sheet hides what does not fit, so no script is needed."""

    def choices(name: str, labels: dict[str, str]) -> str:
        every = f'<label><input type="radio" name="{name}" value="" checked> {say("filter_all")}</label>'
        inputs = "".join(
            f'<label><input type="radio" name="{name}" value="{value}"> {label}</label>'
            for value, label in labels.items()
        )
        return f"<fieldset><legend>{say(f'filter_{name}')}</legend>{every}{inputs}</fieldset>"

    kinds = {type_: _kind(type_) for type_ in TYPES}
    ways = {way: say(f"read_{way}") for way in (*READ, "unknown")}
    return f'<div class="source-filter" data-pagefind-ignore>{choices("kind", kinds)}{choices("read", ways)}</div>'


def entry(source: Source) -> str:
    """A source as a list shows it, with a fold on what it is, how we read it and what it does not show."""
    note = f' <span class="source-note">{escape(source.note)}</span>' if source.note else ""
    seen = say("read_seen", day=words.day(source.seen)) if source.seen else ""
    facts = [f"{_kind(source.type)}. {source.how}{seen}."]
    if source.about:
        facts.append(f"{say('source_about')} {source.about}")
    if source.limits:
        facts.append(f"{say('source_limits')} {source.limits}")
    if source.not_for:
        facts.append(f"{say('source_not_for')} {source.not_for}")
    told = escape(" ".join(fact.rstrip(".") + "." for fact in facts))
    fold = f'<details class="source-record"><summary>{say("source_record")}</summary><p>{told}</p></details>'
    return f"{source.html()}{note} {fold}"
