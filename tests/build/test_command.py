"""The command that checks any built site, and the build of the real handbook, as a person runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from handbook_core import registers
from handbook_core.checks.context import context
from handbook_core.checks.run import check
from handbook_core.registers.helplines.links import contact_text

import benchmarks.build as bench
from tests.build.test_one_number import corrected
from tests.conftest import ROOT, TODAY
from tests.support import site as small_site

pytestmark = pytest.mark.slow


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole project, to break."""
    copy = tmp_path_factory.mktemp("project") / "handbook"
    skip = shutil.ignore_patterns(".venv", ".git", "site", ".*_cache", ".hypothesis", "node_modules")
    shutil.copytree(ROOT, copy, ignore=skip)
    return copy


def test_the_handbook_builds_and_its_site_is_clean(project: Path) -> None:
    built = run("mkdocs", "build", "--strict", cwd=project)
    assert built.returncode == 0, built.stdout + built.stderr
    checked = run("hooks.handbook_core", "site", cwd=project)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_a_site_built_without_the_hook_says_so_and_is_not_clean(project: Path) -> None:
    settings = project / "mkdocs.yml"
    before = settings.read_text()
    hookless = "\n".join(line for line in before.splitlines() if not line.strip().startswith(("hooks:", "- hooks/")))
    try:
        settings.write_text(hookless)
        assert hookless != before.rstrip("\n")
        built = run("mkdocs", "build", "-d", "hookless", cwd=project)
        assert built.returncode == 0, built.stdout + built.stderr
        assert "Built without the hook" in (project / "hookless" / "index.html").read_text()
        assert run("hooks.handbook_core", "hookless", cwd=project).returncode == 1
    finally:
        settings.write_text(before)


FLAGS = [[], ["--strict"], ["--strict", "-q"], ["-q"], ["--strict", "-v"], ["--no-directory-urls"]]
SLIPS = {
    "a.md": ("It forgot something.", "docs/a.md: this page shows no way to professional help in its own text"),
    "b.md": ("<help:us-one> [x](nowhere.md)", "Doc file 'b.md' contains a link 'nowhere.md'"),
    "c.md": ("<help:us-one> [x](#nowhere)", "Doc file 'c.md' contains a link '#nowhere'"),
}


@pytest.mark.parametrize("flags", FLAGS, ids=" ".join)
def test_no_slip_passes_any_kind_of_build(tmp_path: Path, flags: list[str]) -> None:
    small_site.write(tmp_path, {name: small_site.page(body) for name, (body, _) in SLIPS.items()})
    built = run("mkdocs", "build", *flags, cwd=tmp_path)
    said = built.stdout + built.stderr
    assert built.returncode != 0
    last = said.rpartition("the handbook cannot be published:")[2]
    assert [sentence for _, sentence in SLIPS.values() if sentence not in last] == []
    assert "Traceback" not in said


@pytest.mark.parametrize("slip", [name for name in SLIPS if name != "a.md"])
def test_a_broken_link_alone_stops_a_quiet_build(tmp_path: Path, slip: str) -> None:
    small_site.write(tmp_path, {slip: small_site.page(SLIPS[slip][0])})
    assert run("mkdocs", "build", "-q", cwd=tmp_path).returncode != 0


def test_a_setting_that_mkdocs_does_not_know_stops_a_quiet_build(tmp_path: Path) -> None:
    with (small_site.write(tmp_path).parent / "mkdocs.yml").open("a") as settings:
        settings.write("nonsense: 1\n")
    built = run("mkdocs", "build", "-q", cwd=tmp_path)
    assert built.returncode != 0
    assert "nonsense" in built.stderr


