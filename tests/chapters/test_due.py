"""A source that can change is due for another look after as long as its kind allows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from handbook_core import registers
from handbook_core.chapters.due import due

from tests.support import site as small_site

SEEN = date(2027, 1, 1)


@pytest.mark.parametrize(("kind", "months"), [("platform-policy", 6), ("law", 12), ("guideline", 24), ("study", None)])
def test_a_record_older_than_its_kind_allows_is_due(tmp_path: Path, kind: str, months: int | None) -> None:
    sources = small_site.SOURCES.replace("type: study", f"type: {kind}\n  seen: {SEEN}")
    docs = small_site.write(tmp_path, {"_data/references.yml": sources})

    def named(days: float) -> list[str]:
        today = SEEN + timedelta(days=days)
        return [line for line in due(docs, registers.load(docs, today), today) if "smith2020 was last seen" in line]

    assert named(30.5 * (months or 1)) == []
    late = named(30.5 * (months or 1000) + 2)
    assert len(late) == (1 if months else 0)
    assert all(f"more than {months} months ago" in line and "https://doi.org/" in line for line in late)
