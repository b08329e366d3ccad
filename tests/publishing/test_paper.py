"""Paper: one font everywhere, and no address that only this machine knows."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import fontpkg_arimo
import pytest
from fontTools.ttLib import TTFont
from handbook_core.parsing import addresses

from tests.conftest import DOCS, ROOT
from tests.support.site import HELP, page, write
from tools import paper_font
from tools.downloads import edition, paper
from tools.downloads.site import MakeError

DAY = datetime(2026, 11, 22, tzinfo=UTC)
CUTS = sorted(paper_font.FOLDER.glob("*.woff2"))


@pytest.mark.parametrize("cut", CUTS, ids=lambda path: path.stem)
def test_the_font_of_paper_is_that_of_its_package(cut: Path) -> None:
    font, (source, _) = TTFont(cut), paper_font.CUTS[cut.stem.removeprefix("Arimo-")]
    whole = TTFont(Path(fontpkg_arimo.ROOT) / "files" / source)
    assert font["head"].fontRevision == whole["head"].fontRevision, "run make paper-font: the package has changed"
    assert font["name"].getDebugName(6) == cut.stem
    assert "fvar" not in font
    assert (cut.parent / "LICENSE.txt").read_bytes() == (Path(fontpkg_arimo.ROOT) / "LICENSE").read_bytes()


def test_the_print_style_asks_for_every_cut_and_a_screen_for_none() -> None:
    style = (ROOT / "overrides" / "assets" / "styles" / "print.css").read_text("utf-8")
    before, _, paper_style = style.partition("@media print {")
    assert sorted(re.findall(r'url\("fonts/(.+?)"\)', paper_style)) == [path.name for path in CUTS]
    others = [
        path.read_text("utf-8") for path in (ROOT / "overrides" / "assets").rglob("*.css") if path.stem != "print"
    ]
    assert "@font-face" not in "".join([before, *others])


def test_paper_has_a_letter_for_each_that_is_written() -> None:
    """Elsewhere a printer takes what its machine has, or prints an empty box."""
    letters = set(TTFont(CUTS[0]).getBestCmap())
    missing = [
        f"{path.relative_to(ROOT)}:{number}: {sign!r} is no letter of the font of paper; write it in words"
        for path in sorted([*DOCS.rglob("*.md"), *DOCS.rglob("*.yml"), *DOCS.rglob("*.svg")])
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for sign in sorted(set(line) - {"\t"})
        if ord(sign) not in letters
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]:8000/a/", ""])
def test_an_address_of_this_machine_is_not_public(address: str) -> None:
    assert not addresses.is_public(address)
    assert addresses.is_public("https://example.org/care/")


def test_the_cover_says_what_mkdocs_yml_says(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = edition.settings(ROOT)
    for site_url, shown in (
        ("", ""),
        ("http://127.0.0.1:8000/", ""),
        ("https://example.org/a/", "https://example.org/a/"),
    ):
        monkeypatch.setenv("SITE_URL", site_url)
        this = edition.read(ROOT, DAY)
        assert this.site_url == shown
        assert this.name == settings["site_name"]
        assert this.caution.startswith(settings["extra"]["cover"]["caution"])


def test_the_cover_counts_the_pages_that_a_clinician_has_reviewed(tmp_path: Path) -> None:
    docs = write(tmp_path, {f"create/{name}.md": page(HELP) for name in ("one", "two")})
    assert edition.reviewed(docs) == "No clinician has reviewed the text yet."
    for count, name in enumerate(("one", "two"), 1):
        path = docs / "create" / f"{name}.md"
        review = "clinical_review: {name: A, role: psychologist, registration: X 1, date: 2026-11-20}"
        path.write_text(path.read_text("utf-8").replace("clinical_review: none", review), encoding="utf-8")
        assert f"{count} page{'s' if count > 1 else ''} of " in edition.reviewed(docs)
    copy = docs / "_data" / "reviewed" / "create" / "one.txt"
    copy.parent.mkdir(parents=True)
    copy.write_text(" ".join(["other"] * 99), encoding="utf-8")
    assert "1 page of " in edition.reviewed(docs)


def test_without_chromium_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MakeError, match="install the package chromium"), paper.printer():
        pass
