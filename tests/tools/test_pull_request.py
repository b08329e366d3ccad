"""What the author of a pull request reads: one fault for each check, in a clone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from handbook_core import checks, registers
from handbook_core.checks.page_unfinished import MARK
from handbook_core.parsing import addresses
from handbook_core.problem import Problem

from tests.conftest import DOCS, ROOT, TODAY
from tests.support.site import page
from tools import pull_request

US = "<help:us-988>"
# What stands in the register now, altered as a slip would.
_HANDBOOK = registers.load(DOCS, TODAY)
_REGISTER = _HANDBOOK.registry
NUMBER = _REGISTER.services["us-988"].contacts[0].digits
HOST = addresses.without_www(addresses.parse(_REGISTER.services["us-988"].url).host)
(SMS,) = _REGISTER.services["us-crisis-text-line"].contacts
NOTED = next(key for key, source in _HANDBOOK.sources.items() if source.says)
ENDED = next(phrase for closed in _REGISTER.closed for phrase in closed.phrases)
SERVICE = """\
services:
  - id: us-nowhere
    name: "Nobody's line"
    country: US
    kind: crisis
    topics: [suicide]
    audience: "everyone"
    evidence: official
    url: "https://nobodys-line.example.org/"
    checked: 2026-11-01
    checked_at: "https://nobodys-line.example.org/"
"""
SOURCE = """\
- id: nobody2020
  type: webpage
  body: "Nobody"
  year: 2020
  title: "A page that no page cites"
  url: "https://example.org/nobody"
