"""Check a built site: `python -m hooks.handbook_core site/`; name what is due: `python -m hooks.handbook_core --due`.

Both from the project's folder. Exit status: 0 clean or nothing due, 1 problems found or something due (one line each on
standard output), 2 could not run. The sources of the pages, for file names and lines, and the data files are those of
this project.
"""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

from . import registers
from .chapters.due import due
from .checks.context import context
from .checks.run import Memory, check
from .problem import DataError
from .publishing import published

DOCS = Path(__file__).resolve().parents[2] / "docs"


def main(arguments: list[str]) -> int:
    """Check the site in the folder named by the one argument, or with --due name what is due; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # A narrow terminal loses no message.
    if arguments == ["--due"]:
        return _due(date.today())
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: python -m hooks.handbook_core SITE, where SITE is the folder of a built site", file=sys.stderr)
        return 2
    site_dir = Path(arguments[0])
    try:
        data = registers.load(DOCS, date.today())
        site, memory = context(data), Memory()
        problems = check(site_dir, DOCS, site, memory) + published.check(site_dir, DOCS, data, memory=memory)
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
    if site.styled:
        number, first = len(site.styled), site.styled[0]
        print(
            f"{number} page{'s' if number != 1 else ''} with styles of their own, the first {first}: this check does "
            "not read styles, so look in a browser whether their links to help can be seen",
            file=sys.stderr,
        )
    print(
        f"{len(problems)} problem{'s' if len(problems) != 1 else ''} found in {site_dir}"
        if problems
        else f"{site_dir} is clean",
        file=sys.stderr,
    )
    return 1 if problems else 0


def _due(today: date) -> int:
    try:
        lines = list(due(DOCS, registers.load(DOCS, today), today))
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
