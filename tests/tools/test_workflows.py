"""Workflow files and forms: safe, well-formed, and made of commands that run here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from handbook_core.publishing import inserts

from tests.conftest import ROOT

GITHUB = ROOT / ".github"
RUNS = ("publish", "check")
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in yaml.safe_load(path.read_text())["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_command_of_a_workflow_runs_here_too(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for step in steps(path):
        if "run" in step:
            program, *rest = step["run"].split()
            assert (program == "make" and rest[0] in targets and len(rest) == 1) or step["run"].startswith(
                "gh release "
            )
            assert "${{" not in step["run"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_use_actions_by_commit_and_no_more_rights_than_they_need(path: Path) -> None:
    text = path.read_text()
    used = re.findall(r"uses: (.+)", text)
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in used)
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")
    assert "secrets." not in text
    writes = {scope for job in workflow["jobs"].values() for scope, may in job["permissions"].items() if may == "write"}
    allowed = {
        "check": set(),
        "publish": {"pages", "id-token"},
        "release": {"contents"},
        "upkeep": {"issues"},
        "downloads": set(),
        "engines": set(),
    }
    assert writes == allowed[path.stem]


def test_what_goes_live_carries_the_files_to_take_away() -> None:
    ran = [step.get("run") for step in steps(GITHUB / "workflows" / "publish.yml")]
    assert ran.index("make downloads") < ran.index("make build")


def test_a_quiet_site_is_published_too_and_a_queue_of_changes_is_checked() -> None:
    # YAML 1.1 reads the key "on" as true.
    publish, check = (yaml.safe_load((GITHUB / "workflows" / f"{name}.yml").read_text())[True] for name in RUNS)
    assert {"push", "schedule", "workflow_dispatch"} <= set(publish)
    assert {"pull_request", "merge_group"} == set(check)


def test_no_job_that_may_write_runs_what_nobody_has_pinned() -> None:
    jobs = yaml.safe_load((GITHUB / "workflows" / "upkeep.yml").read_text())["jobs"]
    ran = {name: [step.get("run") for step in job["steps"]] for name, job in jobs.items()}
    (unpinned,) = [name for name in ran if "make upkeep" in ran[name]]
    (writing,) = [name for name in ran if "make standing-issue" in ran[name]]
    assert "write" not in jobs[unpinned]["permissions"].values()
    assert unpinned != writing
    assert jobs[unpinned]["strategy"] == jobs[writing]["strategy"]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md"])
def test_who_looks_for_help_on_the_code_host_gets_to_services(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "(https://findahelpline.com/)" in text
    assert "(../../deployments/github-pages)" in text
    # Read on the code host, this file shows no number.
    assert "docs/get-help" not in text


# By the make target that must say so: what is changed, into what, and how it is called. `make lint` runs both targets
# on the files as they are.
SLIPS = {
    "workflow-forms": [("timeout-minutes: 45", "timeout_minutes: 45", "timeout_minutes")],
    "workflow-safety": [
        ("run: make pull-request", "run: echo ${{ github.event.pull_request.title }}", "template-injection"),
        ("pull_request:\n", "pull_request_target:\n", "dangerous-triggers"),
    ],
}


@pytest.mark.slow
def test_the_check_of_workflows_finds_what_is_wrong(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    shutil.copytree(GITHUB, tmp_path / ".github")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    for name in ("requirements.txt", "requirements-test.txt"):
        (tmp_path / name).symlink_to(ROOT / name)
    path = tmp_path / ".github" / "workflows" / "check.yml"
    good = path.read_text()
    for target, slips in SLIPS.items():
        text = good
        for old, new, _ in slips:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text)
        done = subprocess.run(["make", target], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode != 0
        assert [said for _, _, said in slips if said not in done.stdout + done.stderr] == []


def test_the_forms_that_pages_link_to_exist() -> None:
    forms = {path.name: yaml.safe_load(path.read_text()) for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml")}
    assert set(inserts.FORMS) == set(forms) - {"config.yml"}
    # The footer fills in this field with the page's own name.
    assert any(field.get("id") == "page" for field in forms["page-problem.yml"]["body"])
    made = inserts.forms("https://example.org/owner/repository")
    assert "(https://example.org/owner/repository/issues/new?template=offer-review.yml)" in made
    assert "names no repository" in inserts.forms("")


@pytest.mark.slow
def test_every_page_links_to_its_own_report_and_edit(tmp_path: Path) -> None:
    here = "https://example.org/o/r"
    environment = {**os.environ, "REPO_URL": here, "EDIT_URI": "edit/main/docs/"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(tmp_path / "site")]
    subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True)
    for source in (ROOT / "docs").rglob("*.md"):
        name = source.relative_to(ROOT / "docs")
        folder = name.parent if name.name == "index.md" else name.with_suffix("")
        html = (tmp_path / "site" / folder / "index.html").read_text()
        assert f'href="{here}/edit/main/docs/{name}"' in html
        (report,) = re.findall(rf'href="{here}/issues/new\?template=page-problem.yml&amp;page=([^"]+)"', html)
        title = re.sub("<[^>]+>", "", re.findall(r"<h1[^>]*>(.*?)</h1>", html)[0])
        assert unquote(report).endswith(f" ({name})")
        assert name.name == "index.md" or unescape(title) in unquote(report)
    lost = (tmp_path / "site" / "404.html").read_text()
    assert f'href="{here}/issues/new?template=page-problem.yml&amp;page=Page%20not%20found"' in lost