"""
SENT = "Please write these words once, because the second copy of them will be out of date before long."


@dataclass(frozen=True)
class Fault:
    """What an author got wrong: the check that says so, the file with all its text (or what is replaced in it by
    what), and the line and words that its author must find in the summary."""

    check: str
    file: str
    text: str | tuple[str, str]
    line: int | None
    says: str


def chapter(name: str, check: str, body: str, line: int | None, says: str) -> Fault:
    """A fault in a new chapter, whose body begins in line 14."""
    return Fault(check, f"docs/judge/{name}.md", page(body), line, says)


CHANGED = [
    chapter("a", "help-missing-link", "Nothing.", None, "this page shows no way to professional help"),
    chapter("b", "help-unregistered-number", f"{US}\n\n[x](tel:989)", 16, "a link calls 989, a number"),
    chapter("c", "help-number-mismatch", f"{US}\n\n[{SMS.digits[::-1]}](sms:{SMS.digits})", 16, "a link shows"),
    chapter("d", "help-text-number", f"{US}\n\nCall 1-800-555-0199.", 16, '"1-800-555-0199" reads as a telephone'),
    chapter(
        "way", "help-way-mismatch", f"{US}\n\nText <help:us-988#call>.", 16, '"Text" stands at a link that only calls'
    ),
    chapter("aa", "help-other-service", f"{US}\n\nIn Canada, <help:us-988#call>.", 16, "is given for Canada"),
    chapter("ab", "help-claim", f"{US}\n\nThe 988 Lifeline costs $2 a minute.", 16, "says of 988 Suicide"),
    chapter("ac", "page-markup", f'{US}\n\n<p style="color:red">x</p>', 16, 'the attribute "style" of'),
    chapter("e", "help-wrong-address", f"{US}\n\n[x](https://{HOST}.example/)", 16, f"looks like {HOST}"),
    chapter("f", "help-closed-service", f"{US}\n\nCall {NUMBER} and {ENDED}.", 16, "belongs to"),
    chapter("g", "help-topic-line", "[x](../get-help/index.md)\n\n## On suicide", None, 'names "suicide" in a heading'),
    chapter("h", "help-unknown-id", f"{US}\n\n<help:us-989>", 16, 'no service has the id "us-989"'),
    chapter("i", "cite-unknown-key", f"{US} [@nobody1900]", 14, 'no source has the key "nobody1900"'),
    chapter("j", "wording-unsafe-phrase", f"{US}\n\nShe committed suicide.", 16, '"committed suicide" is a phrase to'),
    chapter("k", "page-outside-request", f"{US}\n\n![x](https://example.org/x.png)", 16, "from another site"),
    chapter("l", "page-unfinished", f"{US}\n\n{MARK} the end.", 16, "a part is still to write: the end"),
    chapter("ad", "cite-figure", f"{US}\n\nIt was 98765 people [@{NOTED}].", None, '"98765" is not in what we noted'),
    chapter("m", "page-tool", f"{US}\n\n/// html | div[data-tool='nothing']\n///", None, 'no tool is called "nothing"'),
    chapter("n", "chapter-insert", f"{US}\n\n<!-- handbook: nothing -->", None, 'has nothing called "nothing"'),
    chapter("o", "page-broken-link", f"{US}\n\n[x](no-where.md)", 16, 'the link "no-where.md" leads nowhere'),
    chapter("p", "page-broken-link", f"{US}\n\n[x](../get-help/index.md#nothing)", 16, '"#nothing" leads nowhere'),
    chapter("q", "page-broken-link", f"{US}\n\n[x](/get-help/)", 16, '"/get-help/" holds in one place only'),
    chapter("picture", "page-picture-words", f"{US}\n\n![](../assets/social.png)", 16, "social.png has no description"),
    chapter("w", "page-headings", f"{US}\n\n# Again", 16, '"Again" is a second title'),
    chapter("x", "page-headings", f"{US}\n\n### Deep", 16, '"Deep" skips from level 1 to level 3'),
    chapter("y", "page-box", f'{US}\n\n!!! tipp "Try"\n\n    Words.', 16, 'no box is called "tipp"'),
    chapter("z", "page-box", f'{US}\n\n!!! poor "Poor"\n\nWords.', 18, "stands outside the box of line 16"),
    Fault("page-address", "docs/judge/m/index.md", page(US, due="2099-02-02"), None, "have the same address"),
    chapter("my page", "page-file-name", US, None, '"my page.md" is not a plain name'),
    chapter("r", "spelling", f"{US} is recieved", 14, '"recieved" looks like a slip'),
    Fault(
        "published-file",
        "docs/assets/drawing.svg",
        '<svg xmlns="http://www.w3.org/2000/svg">\n<text>Call 1-800-555-0199.</text>\n</svg>',
        2,
        "in a drawing reads as a telephone number",
    ),
    Fault(
        "chapter-old-address",
        "docs/judge/moved.md",
        page(US, due="2099-02-02").replace("order:", "was: [get-help]\norder:"),
        6,
        "a page is there",
    ),
    Fault("chapter-front-matter", "docs/judge/s.md", f"# A\n\n{US}\n", 1, "this page has no front matter"),
    # All chapters above fall due together, which is said at the first of them.
    chapter("a", "chapter-front-matter", "Nothing.", None, "pages fall due on 2099-01-01"),
    Fault(
        "chapter-review",
        "docs/judge/t.md",
        page(US, due="2099-02-01").replace("none", "{name: A, role: b, registration: C, date: 2026-11-01}"),
        9,
        "this review has no copy of the words",
    ),
    Fault("help-unused-service", "docs/_data/helplines.yml", ("services:\n", SERVICE), None, "no page shows Nobody's"),
    Fault("cite-unused-key", "docs/_data/references.yml", ("- id:", f"{SOURCE}- id:"), None, 'no page cites "nobody2'),
    chapter("script", "chapter-script", f'{US}\n\n--8<-- "gone.txt"', 16, '"gone.txt" includes no script'),
    chapter(
        "scripts",
        "script-twice",
        f'{US}\n\n!!! script "A"\n\n    {SENT}\n\n!!! script "B"\n\n    {SENT}',
        18,
        "these words",
    ),
    Fault("script-unused", "docs/_data/scripts/left.txt", "Nobody.\n", None, "no page includes this script"),
    Fault("code-style", "tools/untidy.py", "import os\n", 1, "F401"),
    Fault("code-style", "tools/layout.py", "x  = 1\n", None, "the file is not in the usual layout"),
    Fault("types", "tools/typed.py", 'x: int = "one"\n', 1, "Incompatible types in assignment"),
    Fault(
        "workflows", ".github/workflows/upkeep.yml", ("timeout-minutes", "timeout_minutes"), None, "'timeout_minutes'"
    ),
    Fault(
        "workflows", ".github/workflows/check.yml", ("pull_request:", "pull_request_target:"), 5, "insecure workflow"
    ),
    Fault("tests", "tests/test_wrong.py", "def test_sum() -> None:\n    assert 1 + 1 == 3\n", None, "test_sum"),
]
# These stop a build before it reads a page, so each is a change of its own. A data file that is not named here is
# broken as YAML.
UNREADABLE = {
    "vocabulary": ("data-vocabulary", ("\naudiences:", "\naudience:"), None, "this file has no"),
    "helplines": ("help-registry", ("kind: crisis", "kind: krisis"), None, 'unknown kind "krisis"'),
    "references": ("cite-references", ("type: code", "type: cod"), None, '"cod"'),
    "wording": ("data-wording", ("\n  check: true", "\n  chick: true"), None, 'has no "check"'),
    "audits": ("data-audits", ("year:", "yeer:"), None, 'this entry has no "year"'),
}
BROKEN = [
    Fault(check, f"docs/_data/{name}.yml", text, line, says)
    for name in sorted(path.stem for path in (DOCS / "_data").glob("*.yml"))
    for check, text, line, says in [UNREADABLE.get(name, (f"data-{name}", "\t- x\n", 1, "this is not valid YAML"))]
]
BROKEN += [
    Fault("data-scripts", "docs/_data/scripts/review-reply.txt", '--8<-- "b.txt"\n', 1, "cannot include another"),
    Fault("change-log", "docs/reference/change-log.md", (" { #2", " {#2"), None, "names no day"),
    Fault("data-words", "hooks/handbook_core/lang/en.yml", ("search: Search", "search: 3"), None, "is no plain text"),
]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which only the wrong test is run."""
    clone = tmp_path_factory.mktemp("clone") / "handbook"
    skip = shutil.ignore_patterns(
        ".venv", ".git", "site", "out", ".pytest_cache", ".ruff_cache", ".hypothesis", "browser"
    )
    shutil.copytree(ROOT, clone, ignore=skip)
    (clone / ".venv").symlink_to(ROOT / ".venv")
    for test in (clone / "tests").glob("test_*.py"):
        test.unlink()
    return clone