def test_a_number_altered_in_a_built_page_is_named(project: Path, live: registers.Handbook) -> None:
    (contact,) = live.registry.services["us-crisis-text-line"].contacts
    right, wrong = contact_text(contact), contact_text(contact).replace(contact.shown, contact.shown[::-1])
    page = project / "site" / "get-help" / "index.html"
    run("mkdocs", "build", cwd=project)
    html = page.read_text()
    assert f"{right}<" in html
    page.write_text(html.replace(f"{right}<", f"{wrong}<", 1))
    checked = run("hooks.handbook_core", "site", cwd=project)
    assert checked.returncode == 1
    assert f'a link shows "{wrong}" and dials {contact.digits}' in checked.stdout


def test_a_corrected_number_needs_no_other_change(project: Path, live: registers.Handbook) -> None:
    register = project / "docs" / "_data" / "helplines.yml"
    good = register.read_text()
    try:
        for id_ in ("us-988", "gb-samaritans", "us-crisis-text-line"):
            _, new = corrected(live.registry.services[id_], project / "docs")
        built = run("mkdocs", "build", "--strict", cwd=project)
    finally:
        register.write_text(good)
    assert built.returncode == 0, built.stdout + built.stderr
    assert new in (project / "site" / "get-help" / "index.html").read_text()


@pytest.mark.parametrize("arguments", [[], ["--help"], ["one", "two"], ["no-such-folder"], ["hooks/handbook.py"]])
def test_what_cannot_run_exits_2_with_a_sentence(arguments: list[str]) -> None:
    done = run("hooks.handbook_core", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_the_site_of_another_builder_is_judged_and_what_a_style_hides_is_left_to_a_browser(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("<main><p style='color: red'>No way to help.</p></main>")
    done = run("hooks.handbook_core", str(tmp_path))
    assert done.returncode == 1
    assert "site/other.html: this page shows no way to professional help" in done.stdout
    assert "1 page with styles of their own, the first site/other.html" in done.stderr


def test_an_empty_site_cannot_be_called_clean(tmp_path: Path) -> None:
    done = run("hooks.handbook_core", str(tmp_path))
    assert done.returncode == 2
    assert "holds no page" in done.stderr


def test_a_broken_registry_exits_2_and_names_the_line(project: Path) -> None:
    registry = project / "docs" / "_data" / "helplines.yml"
    good = registry.read_text()
    registry.write_text(good.replace("kind: crisis", "kind: krisis", 1))
    try:
        checked = run("hooks.handbook_core", "site", cwd=project)
        built = run("mkdocs", "build", "-q", cwd=project)
    finally:
        registry.write_text(good)
    assert checked.returncode == 2
    assert checked.stderr.startswith("docs/_data/helplines.yml:")
    assert built.returncode != 0
    assert "unknown kind" in built.stdout + built.stderr


def test_a_large_site_is_read_whole(tmp_path: Path) -> None:
    config = bench.write(tmp_path / "large", 120, f"['{ROOT / 'hooks' / 'handbook.py'}']")
    assert run("mkdocs", "build", "-f", str(config)).returncode == 0
    docs, site = tmp_path / "large" / "docs", tmp_path / "large" / "site"
    (site / "page-77" / "index.html").write_text("<main><p>Nothing.</p></main>")
    found = check(site, docs, context(registers.load(docs, TODAY)))
    assert [problem.path for problem in found] == ["docs/page-77.md"]


def test_due_names_what_is_due(project: Path) -> None:
    registry = project / "docs" / "_data" / "helplines.yml"
    good = registry.read_text()
    registry.write_text(good.replace("checked: 2026-11-22", "checked: 2020-01-01", 1))
    try:
        late = run("hooks.handbook_core", "--due", cwd=project)
    finally:
        registry.write_text(good)
    assert late.returncode == 1
    assert "was last checked on 2020-01-01, more than 180 days ago" in late.stdout


def test_the_core_knows_nothing_of_mkdocs_or_the_working_directory() -> None:
    for module in (ROOT / "hooks" / "handbook_core").rglob("*.py"):
        code = module.read_text()
        assert "import mkdocs" not in code
        assert "from mkdocs" not in code
        assert not any(word in code for word in ("getcwd", "Path.cwd", "urlopen", "requests", "socket"))
