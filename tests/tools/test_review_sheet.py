"""The sheet for a clinician: each claim of a page beside what its source says, with room to tick and to sign."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from tests.support.site import HELP, SOURCES, make, page, write
from tools import review_sheet

RECORD = SOURCES + '  read: abstract\n  says: ["Four of 12 agreed."]\n  limits: "One town."\n'
CLAIMS = f"{HELP}\nFour of 12 agreed [@smith2020]. No source here.\n\n- The town was small [@smith2020].\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = write(tmp_path, {"_data/references.yml": RECORD, "one.md": page(CLAIMS, "One")})
    make(tmp_path)
    return docs


def test_a_sheet_holds_every_claim_beside_its_source(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGE", "docs/one.md")
    assert review_sheet.main(tmp_path / "site", docs, tmp_path / "out") == 0
    document = docx.Document(str(tmp_path / "out" / "one.docx"))
    head, *rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [row[:2] for row in rows] == [["1", "Four of 12 agreed."], ["2", "The town was small."]]
    for row in rows:
        assert "Abstract read" in row[2]
        assert "Four of 12 agreed." in row[2]
        assert "Limits: One town." in row[2]
        assert [answer for answer in review_sheet.ANSWERS if answer not in row[3]] == []
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert [line for line in review_sheet.SIGN if f"{line}: ____" not in said] == []
    assert datetime.now(UTC).date().isoformat() in said
    paper = (tmp_path / "out" / "one.html").read_text()
    assert paper.count("☐ agree") == 2
    assert head[1] in paper


def test_a_page_that_is_not_there_is_named(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAGE", "docs/two.md")
    assert review_sheet.main(tmp_path / "site", docs, tmp_path / "out") == 1
    assert "docs/two.md" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