def plant(clone: Path, fault: Fault) -> None:
    path = clone / fault.file
    if isinstance(fault.text, tuple):
        assert fault.text[0] in path.read_text(), f"{fault.file} has no {fault.text[0]!r} to break any more"
        path.write_text(path.read_text().replace(*fault.text, 1))
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fault.text)


def said(clone: Path, *targets: str) -> tuple[str, str]:
    """The summary and the annotations that a pull request gets."""
    summary = clone / "summary.md"
    summary.unlink(missing_ok=True)
    environment = {
        **os.environ, "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary),
        "PYTHONPATH": "hooks", "PYTEST_ADDOPTS": "--strict-markers tests/test_wrong.py",
    }  # fmt: skip
    command = [sys.executable, "-m", "tools.pull_request", *targets]
    done = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback (most" not in done.stdout + done.stderr
    return summary.read_text(), done.stdout


@pytest.fixture(scope="module")
def changed(clone: Path) -> tuple[str, str]:
    """What is said of one change with every fault that a build can read."""
    for fault in CHANGED:
        plant(clone, fault)
    # The one page that links every service no longer does.
    plant(clone, Fault("", "docs/get-help/index.md", ("<!-- handbook: helplines -->", ""), None, ""))
    return said(clone)


def assert_told(summary: str, log: str, fault: Fault) -> None:
    rows = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in summary.splitlines() if "| " in row]
    told = [row for row in rows if row[0] == fault.file and row[-1] == fault.check and fault.says in row[2]]
    assert told, f"the summary does not say {fault.says!r} of {fault.file}:\n{summary}"
    (_, line, _, fix, check), *_ = told
    assert fix
    assert fault.line is None or line == str(fault.line)
    assert f"::error file={fault.file}{f',line={line}' if line else ''},title={check}::" in log


