"""The list of a page's own headings: beside the text where the window is wide, else folded under its first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..built_site.page import HELP_BOX, box_end
from ..words import say

# With fewer there is nothing to find; with more, as on Get help, the page has a list of its own.
_FEWEST, _MOST = 3, 19
# The end of a page's title, and its first sentence if that comes next.
_LEAD = re.compile(r"</h1>\s*(?:<p>.*?</p>)?\s*", re.DOTALL)


def listed(sections: Sequence[tuple[str, str]]) -> str:
    """The HTML list of the (address, title) of each section of a page; empty where there is nothing to list."""
    items = "".join(f'<li><a href="{url}">{title}</a></li>' for url, title in sections)
    return f"<ul>{items}</ul>" if _FEWEST <= len(sections) <= _MOST else ""


def with_fold(html: str, links: str) -> str:
    """The page with its list of headings in a fold under its first sentence and its help box."""
    name = say("on_this_page")
    fold = f"<details><summary>{name}</summary>{links}</details>"
    fold = f'<nav class="toc-fold" aria-label="{name}" data-pagefind-ignore>{fold}</nav>'
    lead = _LEAD.search(html)
    if not lead:
        return html
    end = box_end(html, lead.end()) if html.startswith(HELP_BOX, lead.end()) else lead.end()
    return html[:end] + fold + html[end:]
