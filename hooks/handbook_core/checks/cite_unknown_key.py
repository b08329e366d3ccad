"""Every citation names a source that the handbook holds.

What: the key in `[@key]` stands in docs/_data/references.yml, and a citation has this form: `[@one; @two]`.

Why: a claim whose source is missing reads as if it had one.

Bad: `[@bridgeland2023]` when the file holds bridgland2023

Good: `[@bridgland2023]`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ..built_site.page import Page
from ..problem import Problem

if TYPE_CHECKING:
    from .run import Site

ID = "cite-unknown-key"


def check(page: Page, site: Site) -> Iterator[Problem]:
    """Yield a problem for each citation that the build could not resolve."""
    for link in page.links:
        if not link.href.startswith("cite:"):
            continue
        key = link.href.removeprefix("cite:")
        if keys := re.findall(r"@([\w-]+)", key):
            what = f'"{link.text}" is not how this handbook cites, and would be printed as it is'
            fix = f"write [{'; '.join('@' + one for one in keys)}] and put a page number in the sentence"
            yield Problem(*page.where(link.text, key), what, fix, ID)
            continue
        near = get_close_matches(key, site.citable, n=3, cutoff=0.6)
        fix = f"did you mean {' or '.join(near)}?" if near else "add the source to docs/_data/references.yml"
        yield Problem(*page.where(f"@{key}"), f'no source has the key "{key}"', fix, ID)
