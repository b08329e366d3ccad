"""Every script in docs/_data/scripts is on some page.

What: each file of words to send is included by at least one page.

Why: a script that no page shows is read by nobody, so nobody notices when its advice or its number grows old.

Bad: a file left behind after its card was cut

Good: take the file out with the last page that includes it
"""

from __future__ import annotations

from collections.abc import Iterator

from ..registers import scripts
from .context import Finding, Site

ID = "script-unused"


def check_site(site: Site) -> Iterator[Finding]:
    """Yield a problem for each script that no page includes."""
    for name in sorted(set(map(scripts.shown, site.texts)) - site.included):
        fix = f'include it with --8<-- "{name.rpartition("/")[2]}", or take the file out'
        yield Finding("no page includes this script", fix, place=(name, None))