@pytest.mark.parametrize("fault", CHANGED, ids=lambda fault: f"{fault.check} {fault.file}")
def test_the_author_reads_where_what_and_how(changed: tuple[str, str], fault: Fault) -> None:
    assert_told(*changed, fault)


@pytest.mark.parametrize("fault", BROKEN, ids=lambda fault: fault.file)
def test_the_author_of_broken_data_reads_where_what_and_how(clone: Path, fault: Fault) -> None:
    good = (DOCS.parent / fault.file).read_text()
    (clone / fault.file).write_text(good)
    plant(clone, fault)
    try:
        assert_told(*said(clone, "build"), fault)
    finally:
        (clone / fault.file).write_text(good)


def test_the_author_of_a_file_in_an_old_encoding_reads_what_to_do(clone: Path) -> None:
    path = clone / "docs" / "judge" / "old.md"
    path.write_bytes(b"# Caf\xe9\n")
    try:
        assert_told(
            *said(clone, "build"), Fault("chapter-front-matter", "docs/judge/old.md", "", None, "cannot be read")
        )
    finally:
        path.unlink()


def test_no_fault_here_overwrites_another() -> None:
    chapters = {(fault.file, fault.text) for fault in CHANGED if isinstance(fault.text, str)}
    assert len(chapters) == len({file for file, _ in chapters})


def test_every_check_has_a_fault_here() -> None:
    named = {rule.ID for rule in (*checks.PAGE_CHECKS, *checks.SITE_CHECKS)}
    named |= {"spelling", "code-style", "types", "workflows", "tests"}
    for path in (ROOT / "hooks").rglob("*.py"):
        code = path.read_text()
        named |= set(re.findall(r'^(?:RULE|ID) = "([a-z-]+)"', code, re.MULTILINE))
        named |= set(re.findall(r'"((?:chapter|page)-[a-z-]+)"\)', code))
    without = named - {fault.check for fault in CHANGED + BROKEN}
    assert not without, f"no wrong change here shows what {', '.join(sorted(without))} says"


def test_a_pull_request_without_a_fault_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pull_request, "run", lambda target: (0, "docs/a.md:1: x; y (z)"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert pull_request.main([]) == 0
    assert "Nothing to change" in capsys.readouterr().out


@pytest.mark.parametrize(("where", "said"), [("1", "run again by themselves"), ("", "run make pull-request again")])
def test_the_summary_says_what_comes_after_mending(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str, said: str
) -> None:
    monkeypatch.setattr(pull_request, "run", lambda target: (1, "docs/a.md:1: x; y (z)"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    if where:
        monkeypatch.setenv("GITHUB_ACTIONS", where)
    assert pull_request.main(["build"]) == 1
    assert said in capsys.readouterr().out


def test_a_check_that_names_no_line_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pull_request, "run", lambda target: (int(target == "tests"), "no memory left"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert pull_request.main([]) == 1
    assert "The check of the tests stopped" in (said := capsys.readouterr().out)
    assert "    no memory left" in said


def test_nothing_in_a_change_can_speak_to_github(changed: tuple[str, str]) -> None:
    problem = Problem("docs/a,b:c.md", 3, "50%\n::warning::x", "y", "z")
    assert pull_request.annotation(problem).startswith("::error file=docs/a%2Cb%3Ac.md,line=3,title=z::50%25%0A::warn")
    assert changed[1].count("::stop-commands::") == len(pull_request.STEPS)


def test_a_changed_number_shows_both_pages() -> None:
    before = SERVICE.replace("    checked:", '    phone: "1-800-555-0100"\n    checked:')
    now = before.replace("0100", "0110")
    assert pull_request.to_compare(before, before) == ""
    assert pull_request.to_compare("", now) == ""
    row = pull_request.to_compare(before, now).splitlines()[-1]
    assert "| us-nowhere | phone | 1-800-555-0100 | 1-800-555-0110 | https://nobodys-line.example.org/; find" in row
    with_second = now + '    also_at: "https://example.com/lines"\n'
    row = pull_request.to_compare(before, with_second).splitlines()[-1]
    assert "https://nobodys-line.example.org/ and https://example.com/lines |" in row
