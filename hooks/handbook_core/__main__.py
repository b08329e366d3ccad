"""Check a built site: `python -m hooks.handbook_core site/`, from the project's folder.

Exit status: 0 clean, 1 problems found (one line each on standard output), 2 could not run.
The sources of the pages, for file names and lines, and the data files are those of this project.
"""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

from . import handbook, published
from .problem import DataError
from .site import check

DOCS = Path(__file__).resolve().parents[2] / "docs"


def main(arguments: list[str]) -> int:
    """Check the site in the folder named by the one argument; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # A narrow terminal loses no message.
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: python -m hooks.handbook_core SITE, where SITE is the folder of a built site", file=sys.stderr)
        return 2
    site_dir = Path(arguments[0])
    try:
        data = handbook.load(DOCS, date.today())
        problems = check(site_dir, DOCS, data.site()) + published.check(site_dir, DOCS, data)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"{site_dir}: this folder cannot be checked ({error}); name a folder that holds a built site",
            file=sys.stderr,
        )
        return 2
    for problem in problems:
        print(problem)
    print(
        f"{len(problems)} problem{'s' if len(problems) != 1 else ''} found in {site_dir}"
        if problems
        else f"{site_dir} is clean",
        file=sys.stderr,
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
