"""Every citation names a source that the handbook holds.

What: the key in `[@key]` is in docs/_data/references.yml, and a citation has this form: `[@one; @two]`.

Why: a claim whose source is missing reads as if it had one.

Bad: `[@bridgeland2023]` when the file holds bridgland2023

Good: `[@bridgland2023]`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from ..built_site.page import Page
from .context import Finding, Site

ID = "cite-unknown-key"


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each citation that the build could not resolve."""
    for link in page.links:
        if not link.href.startswith("cite:"):
            continue
        key = link.href.removeprefix("cite:")
        if keys := re.findall(r"@([\w-]+)", key):
            what = f'"{link.text}" is not how this handbook cites, and would be printed as it is'
            fix = f"write [{'; '.join('@' + one for one in keys)}] and put a page number in the sentence"
            yield Finding(what, fix, link.text, key)
            continue
        near = get_close_matches(key, site.citable, n=3, cutoff=0.6)
        fix = (
            f"did you mean {' or '.join(near)}?"
            if near
            else "add the source to docs/_data/references.yml, as docs/contribute/writing.md shows"
        )
        yield Finding(f'no source has the key "{key}"', fix, f"@{key}")
