"""A chapter is Markdown; of HTML it holds only plain elements and attributes.

What: raw HTML in a chapter is one of the elements listed below, with attributes of the list, and a block between `///`
is the place of a tool or a fold. Scripts, styles, frames, forms, `style=`, `hidden`, `on...=` and the marks that the
build itself sets are refused; so are comments that look like an insert and are not read as one.

Why: whatever hides a link, moves it or runs a program can take help away from a reader, and no one sees it in a review.

Bad: `<p style="display:none">`, `<script>`, `<iframe>`

Good: `<br>`, `<abbr title="...">`, and for a tool `/// html | div[data-tool='score-card']` with `///` under it
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import ALIGNED, Page
from .context import Finding, Site

ID = "page-markup"
ELEMENTS = frozenset(
    """a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
    img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead time
    tr u ul var wbr""".split()  # noqa: SIM905
)
ATTRIBUTES = frozenset(
    """alt class colspan datetime height href id lang loading markdown open rel rowspan scope src
    start target title type width""".split()  # noqa: SIM905
)
# A page that somebody wrote as HTML is a whole document; the same is refused in it.
DOCUMENT = frozenset("html head body meta title link main header footer nav article aside address".split())  # noqa: SIM905
DOCUMENT_ATTRIBUTES = frozenset("charset content http-equiv name property role".split())  # noqa: SIM905
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,}).*?(?:^[ \t]*\2`*~*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>]|$)([^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*)(>?)")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What pymdownx.blocks may make: a place for a tool, or for the button that forgets what the device keeps; a fold.
_BLOCK = re.compile(r"^[ \t]*/{3,}.*$", re.MULTILINE)
_PLACE = re.compile(r"///(?: html \| div\[data-(?:tool='[a-z-]+'|clear='')\]| details \| .+)?\s*")
_INSERT = re.compile(r"<!--\s*handbook\b[^>]*-->", re.IGNORECASE)


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each piece of HTML that a chapter may not hold."""
    if not (page.is_chapter or page.is_raw):
        return
    elements, attributes = ELEMENTS, ATTRIBUTES
    if page.is_raw:
        elements, attributes = elements | DOCUMENT, attributes | DOCUMENT_ATTRIBUTES
    for name, source in ({page.shown: page.source} | page.included).items():
        text = source if page.is_raw else _CODE.sub(_blank, _FENCE.sub(_blank, source))
        for tag in _TAG.finditer(_COMMENT.sub(_blank, text) if page.is_raw else text):
            fault = _fault(tag, elements, attributes)
            if fault:
                line = text.count("\n", 0, tag.start()) + 1
                yield Finding(fault, "write it in Markdown, or put it in `code` if you show it", place=(name, line))
        for block in _BLOCK.finditer(text if not page.is_raw else ""):
            if not _PLACE.fullmatch(block[0]):
                what = f'"{block[0].strip()}" is no place for a tool and no fold'
                line = text.count("\n", 0, block.start()) + 1
                yield Finding(
                    what,
                    "write /// html | div[data-tool='NAME'] or /// details | TITLE, and /// below",
                    place=(name, line),
                )
    for left in _INSERT.findall(page.markup):
        what = f'"{left}" is not read where it is, and shows nothing'
        yield Finding(what, "put it on a line of its own, at the margin, as docs/ does elsewhere", left)
    for node in page.content.css("[style], script, style, iframe, base, form"):
        style = node.attributes.get("style")
        if style is None or not ALIGNED.fullmatch(style):
            what = (
                f"<{node.tag}> is not used in chapters"
                if style is None
                else f"this chapter sets a style on <{node.tag}>"
            )
            yield Finding(what, "take it out", style or f"<{node.tag}")


def _fault(tag: re.Match[str], elements: frozenset[str], attributes: frozenset[str]) -> str:
    element = tag[2].lower()
    if element not in elements:
        return f"<{element}> is not used in chapters"
    if not tag[4]:
        return f"<{element} has no end"
    for name in [] if tag[1] else _ATTRIBUTE.findall(tag[3]):
        if name.lower() not in attributes:
            return f'the attribute "{name}" of <{element}> is not used in chapters'
    return ""


def _blank(code: re.Match[str]) -> str:
    """As many line ends as the code had, so that lines keep their numbers."""
    return "\n" * code[0].count("\n")
