"""Every source in the list is cited somewhere.

What: each key of docs/_data/references.yml is cited by at least one page.

Why: a list of sources that nobody uses looks like evidence and is none.

Bad: a source left behind after its sentence was cut

Good: take the entry out with its last citation
"""

from __future__ import annotations

from collections.abc import Iterator

from ..registers import references
from .context import Finding, Site

ID = "cite-unused-key"


def check_site(site: Site) -> Iterator[Finding]:
    """Yield a problem for each source that no page cites."""
    for key in sorted(site.citable - site.cited):
        yield Finding(
            f'no page cites "{key}"',
            f"write [@{key}] after the claim that it supports, or take the entry out",
            place=(references.FILE, None),
        )
