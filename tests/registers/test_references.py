"""The list of sources is read strictly and printed plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
from handbook_core.problem import DataError
from handbook_core.registers.references import load_bibliography

from tests.support.site import SOURCES

FAULTS = [
    ("type: study", "type: hunch", 'docs/_data/references.yml:2: smith2020: unknown type "hunch"'),
    ('  title: "A study"\n', "", 'smith2020 has no "title"'),
    (
        'authors: ["Smith, Anna", "Jones, Ben"]',
        "authors: Smith",
        "yml:3: smith2020: .authors. is .Smith., not a list",
    ),
    ('  authors: ["Smith, Anna", "Jones, Ben"]\n', "", "smith2020 has neither authors nor body"),
    ("id: smith2020", "id: [a]", '"id" is'),
    ('container: "A journal"', "container: 2020", '"container" is 2020, not text'),
    ("  year: 2020", "  body: 5\n  year: 2020", '"body" is 5, not text'),
    ("year: 2020", "year: 20", "smith2020: year is 20, which is not a year"),
    ("10.1000/abc", "doi:10.1000/abc", "is not a DOI"),
    ("https://example.org/study", "example.org", "is not a web address"),
    ("id: smith2020", "id: Smith 2020", '"Smith 2020" is not a key'),
    ("  year", "  read: skimmed\n  year", 'unknown read "skimmed"'),
    ("  year", "  seen: May\n  year", '"seen" is .May., not a date'),
    ("  year", "  says: it works\n  year", '"says" is'),
    ("  year", "  pages: 12\n  year", 'smith2020 has an unknown key "pages"'),
]


@pytest.mark.parametrize(("old", "new", "message"), FAULTS, ids=lambda v: None)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SOURCES
    (tmp_path / "references.yml").write_text(SOURCES.replace(old, new, 1))
    with pytest.raises(DataError, match=message):
        load_bibliography(tmp_path)


def test_a_key_used_twice_is_named(tmp_path: Path) -> None:
    (tmp_path / "references.yml").write_text(SOURCES * 2)
    with pytest.raises(DataError, match='the key "smith2020" is used twice'):
        load_bibliography(tmp_path)


@pytest.mark.parametrize(
    ("authors", "by", "short"),
    [
        (["Smith, Anna Lee"], "Smith A. L.", "Smith"),
        (["Smith, Anna", "Jones, Ben"], "Smith A., Jones B.", "Smith and Jones"),
        (["A, B", "C, D", "E, F"], "A B., C D., E F.", "A and others"),
        ([f"N{i}, X" for i in range(8)], "N0 X., N1 X., N2 X., N3 X., N4 X., N5 X. and others", "N0 and others"),
        (["World Health Organization"], "World Health Organization", "World Health Organization"),
    ],
)
def test_how_authors_are_printed(tmp_path: Path, authors: list[str], by: str, short: str) -> None:
    (tmp_path / "references.yml").write_text(SOURCES.replace('["Smith, Anna", "Jones, Ben"]', str(authors)))
    source = load_bibliography(tmp_path)["smith2020"]
    assert (source.by, source.short_by) == (by, short)


def test_an_entry_is_safe_html(tmp_path: Path) -> None:
    (tmp_path / "references.yml").write_text(SOURCES.replace('"A study"', '"Tea & <b>toast</b>?"'))
    html = load_bibliography(tmp_path)["smith2020"].html()
    assert '<a href="https://doi.org/10.1000/abc">Tea &amp; &lt;b&gt;toast&lt;/b&gt;?</a> <cite>' in html
