"""Tables that scroll by themselves, name their rows and columns, and carry no inline style."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ..words import say

_ALIGNED = re.compile(r"text-align: (left|right|center);")


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


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, table in enumerate(parent):
                if table.tag == "table":
                    _name_cells(table)
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
