"""A number is corrected in one file. No test, page or tool knows what stands there, so nothing else changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from handbook_core import registers
from handbook_core.publishing import open_data
from handbook_core.registers.helplines import Service, captions, get_help

from tests.conftest import DOCS, ROOT, TODAY

# Short numbers are figures as well; these words and signs make one a number to call.
CALLED = r"(?:tel:|sms:|[Cc]all |[Tt]ext |[A-Z]{4,} to )"


def spelled(written: str) -> str:
    """Where a text holds this number, whole."""
    before = CALLED if sum(c.isdigit() for c in written) < 5 else r"(?<![\w.+-])"
    return rf"{before}{re.escape(written)}(?![\w-])"


def test_no_test_holds_a_number_of_a_real_service(live: registers.Handbook) -> None:
    services = [service for service in live.registry.services.values() if service.kind != "emergency"]
    numbers = {written for s in services for c in s.contacts for written in (c.shown, c.digits, c.shown_digits)}
    pattern = re.compile("|".join(map(spelled, sorted(numbers, key=len, reverse=True))))
    files = [path for path in (ROOT / "tests").rglob("*.*") if path.suffix in (".py", ".yml", ".md", ".html")]
    held = [f"{path.relative_to(ROOT)}: {pattern.findall(path.read_text())}" for path in files]
    assert [line for line in held if not line.endswith(": []")] == [], "take a number of tests/data/helplines.yml"


def corrected(service: Service, docs: Path) -> tuple[str, str]:
    """Give a service another number in the register under `docs`; returns the old one and the new one."""
    register = docs / "_data" / "helplines.yml"
    before, start, after = register.read_text().partition(f"- id: {service.id}\n")
    old = service.contacts[0].shown
    new = old[:-1] + str((int(old[-1]) + 5) % 10)
    assert old in after.partition("- id: ")[0]
    register.write_text(before + start + after.replace(old, new, 1))
    return old, new


@pytest.mark.parametrize("id_", ["us-anad", "gb-shout"])
def test_a_correction_reaches_all_that_is_made_of_the_register(
    tmp_path: Path, live: registers.Handbook, id_: str
) -> None:
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    old, new = corrected(live.registry.services[id_], docs)
    data = registers.load(docs, TODAY)
    script = captions.script(data.registry, data.vocabulary)
    lines = captions.page(data.registry, data.vocabulary)
    published = open_data.files(docs, "A handbook", data.vocabulary, data.sources)
    for made in (
        get_help.every_service(data.registry, data.vocabulary),
        script,
        lines,
        published["data/helplines.json"],
        published["data/helplines.csv"],
    ):
        assert new in made
        assert not re.search(rf"(?<!\d){re.escape(old)}(?!\d)", made)
