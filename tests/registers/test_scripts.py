"""Words to send that stand once: included where they are shown, named where they must be mended, never twice."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from handbook_core.built_site.page import Page
from handbook_core.chapters import reviews
from handbook_core.checks import script_twice, script_unused
from handbook_core.checks.context import Site
from handbook_core.checks.run import report_of
from handbook_core.problem import DataError
from handbook_core.publishing import downloads
from handbook_core.registers import scripts
from mkdocs.exceptions import Abort

from tests.conftest import DOCS
from tests.support.site import HELP, make, page, problems_in, write

SAID = "Thank you for telling me. I read your message twice, and I would like to know how you are tonight."
BOX = '{HELP}\n!!! script "Say this"\n\n    {words}\n'


def box(words: str) -> str:
    return page(BOX.format(HELP=HELP, words=words))


INCLUDED = box('--8<-- "hello.txt"')


def handbook(folder: Path, **files: str) -> Path:
    """A small handbook whose page a.md includes hello.txt; `files` by name, with _ for the dot."""
    named = {name.replace("_md", ".md").replace("_txt", ".txt"): text for name, text in files.items()}
    words = {f"_data/scripts/{name}" if name.endswith(".txt") else name: text for name, text in named.items()}
    return write(folder, {"a.md": INCLUDED, "_data/scripts/hello.txt": f"{SAID}\n", **words})


def said(folder: Path, caplog: pytest.LogCaptureFixture) -> str:
    with caplog.at_level(logging.INFO), pytest.raises(Abort):
        make(folder)
    return "\n".join(record.getMessage() for record in caplog.records)


def test_a_script_stands_where_it_is_included_with_its_help_lines(tmp_path: Path) -> None:
    handbook(tmp_path, hello_txt=f"{SAID} Call <help:us-one#call>.\n", b_md=INCLUDED)
    site = make(tmp_path, strict=True)
    for name in ("a", "b"):
        built = (site / name / "index.html").read_text()
        assert SAID in built
        assert "tel:" in built
    assert problems_in(tmp_path) == []


def test_a_fault_in_a_script_is_named_in_its_own_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    handbook(tmp_path, hello_txt=f"{SAID}\n\nCall <help:us-onne>.\n")
    assert 'docs/_data/scripts/hello.txt:3: no service has the id "us-onne"' in said(tmp_path, caplog)


@pytest.mark.parametrize(
    "line",
    ['--8<-- "gone.txt"', "--8<-- 'hello.txt'", '--8<-- "../vocabulary.yml"', '--8<-- "hello.txt:1:2"', "--8<--"],
)
def test_a_line_that_includes_nothing_is_a_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, line: str
) -> None:
    handbook(tmp_path, b_md=page(f"{HELP}\n{line}\n"))
    told = said(tmp_path, caplog)
    assert f"docs/b.md:16: the line {line} includes no script" in told
    assert "Traceback" not in told


def test_a_script_cannot_include_another(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    handbook(tmp_path, hello_txt=f'{SAID}\n--8<-- "other.txt"\n')
    assert "docs/_data/scripts/hello.txt:2: a script cannot include another" in said(tmp_path, caplog)


def test_a_script_that_is_no_text_is_a_sentence(tmp_path: Path) -> None:
    docs = handbook(tmp_path)
    (docs / "_data" / "scripts" / "hello.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(DataError, match=r"hello\.txt: this file cannot be read"):
        scripts.load(docs)


def test_a_script_that_no_page_includes_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    handbook(tmp_path, left_txt="Nobody reads this.\n")
    told = said(tmp_path, caplog)
    assert 'docs/_data/scripts/left.txt: no page includes this script; include it with --8<-- "left.txt"' in told
    assert "hello.txt:" not in told
    assert script_unused.ID in told


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (SAID, True),
        (SAID.replace("tonight", "today").upper(), True),
        (f"{SAID} If it is too much, call <help:us-one#call>.", True),
        ("Thank you for telling me. What was the hardest part of this week, and who could know about it?", False),
        ("Thank you for telling me.", False),
    ],
)
def test_words_that_stand_elsewhere_with_small_changes_are_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, words: str, refused: bool
) -> None:
    handbook(tmp_path, b_md=box(f'"{words}"'))
    if not refused:
        make(tmp_path, strict=True)
        return
    told = said(tmp_path, caplog)
    assert "docs/b.md:18: these words to send stand nearly the same in docs/_data/scripts/hello.txt:1" in told


def test_two_pages_without_a_script_file_are_compared_too(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    handbook(tmp_path, a_md=box(SAID), b_md=box(SAID), hello_txt="", c_md=INCLUDED)
    assert "docs/b.md:18: these words to send stand nearly the same in docs/a.md:18" in said(tmp_path, caplog)


def test_what_the_build_writes_is_not_compared(site: Site) -> None:
    written = f'<div class="script"><p>{SAID}</p></div>'
    for name in ("a", "b"):
        html = f"<html><body><div data-page-content>{written}<div data-page-end></div></div></body></html>"
        page = Page(f"{name}/index.html", html.encode(), f"docs/{name}.md", "<!-- handbook: made -->")
        site.note(page, report_of(page, site, DOCS))
    assert len(site.scripts) == 2
    assert list(script_twice.check_site(site)) == []


def test_a_changed_script_is_another_text(tmp_path: Path) -> None:
    """For the review of a page that shows it, and for the files to take away."""
    docs = handbook(tmp_path)
    copy = reviews.copy_path(docs, "docs/a.md")
    copy.parent.mkdir(parents=True)
    copy.write_text(" ".join(reviews.words(scripts.expanded(INCLUDED, scripts.load(docs)))))
    assert reviews.changed(docs, "docs/a.md", INCLUDED) == 0
    before = downloads.text_of(docs)
    (docs / "_data" / "scripts" / "hello.txt").write_text(SAID.replace("tonight", "this morning"))
    assert reviews.changed(docs, "docs/a.md", INCLUDED) == 2
    assert downloads.text_of(docs) != before
