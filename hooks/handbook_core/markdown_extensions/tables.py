"""Tables that scroll by themselves, name their rows and columns, carry no inline style, and in a box called `bars` draw
the numbers of their second column."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ..words import say

_ALIGNED = re.compile(r"text-align: (left|right|center);")


# A length from 0 to 1, or a share of a hundred.
_NUMBER = re.compile(r"[-−+]?(\d+(?:\.\d+)?)(%?)")
BARS = "bars"


def _is_empty(cell: Element) -> bool:
    return not len(cell) and not (cell.text or "").strip()


def _name_cells(table: Element) -> None:
    for cell in table.iter():
        if cell.tag in ("td", "th") and (aligned := _ALIGNED.fullmatch(cell.get("style", ""))):
            del cell.attrib["style"]
            cell.set("class", f"align-{aligned[1]}")
    for row in table.iter("tr"):
        for cell in row.findall("th"):
            if _is_empty(cell):
                cell.tag = "td"
            else:
                cell.set("scope", "col")
        first = next(iter(row), None)
        if first is not None and first.tag == "td" and not _is_empty(first):
            first.tag = "th"
            first.set("scope", "row")


def _draw(table: Element) -> None:
    """Put a bar under the first number of each second cell, as long as the number is large; the cell is the whole."""
    for row in table.iter("tr"):
        cells = row.findall("td")
        if cells and (number := _NUMBER.search("".join(cells[0].itertext()))):
            length = float(number[1]) * (1 if number[2] else 100)
            drawing = SubElement(cells[0], "svg", {"viewBox": "0 0 100 1", "aria-hidden": "true"})
            drawing.set("preserveAspectRatio", "none")
            SubElement(drawing, "rect", {"width": f"{min(length, 100):g}", "height": "1"})


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            drawn = BARS in parent.get("class", "").split()
            for place, table in enumerate(parent):
                if table.tag == "table":
                    _name_cells(table)
                    if drawn:
                        _draw(table)
                    box = Element("div", {"class": "table-scroll", "role": "group"})
                    box.set("aria-label", say("table"))
                    box.set("tabindex", "0")
                    box.append(table)
                    box.tail, table.tail = table.tail, None
                    parent[place] = box


class Tables(Extension):
    """Adds all this to the tables that Markdown's own extension makes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # After inline patterns (20), which fill the cells.
        md.treeprocessors.register(_Tables(md), "handbook-tables", 9)
