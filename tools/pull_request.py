"""Check a change the way a pull request is checked: `make pull-request`.

Runs the make targets of `make test`, goes on after a failure, and says everything in one list: file, line, what is
wrong and what to do. On GitHub the list becomes annotations beside the lines and the summary of the run.
"""

from __future__ import annotations

import html
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from handbook_core.problem import Problem, in_order

REGISTER = "docs/_data/helplines.yml"
# What a change of the register can send someone astray by.
CONTACTS = ("phone", "dial", "sms", "chat", "url", "other_numbers")
ROOT = Path(__file__).resolve().parents[1]
HEAD = "| File | Line | What | What to do | Check |\n| --- | --- | --- | --- | --- |"
# A make target, and what it looks at.
STEPS = {
    "build": "the pages",
    "check": "the built site",
    "lint": "spelling, code and workflows",
    "tests": "the tests",
}
GOOD = "## Nothing to change\n\nEvery check passes. A maintainer reads your change next, within two weeks.\n"
PREVIEW = (
    "\nSee it as readers would: at the foot of this page, under *Artifacts*, download `preview-open-index.html`, "
    "unpack it and open `index.html`.\n"
)
INTRODUCTION = (
    "Nothing is published yet, so nothing is broken. Each line says where, what and what to do. Change it the way you "
    "made the change, and {again}. Stuck, or is a check wrong? Say so in the pull request and a maintainer takes it "
    "from there.\n"
)
AGAIN = ("run make pull-request again", "the checks run again by themselves")


def main(targets: list[str]) -> int:
    """Run the targets, or all of them; returns the exit status."""
    problems: list[Problem] = []
    silent: dict[str, str] = {}
    failed = False
    for target in targets or STEPS:
        status, output = run(target)
        found = list(understand(output)) if status else []
        problems += found
        failed = failed or bool(status)
        if status and not found:
            silent[target] = "\n".join(output.splitlines()[-25:])
    problems = in_order(problems)
    summary = describe(problems, silent) if failed else GOOD
    summary += to_compare(register_before(), (ROOT / REGISTER).read_text(encoding="utf-8"))
    if os.environ.get("GITHUB_ACTIONS"):
        for problem in problems:
            print(annotation(problem))
    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(file).open("a", encoding="utf-8") as out:
            out.write(summary + PREVIEW)
    print(summary)
    return int(failed)


def register_before() -> str:
    """The register without this change: on GitHub that of the branch it would join; empty where there is none."""
    for base in ("HEAD^1",) if "GITHUB_ACTIONS" in os.environ else ("origin/main", "main"):
        command = ["git", "show", f"{base}:{REGISTER}"]
        shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if not shown.returncode:
            return shown.stdout
    return ""


def to_compare(before: str, now: str) -> str:
    """As Markdown, the pages to open for each service whose contacts differ; empty when none does."""
    try:
        old, new = ({s["id"]: s for s in yaml.safe_load(text)["services"]} for text in (before, now))
    except (yaml.YAMLError, KeyError, TypeError):
        return ""  # No register to compare with, or a broken one, which the check names.
    rows = []
    for id_, service in new.items():
        for key in CONTACTS:
            was, is_ = old.get(id_, {}).get(key), service.get(key)
            if was != is_:
                pages = [service[at] for at in ("checked_at", "also_at") if service.get(at)]
                second = "" if len(pages) > 1 else "; find a second page that gives it, and add it as also_at"
                rows.append(
                    f"| {id_} | {key} | {_cell(str(was))} | {_cell(str(is_))} | {' and '.join(pages)}{second} |"
                )
    if not rows:
        return ""
    head = "| Service | What | Before | Now | Open and compare digit by digit |\n| --- | --- | --- | --- | --- |"
    return "\n## A contact changed: open both pages\n\n" + "\n".join([head, *rows]) + "\n"


def run(target: str) -> tuple[int, str]:
    """Run a make target, show its output as it comes, and return its exit status and output."""
    # Nothing that a change makes a tool print may be read by GitHub as a command.
    token = secrets.token_hex(16) if os.environ.get("GITHUB_ACTIONS") else ""
    if token:
        print(f"::stop-commands::{token}")
    environment = {**os.environ, "RUFF_OUTPUT_FORMAT": "concise", "NO_COLOR": "1", "COLUMNS": "200"}
    command = ["make", "--no-print-directory", "--keep-going", target]
    output = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            output.append(line)
    if token:
        print(f"::{token}::")
    return process.returncode, "".join(output)


