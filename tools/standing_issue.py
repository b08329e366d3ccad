"""Keep one issue a job up to date: `make standing-issue JOB=links`, after `make upkeep JOB=links`.

Opens the issue when there is something to do, rewrites it when that changes, and closes it when nothing is left.
Uses GitHub's own command, gh, with whatever account that is signed in with.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tools.upkeep import JOBS, OUT

TITLES = {
    "links": "Links to other sites that need a look",
    "helplines": "Helplines that are due for another look",
    "pages": "Pages and reviews that are due",
    "future": "What newer versions would break",
}
# GitHub takes 65,536 characters.
LONGEST = 60_000


def gh(*arguments: str) -> str:
    """Run gh and return what it says; raises CalledProcessError when it fails."""
    return subprocess.run(["gh", *arguments], stdout=subprocess.PIPE, text=True, check=True).stdout


def main(arguments: list[str], out: Path = OUT) -> int:
    """Bring the issue of one job up to date; returns the exit status."""
    if len(arguments) != 1 or arguments[0] not in JOBS:
        print(f"say which job: make standing-issue JOB={' or JOB='.join(JOBS)}", file=sys.stderr)
        return 2
    job, title = arguments[0], TITLES[arguments[0]]
    path = out / f"{job}.md"
    try:
        report = path.read_text(encoding="utf-8")
        if len(report) > LONGEST:
            report = report[:LONGEST].rpartition("\n")[0] + "\n\nThe list goes on; mend these first.\n"
            path.write_text(report, encoding="utf-8")
        # Only issues that this job opened itself: nobody else's may be rewritten.
        mine = gh("issue", "list", "--state", "open", "--author", "app/github-actions", "--limit", "200",
                  "--json", "number,title")  # fmt: skip
        number = next((str(issue["number"]) for issue in json.loads(mine) if issue["title"] == title), "")
        if report and number:
            gh("issue", "edit", number, "--body-file", str(path))
        elif report:
            gh("issue", "create", "--title", title, "--body-file", str(path))
        elif number:
            gh("issue", "close", number, "--comment", "Nothing is left to do here. Thank you.")
    except FileNotFoundError as error:
        print(f"{error.filename} is missing; run make upkeep JOB={job} first, and install gh", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"gh could not do it (exit {error.returncode}); its own message stands above", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
