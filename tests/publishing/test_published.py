"""Whatever is altered in a published file after the build is found: data, scripts, drawings, sources, frames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handbook_core import registers
from handbook_core.problem import Problem
from handbook_core.publishing import assets, changes, open_data, published, search
from handbook_core.registers.helplines import captions

from tests.conftest import TODAY
from tests.support import site as small_site

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><text x="1" y="2">Breathe out.</text></svg>'
PAPER = "<footer><p>Someone: call 1-800-555-0100</p><a href='https://sister.test/'>home</a></footer>"
LINKED_DATA = '<script type="application/ld+json">{"license": "https://license.test/"}</script>'
THEME = (
    "<!doctype html><html><head><title>{{ page.title }}</title>"
    '<link rel="canonical" href="https://site.test/">' + LINKED_DATA + "</head><body><main><article>"
    "<span data-asked=\"{{ (page.meta.asked or []) | join('. ') }}\"></span>"
    "{{ page.content }}</article></main>" + PAPER + "</body></html>"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small handbook with everything that the build publishes beside its pages."""
    folder = tmp_path_factory.mktemp("published")
    files = {"assets/x.svg": DRAWING, "toolkit/safe-wording.md": small_site.page(small_site.HELP, "Safe wording")}
    asked = "\nasked: [what to write 24]\nevidence_checked:"
    files["toolkit/safe-wording.md"] = files["toolkit/safe-wording.md"].replace("\nevidence_checked:", asked)
    log = "\n## 2 March 2031: Call line 24 { #2031-03-02-line }\n\nIt moved.\n"
    files[changes.LOG] = small_site.page(small_site.HELP + log, "Change log", due="2099-01-03")
    files["practice/rules-by-country.md"] = small_site.page(small_site.HELP, "Rules", due="2099-01-02")
    docs = small_site.write(folder, files)
    (folder / "theme" / "main.html").write_text(THEME)
    site = small_site.make(folder)
    (site / "404.html").write_text(f"<!doctype html><html><body><main>Not here.</main>{PAPER}</body></html>")
    data = registers.load(docs, TODAY)
    made = open_data.files(docs, "Small", data.vocabulary, data.sources)
    made[assets.HELP_LINES] = captions.script(data.registry, data.vocabulary)
    made[search.WORDS] = search.words_script(docs, data.vocabulary)
    made[changes.FEED] = changes.feed(changes.load(docs), "Small", "https://site.test/")
    for path, text in made.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return folder


def found(folder: Path) -> list[Problem]:
    docs = folder / "docs"
    return published.check(folder / "site", docs, registers.load(docs, TODAY))


@pytest.fixture
def altered(built: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    path, old, new = request.param
    file = built / path
    text = file.read_bytes()
    assert old.encode() in text
    file.write_bytes(text.replace(old.encode(), new.encode(), 1))
    yield built, path
    file.write_bytes(text)


def test_what_the_build_made_is_clean(built: Path) -> None:
    assert found(built) == []


@pytest.mark.parametrize(
    "altered",
    [
        ("site/data/helplines.json", "example", "exampel"),
        ("site/data/helplines.csv", "example", "exampel"),
        ("site/data/datapackage.json", "Small", "Smal"),
        ("site/changes.xml", "Call line 24", "Call line 25"),
        ("site/assets/scripts/help-lines.js", "call", "cal"),
        ("site/assets/scripts/search-words.js", "kill myself", "hurt"),
        ("site/assets/x.svg", "Breathe", "Breath"),
        ("site/index.html", "10.1000/abc", "10.1000/abd"),
        ("site/index.html", "Smith", "Smyth"),
        ("site/index.html", 'data-cite="smith2020"', 'data-cite="smith2021"'),
        ("site/get-help/index.html", "https://license.test/", "https://licence.test/"),
        ("site/toolkit/safe-wording/index.html", "what to write 24", "what to write 25"),
        ("site/get-help/index.html", "call 1-800-555-0100", "call 1-800-555-0109"),
        ("site/get-help/index.html", 'aria-label="One"', 'aria-label="Own"'),
        ("site/get-help/index.html", 'service-facts">For anyone', 'service-facts">For adults'),
        ("site/get-help/index.html", "https://sister.test/", "https://sistar.test/"),
        ("site/404.html", "call 1-800-555-0100", "call 1-800-555-0109"),
        ("docs/assets/x.svg", "Breathe out.", "Call 1-800-555-0199."),
    ],
    indirect=True,
    ids=lambda change: f"{change[0]}: {change[2]}",
)
def test_what_is_altered_is_named(altered: tuple[Path, str]) -> None:
    folder, path = altered
    problems = found(folder)
    assert any(problem.path == path for problem in problems), problems
    assert {problem.rule for problem in problems} == {published.RULE}


def test_a_site_of_another_builder_is_left_alone(tmp_path: Path) -> None:
    docs = small_site.write(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<html><body><main>Call 955.</main></body></html>")
    assert published.check(tmp_path / "site", docs, registers.load(docs, TODAY)) == []
