"""Look for what time has changed: `make upkeep JOB=links`, or helplines, pages or future.

Writes what is found to out/upkeep/JOB.md, an empty file when there is nothing to do. Never part of a change's checks:
what other sites and other people's releases do is no contributor's fault.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

from handbook_core import registers
from handbook_core.chapters.due import due
from handbook_core.problem import DataError
from handbook_core.registers.helplines import FILE as REGISTER

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
OUT = ROOT / "out" / "upkeep"
BIN = Path(sys.executable).parent
SHOWN_LINES = 20


def links(site: Path = ROOT / "site", config: Path = ROOT / "lychee.toml") -> str:
    """The links of the built site to other sites that do not open, each with the pages it is on."""
    command = [str(BIN / "lychee"), "--config", str(config), "--format", "json", "--no-progress"]
    command += ["--root-dir", str(site.resolve()), str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        said = json.loads(done.stdout)
        failures = [*said["error_map"].items(), *said["timeout_map"].items()]
    except (json.JSONDecodeError, KeyError):
        reason = next(iter(done.stderr.strip().splitlines()), "it said nothing")
        raise RuntimeError(f"lychee could not look at the links: {reason}; compare lychee.toml with its help") from None
    found: dict[str, set[str]] = defaultdict(set)
    why: dict[str, str] = {}
    for page, errors in failures:
        for error in errors:
            found[error["url"]].add(str(Path(page).relative_to(site)))
            # Only the first page with a link has the reason; on the others the answer came from memory.
            if "(cached)" not in error["status"]["text"]:
                why[error["url"]] = " ".join(error["status"]["text"].split())
    if not found:
        return ""
    rows = [
        f"- [ ] <{url}> ({why.get(url, 'no answer')})\n      on {', '.join(sorted(found[url]))}"
        for url in sorted(found)
    ]
    return (
        "These links did not open when a machine tried them. Open each by hand before you change anything: a site may "
        "refuse machines or be down for an hour. For one that must be left out, add it to lychee.toml with the reason."
        "\n\n" + "\n".join(rows) + "\n"
    )


def helplines() -> str:
    """The services that are due for another look."""
    return _due(
        "Compare each with the service's own page, never by calling it. Then set `checked` in the register.", True
    )


def pages() -> str:
    """The pages and reviews that are due."""
    return _due("Open each page's sources. Then set both dates of the page, or ask for another review.", False)


def _due(introduction: str, of_register: bool) -> str:
    today = date.today()
    lines = due(DOCS, registers.load(DOCS, today), today)
    rows = [f"- [ ] {line}" for line in lines if line.startswith(f"{REGISTER}:") == of_register]
    return f"{introduction}\n\n" + "\n".join(rows) + "\n" if rows else ""


def environment(folder: Path) -> None:
    """An empty Python environment in `folder`/venv."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)


def future(prepare: Callable[[Path], None] = environment) -> str:
    """What the newest versions of what the handbook is built with would break, and how far Zensical gets.

    `prepare` puts an environment into the folder of the trial.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "handbook"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "site", "out", "node_modules"))
        wanted = newest((ROOT / "requirements.in").read_text(encoding="utf-8"))
        (copy / "newest.in").write_text(wanted, encoding="utf-8")
        prepare(copy)
        python = str(copy / "venv" / "bin" / "python")
        check = ("Check the site", [python, "-m", "hooks.handbook_core", "site"])
        trials = {
            "The newest versions": (
                ("Install them", [python, "-m", "pip", "install", "--quiet", "-r", "newest.in"]),
                ("Build with them", [python, "-m", "mkdocs", "build", "--strict", "--quiet"]),
                check,
            ),
            "Zensical": (
                ("Install it", [python, "-m", "pip", "install", "--quiet", "zensical"]),
                ("Build with it", [str(copy / "venv" / "bin" / "zensical"), "build", "--clean"]),
                check,
            ),
        }
        parts = []
        for name, steps in trials.items():
            # What one trial built must not pass for the work of the next.
            shutil.rmtree(copy / "site", ignore_errors=True)
            # After a step that failed, the next one would only fail of that.
            report = next((said for step, command in steps if (said := _try(step, command, copy))), "")
            parts += [f"## {name}\n\n{report}"] if report else []
        versions = subprocess.run([python, "-m", "pip", "freeze"], capture_output=True, text=True, check=False).stdout
    if not parts:
        return ""
    parts.append("## Versions\n\n" + "".join(f"    {line}\n" for line in versions.splitlines()))
    return (
        "A trial build, in a folder of its own, with the newest versions of everything in requirements.in, and with "
        "Zensical. Nothing here touches the published site. `make pins` takes the newest versions over, with their "
        "hashes; hold one back in requirements.in, with the reason.\n\n" + "\n".join(parts)
    )


def newest(requirements: str) -> str:
    """The requirements with each pinned version as the oldest one allowed."""
    return re.sub(r"^([A-Za-z0-9_.-]+)==", r"\1>=", requirements, flags=re.MULTILINE)


def _try(name: str, command: list[str], folder: Path) -> str:
    """A report of a step that failed; empty for one that went well."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if not done.returncode:
        return ""
    lines = (done.stdout + done.stderr).replace(str(folder), ".").strip().splitlines()
    kinds = Counter(found[1] for line in lines if (found := re.search(r" \(([a-z-]+)\)$", line)))
    counts = "".join(f"- {count} times {rule}\n" for rule, count in kinds.most_common())
    # A list says most at its beginning, a Python error at its end.
    left_out = len(lines) - 2 * SHOWN_LINES
    if left_out > 0:
        lines[SHOWN_LINES:-SHOWN_LINES] = [f"... {left_out} lines are left out here ..."]
    return f"{name}: failed.\n\n{counts}\n" + "".join(f"    {line}\n" for line in lines)


JOBS: dict[str, Callable[[], str]] = {"links": links, "helplines": helplines, "pages": pages, "future": future}


def main(arguments: list[str]) -> int:
    """Do one job; returns 0 when it could look, whatever it found, and 2 when it could not."""
    if len(arguments) != 1 or arguments[0] not in JOBS:
        print(f"say which job: make upkeep JOB={' or JOB='.join(JOBS)}", file=sys.stderr)
        return 2
    try:
        report = JOBS[arguments[0]]()
    except (RuntimeError, DataError, OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{arguments[0]}.md").write_text(report, encoding="utf-8")
    print(report or "Nothing to do.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
