"""What time changes, and releases: found, told in one issue each, never a contributor's fault."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tools import release, standing_issue, upkeep


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "host").mkdir()
    (tmp_path / "host" / "here.html").write_text("here")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "host")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_links_that_do_not_open_are_named_with_their_pages(tmp_path: Path, host: str) -> None:
    site = tmp_path / "built"
    site.mkdir()
    (site / "index.html").write_text(f'<a href="{host}/here.html">a</a><a href="/other/">b</a><a href="tel:955">c</a>')
    assert upkeep.links(site) == ""
    for name in ("one", "two"):
        (site / f"{name}.html").write_text(f'<a href="{host}/gone.html">a</a>')
    report = upkeep.links(site)
    assert f"- [ ] <{host}/gone.html> (" in report
    assert "404" in report
    assert "on one.html, two.html" in report
    assert "here.html" not in report


def test_a_broken_setting_of_the_link_check_is_no_clean_bill(tmp_path: Path) -> None:
    (tmp_path / "lychee.toml").write_text("nonsense = 1\n")
    with pytest.raises(RuntimeError, match="lychee could not look at the links: "):
        upkeep.links(tmp_path, tmp_path / "lychee.toml")


def test_the_trial_build_may_take_newer_versions() -> None:
    wanted = upkeep.newest((ROOT / "requirements.in").read_text())
    assert "==" not in wanted
    assert "mkdocs>=1" in wanted


# Stands in for the Python of a trial: nothing is installed, and what builds or checks does as each case says.
PYTHON = """\
#!/bin/sh
echo "$*" >> "{log}"
case "$*" in
  "-m pip install"*) {install} ;;
  "-m pip freeze") echo "mkdocs==9.9" ;;
  "-m mkdocs"*) mkdir site && {build} ;;
  "-m hooks"*) [ -d site ] && {check} ;;
esac
"""


@pytest.mark.parametrize(
    ("does", "said", "not_said"),
    [
        ({}, [], []),
        (
            {"install": "echo no such version; exit 1"},
            [
                "## The newest versions\n\nInstall them: failed.",
                "    no such version",
                "## Zensical",
                "    mkdocs==9.9",
            ],
            ["Build with", "Check the site"],
        ),
        (
            {"build": "seq 90; exit 1"},
            ["Build with them: failed.", "    1\n", "    90\n", "... 50 lines are left out here ..."],
            ["## Zensical", "Check the site", "    45\n"],
        ),
        (
            {"check": "echo 'a.md: x; y (help-unknown-id)'; exit 1"},
            ["## The newest versions\n\nCheck the site: failed.\n\n- 1 times help-unknown-id\n"],
            ["Build with"],
        ),
        (
            {"zensical": "echo $PWD/overrides: undefined value; exit 1"},
            ["## Zensical\n\nBuild with it: failed.", "    ./overrides: undefined value"],
            ["## The newest", "Check the site"],
        ),
        # A builder that says it is done and wrote nothing.
        ({"zensical": "true"}, ["## Zensical\n\nCheck the site: failed."], ["## The newest"]),
    ],
)
def test_the_trial_build_says_what_would_break(
    tmp_path: Path, does: dict[str, str], said: list[str], not_said: list[str]
) -> None:
    does = dict.fromkeys(("install", "build", "check"), "true") | {"zensical": "mkdir site"} | does
    log = tmp_path / "log"

    def prepare(folder: Path) -> None:
        programs = folder / "venv" / "bin"
        programs.mkdir(parents=True)
        (programs / "python").write_text(PYTHON.format(log=log, **does))
        (programs / "zensical").write_text(f"#!/bin/sh\n{does['zensical']}\n")
        for program in programs.iterdir():
            program.chmod(0o755)
        assert "==" not in (folder / "newest.in").read_text()

    report = upkeep.future(prepare)
    assert bool(report) == bool(said)
    assert all(words in report for words in said), report
    assert not any(words in report for words in not_said), report
    assert "-m pip install --quiet -r newest.in" in log.read_text()


@pytest.mark.parametrize(
    ("report", "issues", "calls"),
    [
        ("", "[]", []),
        ("- a", "[]", ["issue create --title Links to other sites"]),
        ("- a", '[{"number": 7, "title": "Links to other sites that need a look"}]', ["issue edit 7 --body-file"]),
        ("", '[{"number": 7, "title": "Links to other sites that need a look"}]', ["issue close 7"]),
        ("- a", '[{"number": 8, "title": "Something else"}]', ["issue create"]),
    ],
)
def test_each_job_keeps_one_issue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: str, issues: str, calls: list[str]
) -> None:
    (tmp_path / "links.md").write_text(report)
    fake = tmp_path / "bin" / "gh"
    fake.parent.mkdir()
    fake.write_text(f"#!/bin/sh\necho \"$*\" >> '{tmp_path}/calls'\n[ \"$2\" = list ] && echo '{issues}'\nexit 0\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.parent), prepend=os.pathsep)
    assert standing_issue.main(["links"], tmp_path) == 0
    first, *rest = (tmp_path / "calls").read_text().splitlines()
    assert first.startswith("issue list --state open --author app/github-actions")
    assert len(rest) == len(calls)
    assert all(said.startswith(call) for said, call in zip(rest, calls, strict=True))


def test_a_standing_issue_without_a_report_says_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert standing_issue.main(["links"], tmp_path) == 2
    assert "run make upkeep JOB=links first" in capsys.readouterr().err
    assert standing_issue.main(["nothing"]) == upkeep.main([]) == 2
    assert set(standing_issue.TITLES) == set(upkeep.JOBS)


LOG = """\
# Log

## 3 March 2027: A number { #2027-03-03-number }

- A number [changed](../a.md).
- Two pages are new.

If so, [tell us](x).

## 1 May 2026: First { #2026-05-01-first }

- All.
"""


def test_a_release_carries_its_day_of_the_change_log() -> None:
    said = release.notes(LOG, "2027-03-03")
    assert said == "## A number\n\n- A number changed.\n- Two pages are new.\n\nIf so, tell us.\n"
    assert release.notes(LOG, "2026-05-01") == "## First\n\n- All.\n"


@pytest.mark.parametrize(
    ("tag", "message"), [("v1.0", "is no name for a release"), ("2027-03-04", "no change of 2027-03-04")]
)
def test_a_release_without_a_change_log_is_refused(tag: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        release.notes(LOG, tag)


def test_the_citation_names_the_newest_entry_of_the_change_log() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert release.notes((ROOT / release.LOG).read_text(), citation["version"])
    assert citation["date-released"] == citation["version"]
    newest = re.search(r"^## (\d+ \w+ \d{4})", (ROOT / release.LOG).read_text(), re.MULTILINE)
    assert newest
    day = date.fromisoformat(citation["version"])
    assert newest[1] == f"{day.day} {day:%B %Y}"
