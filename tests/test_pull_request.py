"""What the author of a pull request reads, from a clone with every fault at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from handbook_core.problem import Problem
from handbook_core.rules.page_unfinished import MARK

from tests.conftest import ROOT
from tests.small_site import page
from tools import pull_request

# What stands in the way, in which file of the clone, and the beginning of the row that its author must find.
US = "<help:us-988>"
WRONG = {
    "no help": ("docs/judge/new.md", page("Nothing."), "|  | this page shows no way to professional"),
    "number": ("docs/judge/number.md", page(f"{US}\n\n[x](tel:989)"), "| 16 | a link calls 989"),
    "source": ("docs/judge/source.md", page(f"{US} [@nobody1900]"), "| 14 | no source has the key"),
    "front matter": ("docs/judge/top.md", f"# A\n\n{US}\n", "| 1 | this page has no front matter"),
    "unfinished": ("docs/judge/later.md", page(f"{US}\n\n{MARK} the end."), "| 16 | a part is still to write: the end"),
    "link": ("docs/judge/link.md", page(f"{US}\n\n[x](no-where.md)"), '| 16 | the link "no-where.md" leads nowhere'),
    "spelling": ("docs/judge/slip.md", page(f"{US} is recieved"), '| 14 | "recieved" looks like a slip'),
    "style": ("tools/untidy.py", "import os\n", "| 1 | F401"),
    "layout": ("tools/layout.py", "x  = 1\n", "|  | the file is not in the usual layout | run make tidy"),
    "types": ("tools/typed.py", 'x: int = "one"\n', "| 1 | Incompatible types in assignment"),
    "test": (
        "tests/test_wrong.py",
        "def test_sum() -> None:\n    assert 1 + 1 == 3\n",
        "|  | this test fails: test_sum",
    ),
}


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The summary and the annotations that a pull request with every fault at once gets, in a clone."""
    clone = tmp_path_factory.mktemp("clone") / "handbook"
    skip = shutil.ignore_patterns(".venv", ".git", "site", "out", ".pytest_cache", ".hypothesis", "browser")
    shutil.copytree(ROOT, clone, ignore=skip)
    (clone / ".venv").symlink_to(ROOT / ".venv")
    for test in (clone / "tests").glob("test_*.py"):
        test.unlink()  # Only the wrong one is to run there.
    for name, text, _ in WRONG.values():
        (clone / name).write_text(text)
    environment = {
        **os.environ, "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(clone / "summary.md"),
        "PYTHONPATH": "hooks", "PYTEST_ADDOPTS": "--strict-markers tests/test_wrong.py",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tools.pull_request"],
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback (most" not in done.stderr
    return (clone / "summary.md").read_text(), done.stdout


@pytest.mark.parametrize("fault", WRONG)
def test_the_author_reads_where_what_and_how(summary: tuple[str, str], fault: str) -> None:
    text, log = summary
    name, _, row = WRONG[fault]
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {name} {row}")]
    _, number, what, fix, rule = [cell.strip() for cell in line.strip("|").split(" | ")]
    assert all((what, fix, rule))
    place = f"::error file={name}" + (f",line={number}" if number else "") + f",title={rule}::"
    assert place in log


def test_a_pull_request_without_a_fault_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pull_request, "run", lambda target: (0, "docs/a.md:1: x; y (z)"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert pull_request.main([]) == 0
    assert "Nothing to change" in capsys.readouterr().out


def test_a_check_that_names_no_line_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pull_request, "run", lambda target: (int(target == "tests"), "no memory left"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert pull_request.main([]) == 1
    assert "The check of the tests stopped" in (said := capsys.readouterr().out)
    assert "    no memory left" in said


def test_nothing_in_a_change_can_speak_to_github(summary: tuple[str, str]) -> None:
    problem = Problem("docs/a,b:c.md", 3, "50%\n::warning::x", "y", "z")
    assert pull_request.annotation(problem).startswith("::error file=docs/a%2Cb%3Ac.md,line=3,title=z::50%25%0A::warn")
    assert summary[1].count("::stop-commands::") == len(pull_request.STEPS)