def understand(output: str) -> Iterator[Problem]:
    """Every problem that a tool named in its output, in one form."""
    for broken, whole in _BROKEN_LINES:
        output = broken.sub(whole, output)
    for line in output.splitlines():
        for pattern, problem in _SAID:
            if found := pattern.search(line):
                yield problem(found)
                break


def _own(found: re.Match[str]) -> Problem:
    return Problem(found[1], int(found[2]) if found[2] else None, found[3], found[4], found[5])


def _at(fix: str, rule: str) -> Callable[[re.Match[str]], Problem]:
    return lambda found: Problem(found[1], int(found[2]), found[3], fix, rule)


# Two tools need several lines to say where and what.
_BROKEN_LINES = (
    (re.compile(r"\n\s*--> "), " --> "),
    (re.compile(r": \{.*\} is not valid under any of the given schemas\n.*?Best Match:\n\s+\$\S*?: ", re.DOTALL), ": "),
)
# What the tools print, the handbook's own checks first.
_SAID: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Problem]], ...] = (
    (re.compile(r"((?:docs|site|hooks)/[^:]+?)(?::(\d+))?: (.+); (.+) \(([a-z-]+)\)$"), _own),
    (
        re.compile(r"^(?:\./)?(\S+):(\d+): (\S+) ==> (.+)$"),
        lambda found: Problem(
            found[1], int(found[2]), f'"{found[3]}" looks like a slip', f'did you mean "{found[4]}"?', "spelling"
        ),
    ),
    (
        re.compile(r"^(\S+\.py):\d+:\d+: unformatted:"),
        lambda found: Problem(found[1], None, "the file is not in the usual layout", "run make tidy", "code-style"),
    ),
    (
        re.compile(r"^(\S+\.(?:py|js)):(\d+):\d+: (.+)$"),
        _at("make tidy mends most of these", "code-style"),
    ),
    (re.compile(r"^(\S+\.py):(\d+): error: (.+)$"), _at("make the types agree", "types")),
    (
        re.compile(r"^\s+((?:\.github/|CITATION)[^\s:]+)::(\$[^\s:]*): (.+)$"),
        lambda found: Problem(
            found[1], None, f"{found[2]}: {found[3]}", "compare it with the last good one", "workflows"
        ),
    ),
    (
        re.compile(r"^\w+\[([\w-]+)\]: (.+) --> (\S+?):(\d+):\d+"),
        lambda found: Problem(
            found[3], int(found[4]), found[2], f"read docs.zizmor.sh/audits/#{found[1]}", "workflows"
        ),
    ),
    (
        re.compile(r"^(?:FAILED|ERROR) (tests/\S+?\.py)::(.+)$"),
        lambda found: Problem(
            found[1], None, f"this test fails: {found[2]}", "run make tests and read what it expected", "tests"
        ),
    ),
)


def annotation(problem: Problem) -> str:
    """The line that makes GitHub show a problem beside the changed line."""

    def escape(text: str, marks: str) -> str:
        return "".join(f"%{ord(c):02X}" if c in marks else c for c in text)

    place = f"file={escape(problem.path, '%:,')}" + (f",line={problem.line}" if problem.line else "")
    return f"::error {place},title={problem.rule}::" + escape(f"{problem.what}. What to do: {problem.fix}.", "%\r\n")


def describe(problems: list[Problem], silent: dict[str, str]) -> str:
    """The summary of a run that failed, as Markdown."""
    parts = [
        f"## To change: {len(problems) + len(silent)}\n",
        INTRODUCTION.format(again=AGAIN["GITHUB_ACTIONS" in os.environ]),
    ]
    if problems:
        rows = [f"| {_cell(p.path)} | {p.line or ''} | {_cell(p.what)} | {_cell(p.fix)} | {p.rule} |" for p in problems]
        parts.append("\n".join([HEAD, *rows]))
        parts.append("\nChecks named help, cite, page or wording are explained in docs/contribute/checks.md.\n")
    for target, output in silent.items():
        what = STEPS.get(target, target)
        parts.append(f"\nThe check of {what} stopped with a message that names no line (make {target}):\n")
        parts.append("".join(f"    {line}\n" for line in output.splitlines()))
    return "\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return html.escape(text, quote=False).replace("|", "\\|").replace("`", "'")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
