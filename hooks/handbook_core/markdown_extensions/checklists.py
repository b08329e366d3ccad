"""Markdown's check boxes: an item that starts with `[ ]` becomes a box that carries its own text as label.

pymdownx.tasklist is not used: it leaves the text outside the label, so a screen reader meets a box without a name and
a finger has to hit the box itself.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_MARKS = ("[ ] ", "[x] ")


class _Boxes(Treeprocessor):
    def run(self, root: Element) -> None:
        for items in root.iter():
            for item in items if items.tag in ("ul", "ol") else ():
                holder = _text_holder(item) if item.tag == "li" else None
                if holder is not None:
                    _box(holder)
                    item.set("class", "check")
                    items.set("class", "checklist")


def _text_holder(item: Element) -> Element | None:
    """The element whose text starts with a box: the item, or its first paragraph."""
    for element in (item, item[0] if len(item) and item[0].tag == "p" else None):
        if element is not None and (element.text or "").startswith(_MARKS):
            return element
    return None


def _box(holder: Element) -> None:
    """Wrap the text of `holder`, up to its first block, in a label with the box."""
    text = holder.text or ""
    box = Element("input", {"type": "checkbox"})
    if text.startswith("[x]"):
        box.set("checked", "checked")
    box.tail = text[3:]
    label = Element("label")
    label.append(box)
    inline = []
    for child in list(holder):
        if child.tag in ("ul", "ol", "p", "div", "pre", "table"):
            break
        inline.append(child)
    for child in inline:
        holder.remove(child)
        label.append(child)
    holder.text = ""
    holder.insert(0, label)


class Checklists(Extension):
    """Adds check boxes to Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # After inline patterns (20), so that links and emphasis in the text are elements by then, and after attr_list
        # (8), which finds the marks of an item where its text ends.
        md.treeprocessors.register(_Boxes(md), "checklists", 7)
