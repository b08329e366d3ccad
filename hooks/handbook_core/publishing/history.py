"""When each page last changed, by the history of the repository."""

from __future__ import annotations

import subprocess
from pathlib import Path


def last_changes(docs_dir: Path) -> dict[str, str]:
    """The day of the last commit to each file under `docs_dir`; none without git, or with a part of its past only."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=docs_dir, capture_output=True, text=True, check=False)
        return done.stdout if not done.returncode else ""

    days: dict[str, str] = {}
    try:
        if git("rev-parse", "--is-shallow-repository").strip() != "false":
            return days
        day = ""
        for line in git(
            "-c", "core.quotePath=false", "log", "--format=//%cs", "--name-only", "--relative"
        ).splitlines():
            if line.startswith("//"):
                day = line[2:]
            elif line:
                days.setdefault(line, day)
    except FileNotFoundError:
        pass
    return days
