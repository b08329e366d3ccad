"""The hook: what a build of a whole handbook writes, refuses and forgets."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from handbook_core import registers
from handbook_core.chapters import due
from handbook_core.checks import PAGE_CHECKS, SITE_CHECKS
from handbook_core.checks.context import context
from handbook_core.checks.run import check
from handbook_core.problem import Problem
from handbook_core.publishing import history
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.conftest import DOCS, ROOT
from tests.registers.test_helplines import GOOD as REGISTRY
from tests.support.site import HELP, SOURCES, make, page, write


@pytest.fixture(autouse=True)
def forget_how_the_last_build_ran() -> Iterator[None]:
    yield
    # Each configuration file has loaded the hook by a name of its own.
    for name in [name for name in sys.modules if name.endswith("handbook.py")]:
        sys.modules[name]._session.serving = sys.modules[name]._session.dirty = False
        sys.modules[name]._session.data = None
        sys.modules[name]._warnings.said.clear()


def refused(folder: Path, caplog: pytest.LogCaptureFixture, **settings: Any) -> str:
    """Build, expect the build to stop, return everything it said."""
    caplog.clear()
    with caplog.at_level(logging.INFO), pytest.raises(Abort):
        make(folder, **settings)
    return "\n".join(record.getMessage() for record in caplog.records)


def found_by_command(folder: Path) -> list[Problem]:
    docs = folder / "docs"
    return check(folder / "site", docs, context(registers.load(docs, date.today())))


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_good_handbook_builds(tmp_path: Path, directory_urls: bool) -> None:
    write(tmp_path, {"chapter.md": page("[Get help](get-help/index.md)\n")})
    make(tmp_path, use_directory_urls=directory_urls, strict=True)
    assert found_by_command(tmp_path) == []


# What a contributor gets wrong, in which file, and what the message must say.
FAULTS = {
    "no help": (page("Nothing.\n"), r": this page shows no way .* \(help-missing-link\)"),
    "unknown id": (page(f"{HELP}\n<help:us-onne>\n"), r':16: no service has the id "us-onne"; did you mean us-one\?'),
    "unknown way": (page(f"{HELP}\n<help:us-one#chat>\n"), r':16: "One" has no "chat"'),
    "wrong number": (page(f"{HELP}\n[call](tel:18005550101)\n"), r":16: a link calls 18005550101"),
    "number in text": (page(f"{HELP}\nCall 1-800-555-0101.\n"), r':16: "1-800-555-0101" reads as'),
    "two digits swapped": (page(f"{HELP}\n[1-800-555-0010](tel:18005550100)\n"), r":16: a link shows"),
    "look-alike": (page(f"{HELP}\n[One](https://one.examp1e.org/)\n"), r':16: "https://one.examp1e.org/" looks like'),
    "insecure": (page(f"{HELP}\n[One](http://one.example.org/)\n"), r":16: .* not a secure https address"),
    "closed": (page(f"{HELP}\nCall 1-800-555-0111.\n"), r':16: .* belongs to "Old": It closed; write <help:us-one>'),
    "unknown source": (page(f"{HELP}\nSo [@smyth2020].\n"), r':16: no source has the key "smyth2020"; did you mean'),
    "no front matter": (f"# A\n\n{HELP}", r":1: this page has no front matter"),
    "bad front matter": ("---\ntitle: [bad\n---\n# A\n\n" + HELP, r":3: this is not valid YAML"),
    "unknown topic": (page(HELP).replace("[help]", "[hlep]"), r':5: unknown topic "hlep"'),
    "short description": (re.sub("description: .*", "description: Short.", page(HELP)), r":3: the description has 6"),
    "due before checked": (page(HELP, due="2026-11-01"), r":8: the page is due before it was checked"),
    "old address": (page(HELP).replace("order:", "was: [/old/]\norder:"), r':6: "/old/" is no old address'),
    "old address of a page": (
        page(HELP).replace("order:", "was: [get-help]\norder:"),
        r':6: "get-help" is no old addr',
    ),
    "sensitive topic": (page(f"Hello.\n\n## On suicide\n\n{HELP}"), r': this page names "suicide" in a heading'),
    "dead link": (page(f"{HELP}\n[x](gone.md)\n"), r':16: the link "gone\.md" leads nowhere; compare'),
    "dead anchor": (page(f"{HELP}\n[x](get-help/index.md#sg)\n"), r':16: the link "#sg" leads nowhere'),
    "address for a file": (page(f"{HELP}\n[x](get-help/)\n"), r':16: the link "get-help/" holds in one place only'),
    "missing picture": (page(f"{HELP}\n![A path](gone.svg)\n"), r':16: the link "gone\.svg" leads nowhere'),
    "second title": (page(f"{HELP}\n# A page\n"), r':16: "A page" is a second title; begin it with ## instead'),
    "skipped level": (page(f"{HELP}\n## A\n\n#### B\n"), r':18: the heading "B" skips from level 2 to level 4; begin'),
    "unknown box": (page(f"{HELP}\n!!! pour\n\n    A.\n"), r':16: no box is called "pour"; did you mean poor\?'),
    "box fallen out of": (
        page(f"{HELP}\n!!! poor\n    A.\nB.\n"),
        r":18: this line is not indented, so it stands outside",
    ),
    "unknown insert": (page(f"{HELP}\n<!-- handbook: nothing -->\n"), r": the build has nothing called"),
}


def test_an_odd_file_name_stops_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, {"My Page.md": page(HELP)})
    assert '"My Page.md" is not a plain name for a file or folder; use small' in refused(tmp_path, caplog)


def test_two_pages_at_one_address_stop_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, {"a.md": page(HELP), "a/index.md": page(HELP)})
    assert "docs/a/index.md: this page and docs/a.md have the same address" in refused(tmp_path, caplog)


def test_a_handbook_has_a_first_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (write(tmp_path) / "index.md").unlink()
    assert "docs/index.md: the handbook has no first page" in refused(tmp_path, caplog)


def test_a_file_where_the_site_is_to_be_is_a_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path)
    (tmp_path / "site").write_text("")
    assert f"{tmp_path / 'site'} is a file, and the site is to be written there" in refused(tmp_path, caplog)


def test_a_folder_that_cannot_be_written_is_a_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    (tmp_path / "site").mkdir()
    may = os.access
    # The administrator may write anywhere, so a test has to say no itself.
    monkeypatch.setattr(os, "access", lambda path, mode: mode == os.R_OK and may(path, mode))
    assert f"{tmp_path / 'site'} cannot be written to; give yourself the right" in refused(tmp_path, caplog)


def test_a_second_build_of_one_site_is_told_to_wait(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path)
    make(tmp_path)
    for name in [name for name in sys.modules if name.endswith("handbook.py")]:
        if sys.modules[name]._session.lock:
            sys.modules[name]._session.lock.close()
    build = (
        "import sys, time; from pathlib import Path; from tests.support.site import make; "
        "make(Path(sys.argv[1])); print('built', flush=True); time.sleep(60)"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", build, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "hooks"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert first.stdout
        assert first.stdout.readline() == "built\n"
        assert f"another build is writing {tmp_path / 'site'}; wait" in refused(tmp_path, caplog)
    finally:
        first.kill()
        first.communicate()


def test_a_kind_that_answers_counts_as_help(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = write(tmp_path) / "_data" / "vocabulary.yml"
    path.write_text(path.read_text().replace("  crisis: true", "  crisis: false"))
    assert re.search(r'docs/_data/vocabulary\.yml:\d+: kinds: "crisis" is off, and \d+ ser', refused(tmp_path, caplog))


def test_a_source_cannot_make_a_look_alike_known(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    docs = write(tmp_path)
    host = re.search(r"url: \"?https://([^/\"\n]+)", REGISTRY)
    assert host
    path = docs / "_data" / "references.yml"
    path.write_text(path.read_text().replace("https://example.org/study", f"https://{host[1]}.evil.example/study"))
    assert f"smith2020: {host[1]}.evil.example looks like {host[1]} and is another site" in refused(tmp_path, caplog)


@pytest.mark.parametrize(("target", "said"), [("gone.md", "leads to no file"), (".", "leads back to its own folder")])
def test_a_link_in_the_folder_of_pages_is_a_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, target: str, said: str
) -> None:
    docs = write(tmp_path)
    (docs / "linked.md").symlink_to(docs / target)
    assert f"docs/linked.md: this link {said}" in refused(tmp_path, caplog)


@pytest.mark.parametrize("share", ["101", "-1", ".nan"])
def test_a_share_is_a_share(tmp_path: Path, caplog: pytest.LogCaptureFixture, share: str) -> None:
    row = (
        f"- {{key: a, kind: b, subject: c, sample: d, measure: e, note: f, year: 2020, misleading_percent: {share}}}\n"
    )
    write(tmp_path, {"_data/audits.yml": row})
    assert re.search(
        r"docs/_data/audits\.yml:1: this entry: misleading_percent is \S+, no share", refused(tmp_path, caplog)
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("audiences: [", "audiences: [5, ", "not a list of texts"),
        ("boxes: [", "boxes: [true, ", "not a list of texts"),
        ("CA: Canada", "CA: United States", 'two countries are called "United States"'),
    ],
)
def test_the_vocabulary_is_read_strictly(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, old: str, new: str, said: str
) -> None:
    path = write(tmp_path) / "_data" / "vocabulary.yml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert "docs/_data/vocabulary.yml" in (message := refused(tmp_path, caplog))
    assert said in message


def test_a_mistyped_topic_of_a_phrase_is_named_with_its_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    row = "- {id: a, avoid: [b], say: [c], why: d, sources: [smith2020], check: false,\n  topic: suicde}\n"
    write(tmp_path, {"_data/wording.yml": row})
    assert 'docs/_data/wording.yml:2: unknown topic "suicde"; did you mean suicide? (data-wording)' in refused(
        tmp_path, caplog
    )


def test_the_id_of_a_closed_service_leads_to_its_replacement(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    named = {"a.md": page("Call <help:us-old#call>.\n"), "b.md": page("[Talk](help:us-old)\n\n<help:us-old>\n")}
    registry = REGISTRY.replace("    numbers:", "    id: us-old\n    numbers:")
    docs = write(tmp_path, {"_data/helplines.yml": registry, **named})
    site = make(tmp_path, strict=True)
    # The words were written for another service, so the new one is named.
    texts = [re.sub("<[^>]*>", "", (site / name / "index.html").read_text()) for name in "ab"]
    assert "Call One (call 1-800-555-0100, or text HI to 55501)." in texts[0]
    assert 'href="https://one.example.org/">Talk</a>' in (site / "b" / "index.html").read_text()
    (said,) = (message for message in caplog.messages if "us-old" in message)
    assert said.endswith(": Old (us-old) closed, so 2 files that name it show us-one instead (make due lists them)")
    assert said.startswith(f"docs/_data/helplines.yml:{registry[: registry.index('- name: Old')].count(chr(10)) + 1}:")
    lines = [line for line in due.due(docs, registers.load(docs, date.today()), date.today()) if "us-old" in line]
    assert [line.partition(": ")[0] for line in lines] == ["docs/a.md:14", "docs/b.md:14", "docs/b.md:16"]
    assert all("write help:us-one" in line for line in lines)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_fault_stops_the_build_with_a_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: str, directory_urls: bool
) -> None:
    text, message = FAULTS[fault]
    write(tmp_path, {"chapter.md": text})
    said = refused(tmp_path, caplog, use_directory_urls=directory_urls)
    message = r"docs/chapter\.md" + message
    assert re.search(message, said), said
    assert "Traceback" not in said
    if fault != "unknown insert":  # Only the build knows what it was asked to insert.
        assert re.search(message, "\n".join(map(str, found_by_command(tmp_path))))
    # The same process builds the mended handbook without a leftover.
    (tmp_path / "docs" / "chapter.md").write_text(page(HELP))
    make(tmp_path, use_directory_urls=directory_urls, strict=True)


def test_all_problems_come_at_once_in_order(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, {"b.md": page("Nothing.\n"), "a.md": page(f"{HELP}\nCall 1-800-555-0101.\n\n<help:x>\n")})
    said = [line for line in refused(tmp_path, caplog).splitlines() if line.startswith("docs/")]
    assert [line.split(": ")[0] for line in said] == ["docs/a.md:16", "docs/a.md:18", "docs/b.md"]


def test_pages_that_are_not_markdown_are_pages(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, {"raw.html": "<html><body><p>Nothing.</p></body></html>"})
    assert "docs/raw.html: this page shows no way" in refused(tmp_path, caplog)


def test_a_contact_that_is_no_address_stops_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path)
    assert 'CONTACT is "write to us"; set it to' in refused(tmp_path, caplog, extra={"contact": "write to us"})


@pytest.mark.parametrize("address", ["http://[::1", "example.org", "https://"])
def test_an_address_that_is_none_stops_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    write(tmp_path)
    assert f'SITE_URL is "{address}"; set it to a web' in refused(tmp_path, caplog, extra={"address": address})


def test_redirect_stubs_are_no_pages(tmp_path: Path) -> None:
    stub = '<html><head><meta http-equiv="refresh" content="0; url=get-help/"></head><body>Redirecting</body></html>'
    write(tmp_path, {"old.html": stub})
    make(tmp_path)


@pytest.mark.parametrize(
    "stub",
    [
        '<head><meta http-equiv="refresh" content="0; url=nowhere/"></head><body>Redirecting</body>',
        '<head><meta http-equiv="refresh" content="0; url=https://example.org/"></head><body>Redirecting</body>',
        '<head><meta http-equiv="refresh" content="30; url=get-help/"></head><body>Redirecting</body>',
        '<head><meta http-equiv="refresh" content="0; url=get-help/"></head><body>'
        + "A text that somebody wants to be read. " * 3
        + "</body>",
        '<head><meta http-equiv="refresh" content="0; url=get-help/"></head><body><a href="tel:123">Moved</a></body>',
        '<head><meta http-equiv="refresh" content="0; url=get-help/"></head><body><script src="x.js"></script></body>',
    ],
)
def test_a_page_does_not_escape_as_a_redirect(tmp_path: Path, caplog: pytest.LogCaptureFixture, stub: str) -> None:
    write(tmp_path, {"old.html": f"<html>{stub}</html>"})
    assert "docs/old.html: this page shows no way" in refused(tmp_path, caplog)


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_renamed_page_keeps_its_old_address(tmp_path: Path, directory_urls: bool) -> None:
    new = page(HELP, "New").replace("order:", "was: [create/old-name, older]\norder:")
    write(tmp_path, {"judge/new.md": new})
    made = make(tmp_path, use_directory_urls=directory_urls, strict=True)
    ending = "/" if directory_urls else ".html"
    for path in ("create/old-name/index.html", "create/old-name.html", "older/index.html", "older.html"):
        text = (made / path).read_text()
        assert f'<link rel="canonical" href="https://example.org/small/judge/new{ending}">' in text
        (refresh,), (link,) = re.findall(r'content="0; url=([^"]+)"', text), re.findall(r'<a href="([^"]+)"', text)
        assert refresh == link
        assert urljoin(f"https://example.org/small/{path}", link) == f"https://example.org/small/judge/new{ending}"
    assert "old" not in (made / "sitemap.xml").read_text()
    assert found_by_command(tmp_path) == []


def test_two_pages_cannot_have_had_one_address(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    new = page(HELP).replace("order:", "was: [old]\norder:")
    write(tmp_path, {"a.md": new, "b.md": new})
    assert 'docs/b.md:6: "old" was docs/a.md already' in refused(tmp_path, caplog)


def test_the_site_map_knows_when_a_page_last_changed(tmp_path: Path) -> None:
    docs = tmp_path / "a book" / "docs"
    docs.mkdir(parents=True)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]

    def commit(name: str, day: str) -> None:
        (docs / name).write_text(day)
        when = {**os.environ, "GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        for command in (["add", "."], ["commit", "--quiet", "--message", "x"]):
            subprocess.run([*git, *command], cwd=docs, env=when, check=True)

    assert history.last_changes(docs) == {}
    subprocess.run([*git, "init", "--quiet"], cwd=tmp_path, check=True)
    commit("früher.md", "2025-01-02")
    commit("später.md", "2025-03-04")
    commit("früher.md", "2025-05-06")
    assert history.last_changes(docs) == {"früher.md": "2025-05-06", "später.md": "2025-03-04"}
    # A clone of the last commit only would say of every page that it changed with it.
    shallow = ["clone", "--quiet", "--depth", "1", tmp_path.as_uri(), str(tmp_path / "copy")]
    subprocess.run([*git, *shallow], check=True)
    assert history.last_changes(tmp_path / "copy" / "a book" / "docs") == {}


def test_404_and_templates_are_pages(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path)
    (tmp_path / "theme" / "404.html").write_text("<html><body><main>Not here</main></body></html>")
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("custom_dir: theme", "custom_dir: theme, static_templates: [404.html]")
    )
    assert "site/404.html: this page shows no way" in refused(tmp_path, caplog)
    (tmp_path / "theme" / "404.html").write_text(
        '<html><body><main><a href="/get-help/">Get help</a></main></body></html>'
    )
    make(tmp_path, site_url="https://example.org/")


def test_help_in_the_theme_does_not_count(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, {"chapter.md": page("Nothing.\n")})
    theme = tmp_path / "theme" / "main.html"
    link = '<p><a href="https://one.example.org/">One</a></p>'
    theme.write_text(
        theme.read_text().replace("{{ page.content }}", f"<article>{link}{{{{ page.content }}}}{link}</article>")
    )
    assert "docs/chapter.md: this page shows no way" in refused(tmp_path, caplog)


def test_wrong_number_in_the_theme_is_found(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path)
    theme = tmp_path / "theme" / "main.html"
    theme.write_text(theme.read_text().replace("<header>", '<header><a href="tel:999999">Call</a>'))
    assert "a link calls 999999" in refused(tmp_path, caplog)


def test_minified_pages_give_the_same_findings(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, {"chapter.md": page("[x](tel:18005550101)\n"), "good.md": page(HELP)})
    refused(tmp_path, caplog)
    plain = found_by_command(tmp_path)
    for file in (tmp_path / "site").rglob("*.html"):
        # What minifiers do: attributes without quotes, no end tags that may be left out, no white space.
        text = re.sub(r'="([\w:/.#-]+)"', r"=\1", file.read_text())
        file.write_text(re.sub(r"\s+", " ", text).replace("</p>", "").replace("</li>", ""))
    assert found_by_command(tmp_path) == plain
    assert len(plain) == 2


def test_serve_warns_and_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, {"chapter.md": page("Nothing.\n")})
    with caplog.at_level(logging.INFO):
        serve(tmp_path)
        assert "docs/chapter.md: this page shows no way" in caplog.text
        caplog.clear()
        # A registry broken while serving is named, and the last good one stays in use.
        registry = tmp_path / "docs" / "_data" / "helplines.yml"
        registry.write_text(registry.read_text().replace("kind: crisis", "kind: krisis"))
        serve(tmp_path)
        assert 'unknown kind "krisis"' in caplog.text


CITING = page("## Part\n\nA claim [@smith2020]. [One](one.md#part) and [home](index.md).\n\n" + HELP, "Two")
EDITS = {
    "words": ("one.md", page(f"## Part\n\nOther words [@smith2020].\n\n{HELP}", "One")),
    "title": ("one.md", page(f"## Part\n\nWords.\n\n{HELP}", "Another title")),
    "heading": ("one.md", page(f"## Another part\n\nWords.\n\n{HELP}", "One")),
    "new page": ("three.md", page(f"[One](one.md)\n\n{HELP}", "Three")),
    "page gone": ("one.md", None),
    "data": ("_data/references.yml", SOURCES.replace("Smith, Anna", "Smith, Berta")),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_save_converts_what_changed_and_writes_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    write(tmp_path, {"one.md": page(f"## Part\n\nWords.\n\n{HELP}", "One"), "two.md": CITING})
    serve(tmp_path)
    converted: list[str] = []
    convert = Markdown.convert

    def counted(self: Markdown, source: str) -> str:
        converted.extend([source] if source else [])
        return convert(self, source)

    monkeypatch.setattr(Markdown, "convert", counted)
    name, text = EDITS[edit]
    file = tmp_path / "docs" / name
    file.write_text(text) if text else file.unlink()
    serve(tmp_path)
    if edit in ("words", "heading"):
        assert len(converted) == 1
    site = tmp_path / "site"
    saved = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    for loaded in [name for name in sys.modules if name.endswith("handbook.py")]:
        sys.modules[loaded]._session.converted.clear()
    serve(tmp_path)
    assert len(converted) > 3
    assert saved == {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}


def serve(folder: Path) -> None:
    """What `mkdocs serve` does at each change, without the server."""
    from mkdocs.commands.build import build

    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)


def test_a_broken_registry_stops_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path)
    registry = tmp_path / "docs" / "_data" / "helplines.yml"
    registry.write_text(registry.read_text().replace("kind: crisis", "kind: krisis"))
    said = refused(tmp_path, caplog)
    assert 'docs/_data/helplines.yml:5: us-one: unknown kind "krisis"; use one of' in said


BROKEN_DATA = [
    ("helplines", "services: [[1]]\nclosed: []\n"),
    ("references", "- id: [a]\n"),
    ("references", "5"),
    ("wording", "- {id: a, avoid: [b], say: null, why: c, topic: d, sources: [], check: true}\n"),
    (
        "audits",
        "- {key: a, kind: b, subject: c, year: 2020, sample: d, misleading_percent: some, measure: e, note: f}\n",
    ),
    ("audits", "\t- x"),
    ("vocabulary", "site: 3\n"),
    ("vocabulary", ""),
]


@pytest.mark.parametrize(("name", "text"), BROKEN_DATA)
def test_broken_data_is_a_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, text: str) -> None:
    write(tmp_path)
    (tmp_path / "docs" / "_data" / f"{name}.yml").write_text(text)
    said = refused(tmp_path, caplog)
    assert f"docs/_data/{name}.yml" in said
    assert "Traceback" not in said


def test_a_file_that_is_not_utf8_is_a_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    docs = write(tmp_path)
    (docs / "chapter.md").write_bytes(b"# Caf\xe9\n")
    assert "docs/chapter.md: this file cannot be read; save it as UTF-8" in refused(tmp_path, caplog)


def test_what_is_due_never_fails_a_strict_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(
        tmp_path,
        {
            "chapter.md": page(HELP, due="2026-11-23")
            .replace("2026-11-22", "2020-01-01")
            .replace("2026-11-23", "2020-02-01")
        },
    )
    registry = tmp_path / "docs" / "_data" / "helplines.yml"
    registry.write_text(registry.read_text().replace("checked: 2026-11-01", "checked: 2020-01-01"))
    make(tmp_path, strict=True)
    assert "1 services are due for another look" in caplog.text
    assert "review-overdue" in (tmp_path / "site" / "chapter" / "index.html").read_text()


def test_a_chapter_shows_its_review_and_its_sources(tmp_path: Path) -> None:
    write(tmp_path, {"reference/references.md": page(f"{HELP}\n<!-- handbook: references -->\n", "References")})
    html = (make(tmp_path) / "index.html").read_text()
    assert '<p class="review-line">Evidence checked <time datetime="2026-11-22">22 November 2026</time>' in html
    assert "not yet reviewed by a clinician" in html
    assert 'aria-label="Source 1: Smith and Jones, 2020. ' in html
    assert (
        '<li id="source-smith2020">Smith A., Jones B. (2020). <a href="https://doi.org/10.1000/abc">A study</a>.'
        in html
    )
    references = (tmp_path / "site" / "reference" / "references" / "index.html").read_text()
    assert 'Used in: <a href="../..">Home</a>.' in references


def test_pages_lead_to_others_on_their_topics(tmp_path: Path) -> None:
    write(tmp_path, {"reference/topics.md": page(f"{HELP}\n<!-- handbook: topics -->\n", "Topics")})
    site = make(tmp_path)
    assert '<a href="reference/topics/#help">Help</a>' in (site / "index.html").read_text()
    listed = (site / "reference" / "topics" / "index.html").read_text()
    assert '<h2 id="help">Help</h2>\n<ul><li><a href="../..">Home</a></li>' in listed


def test_pages_follow_their_order(tmp_path: Path) -> None:
    write(tmp_path, {"b.md": page(HELP, "Second", 20), "c.md": page(HELP, "First", 10)})
    theme = tmp_path / "theme" / "main.html"
    theme.write_text(theme.read_text().replace("{{ page.title }}", "{% for i in nav %}{{ i.title }};{% endfor %}"))
    html = (make(tmp_path) / "index.html").read_text()
    assert html.index("First;") < html.index("Second;") < html.index("Get help;")


def test_dirty_build_draws_no_conclusion_about_the_whole(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(
        tmp_path,
        {
            "get-help/index.md": page("[One](help:us-one)\n", "Get help"),
            "index.md": page("[Get help](get-help/index.md)\n"),
        },
    )
    said = refused(tmp_path, caplog)
    assert 'no page cites "smith2020"' in said
    from mkdocs.commands.build import build

    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="build", dirty=True)
    build(config, dirty=True)


def test_the_architecture_page_names_every_file_under_hooks() -> None:
    text = (DOCS / "contribute" / "architecture.md").read_text()
    checks = {f"{rule.ID.replace('-', '_')}.py" for rule in (*PAGE_CHECKS, *SITE_CHECKS)}
    files = [path for path in (ROOT / "hooks").rglob("*.py") if path.name not in {"__init__.py", *checks}]
    missing = [path.name for path in files if not re.search(rf"`(?:[\w/]+/)?{re.escape(path.name)}`", text)]
    assert not missing, (
        f"docs/contribute/architecture.md does not say what {', '.join(missing)} is for; add a row to its table"
    )
