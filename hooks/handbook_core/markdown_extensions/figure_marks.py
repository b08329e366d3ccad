"""Markdown's `<figure:1234567>`: an author says that this is a figure and no telephone number.

For the few figures whose form does not say so (figures.py), such as a reference number without its register. The mark
shows in the change that adds it. It silences nothing beside a word for calling: "call <figure:1234567>" is refused.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

# What the reader's page carries; page.py reads it back.
ATTRIBUTE = "data-figure"


class _Figure(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        span = Element("span", {ATTRIBUTE: ""})
        span.text = m[1]
        return span, m.start(0), m.end(0)


class FigureMarks(Extension):
    """Adds the mark to Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # Beside help: references: before raw HTML (90), after code spans (190).
        md.inlinePatterns.register(_Figure(r"<figure:([^<>\n]*\d[^<>\n]*)>", md), "figure-mark", 131)
