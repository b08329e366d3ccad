"""The site that the files are made from, and the one way in which making them fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class MakeError(Exception):
    """Says what stops the making of the files, a line for each problem."""


def build(target: Path, **environment: str) -> None:
    """Build the handbook into `target`; raises MakeError with whatever MkDocs or the check finds.

    Not with --quiet, under which MkDocs does not count its warnings.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    built = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if built.returncode:
        lines = (built.stdout + built.stderr).splitlines()
        raise MakeError("\n".join(line for line in lines if line and not line.startswith(("INFO", "DEBUG"))))
