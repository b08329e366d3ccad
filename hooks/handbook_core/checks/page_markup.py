"""A chapter is Markdown; of HTML it holds only plain elements and attributes.

What: raw HTML in a chapter is one of the elements listed below, with attributes of the list. Scripts, styles, frames,
forms, `style=`, `hidden`, `on...=` and the marks that the build itself sets are refused; so are comments that look like
an insert and are not read as one.

Why: whatever hides a link, moves it or runs a program can take help away from a reader, and no one sees it in a review.

Bad: `<p style="display:none">`, `<script>`, `<iframe>`

Good: `<br>`, `<abbr title="...">`, `<div data-tool="score-card"></div>`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..built_site.page import Page
from .context import Finding, Site

ID = "page-markup"
ELEMENTS = frozenset(
    """a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
    img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead time
    tr u ul var wbr""".split()  # noqa: SIM905
)
ATTRIBUTES = frozenset(
    """alt class colspan data-clear data-tool datetime height href id lang loading markdown open rel rowspan scope src
    start target title type width""".split()  # noqa: SIM905
)
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,}).*?(?:^[ \t]*\2`*~*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>]|$)([^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*)(>?)")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_ALIGNED = re.compile(r"text-align: (?:left|right|center);?")
_INSERT = re.compile(r"<!--\s*handbook\b[^>]*-->", re.IGNORECASE)


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each piece of HTML that a chapter may not hold."""
    if not page.is_chapter:
        return
    for name, source in ({page.shown: page.source} | page.included).items():
        text = _CODE.sub(_blank, _FENCE.sub(_blank, source))
        for tag in _TAG.finditer(text):
            fault = _fault(tag[2].lower(), tag[3] if not tag[1] else "", bool(tag[4]))
            if fault:
                line = text.count("\n", 0, tag.start()) + 1
                yield Finding(fault, "write it in Markdown, or put it in `code` if you show it", place=(name, line))
    for left in _INSERT.findall(page.content.html or ""):
        what = f'"{left}" is not read where it is, and shows nothing'
        yield Finding(what, "put it on a line of its own, at the margin, as docs/ does elsewhere", left)
    for node in page.content.css("[style], script, style, iframe, base, form"):
        style = node.attributes.get("style")
        # Markdown's own tables align their cells.
        if style is None or not _ALIGNED.fullmatch(style):
            what = (
                f"<{node.tag}> is not used in chapters"
                if style is None
                else f"this chapter sets a style on <{node.tag}>"
            )
            yield Finding(what, "take it out", style or f"<{node.tag}")


def _fault(element: str, attributes: str, closed: bool) -> str:
    if element not in ELEMENTS:
        return f"<{element}> is not used in chapters"
    if not closed:
        return f"<{element} has no end"
    for name in _ATTRIBUTE.findall(attributes):
        if name.lower() not in ATTRIBUTES:
            return f'the attribute "{name}" of <{element}> is not used in chapters'
    return ""


def _blank(code: re.Match[str]) -> str:
    """As many line ends as the code had, so that lines keep their numbers."""
    return "\n" * code[0].count("\n")
