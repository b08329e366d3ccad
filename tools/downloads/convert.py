"""EPUB and DOCX: pandoc converts the text, made plain enough that nothing of it is lost on the way."""

from __future__ import annotations

import os
import subprocess
import uuid
from copy import deepcopy
from html import escape
from pathlib import Path

import docx
import pypandoc
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree

from . import book
from .edition import Edition
from .site import MakeError

HERE = Path(__file__).parent
# Pandoc keeps the class of a <div> and drops that of a paragraph.
_KEPT_CLASSES = ("admonition-title", "review-line", "services-title", "service-name", "service-facts", "fold-title")
_CHART_STYLE = (
    ".chart-label{font:600 14.5px sans-serif}.chart-value{font:14.5px sans-serif}.chart-audit{fill:#1f6a62}"
    ".chart-marketing{fill:none;stroke:#84281c;stroke-width:2;stroke-dasharray:5 3}.chart-grid{stroke:#d8cfc0}"
)
_SOFT_BOX, _BOX_TITLE, _BOX_ITEM, _CHECK = "Box", "Box Title", "Box Item", "Check"
# Wide enough to write in by hand, in the unit of a letter.
_BLANK = 18


def epub(pages: list[book.Page], site: Path, edition: Edition, target: Path) -> None:
    """Write the handbook as EPUB, a file inside for each page of the site."""
    parts = [_before(site, edition)]
    section = ""
    for page, content in book.bind(pages, edition.site_url):
        if page.section != section:
            section = page.section
            parts.append(f"<h1>{escape(section)}</h1>")
        _make_plain(content, site)
        # E-readers send no texts; the number stays.
        for link in content.xpath(".//a[starts-with(@href, 'sms:')]"):
            link.drop_tag()
        text = book.text(content)
        # A page outside the sections is beside them.
        parts.append(text if section else text.replace("<h2 ", "<h1 ", 1).replace("</h2>", "</h1>", 1))
    metadata = {
        "title": edition.name,
        "subtitle": edition.subtitle,
        "lang": book.LANGUAGE,
        "date": f"{edition.made:%Y-%m-%d}",
        "author": f"Contributors of {edition.name}",
        "publisher": edition.name,
        "rights": edition.license,
        "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, edition.site_url or edition.name)}",
        "description": edition.caution,
        "accessModes": "textual",
        "accessibilitySummary": "Text with headings, lists, tables with headings and described pictures.",
    }
    options = [f"--metadata={name}={value}" for name, value in metadata.items()]
    options += ["--split-level=2", "--toc", "--toc-depth=2", f"--css={HERE / 'epub.css'}", f"--resource-path={site}"]
    _pandoc("".join(parts), "epub3", target, [*options, "--epub-title-page=true"], edition)


def form(page: book.Page, edition: Edition, target: Path) -> None:
    """Write one page as a Word document that a practice can change."""
    content = deepcopy(page.content)
    book.make_public(content, page.path, edition.site_url)
    _make_plain(content, None)
    _leave_out(content, "next")
    for box in book.with_class(content, "admonition"):
        box.set("custom-style", _SOFT_BOX)
        for item in box.xpath(".//li"):
            # Word would indent the bar of a box together with a real list item.
            item.tag = "div"
            item.set("custom-style", _BOX_ITEM)
            item.text = "•\u00a0" + (item.text or "").lstrip()
        for points in box.xpath(".//ul | .//ol"):
            points.drop_tag()
    for title in book.with_class(content, "admonition-title"):
        title.set("custom-style", _BOX_TITLE)
    for table in content.xpath(".//table"):
        _share_width(table)
    (heading,) = content.xpath(".//h1")
    title = heading.text_content()
    reference = target.with_suffix(".reference.docx")
    _reference(reference)
    try:
        options = [f"--reference-doc={reference}", f"--metadata=lang={book.LANGUAGE}"]
        _pandoc(book.text(content), "docx", target, options, edition)
    finally:
        reference.unlink()
    address = book.public("", page.path, edition.site_url) if edition.site_url else ""
    _finish_form(target, title, address, edition)


def review_sheet(markup: str, edition: Edition, target: Path) -> None:
    """Write a review sheet as a Word document; `markup` is what tools.review_sheet makes."""
    _pandoc(markup, "docx", target, [f"--metadata=lang={book.LANGUAGE}"], edition)


def _pandoc(markup: str, to: str, target: Path, options: list[str], edition: Edition) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(edition.made.timestamp()))}
    command = [pypandoc.get_pandoc_path(), "--from=html-task_lists", f"--to={to}", "--fail-if-warnings"]
    command += [f"--output={target}", *options]
    done = subprocess.run(command, input=markup, text=True, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise MakeError(f"{target.name} could not be made: {done.stderr.strip()}")


def _make_plain(content: book.Element, site: Path | None) -> None:
    """Write what pandoc would drop (classes of paragraphs, ids of list items, drawings) in a way that it keeps."""
    for ornament in content.xpath(".//svg[@aria-hidden]"):  # the number that it draws is in the text beside it
        ornament.drop_tree()
    for drawing in content.xpath(".//svg"):
        if drawing.get("aria-hidden") == "true":
            # A bar beside the figure that it shows.
            drawing.drop_tree()
        else:
            _as_image(drawing, site)
    for element in content.iter():
        if isinstance(element.tag, str):
            for name in [n for n in element.attrib if n.startswith(("data-", "aria-")) or n in ("role", "tabindex")]:
                del element.attrib[name]
    for boxes in book.with_class(content, "checklist"):
        for line in boxes:
            line.tag = "div"
            line.set("custom-style", _CHECK)
        boxes.drop_tag()
    for element in content.xpath(".//label | .//time | .//section | .//nav | .//div[@class='table-scroll']"):
        element.drop_tag()
    for cited in content.xpath(".//cite"):
        cited.tag = "em"
    for name in _KEPT_CLASSES:
        for paragraph in book.with_class(content, name):
            if paragraph.tag == "p":
                paragraph.tag = "div"
                paragraph.set("class", name)
                _wrap_inside(paragraph, "strong" if name in ("admonition-title", "services-title") else None)
    for element in content.xpath(".//*[@id][not(self::h1 or self::h2 or self::h3 or self::h4 or self::div)]"):
        place = etree.Element("span", id=element.attrib.pop("id"))
        holder = element[0] if len(element) and element[0].tag in ("p", "div") else element
        holder = holder[0] if len(holder) and holder.tag == "div" and holder[0].tag == "p" else holder
        place.tail, holder.text = holder.text, None
        holder.insert(0, place)
    content.attrib.clear()
    for heading in content.xpath(".//h3/sup | .//h4/sup"):
        heading.drop_tree()


def _wrap_inside(element: book.Element, inner: str | None) -> None:
    """Put the content of `element` into a paragraph, and into `inner` if it is named."""
    paragraph = etree.Element("p")
    holder = etree.SubElement(paragraph, inner) if inner else paragraph
    holder.text, element.text = element.text, None
    for child in list(element):
        holder.append(child)
    element.append(paragraph)


def _as_image(drawing: book.Element, site: Path | None) -> None:
    """Put the drawing into a file of its own, its title and description into the words for those who cannot see it."""
    alt = " ".join(part.text for part in drawing.xpath("./title | ./desc"))
    etree.SubElement(drawing, "style").text = _CHART_STYLE
    name = f"{drawing.xpath('./title/@id')[0]}.svg"
    if site:
        (site / name).write_text(book.text(drawing), encoding="utf-8")
    image = etree.Element("img", src=name, alt=alt)
    drawing.getparent().replace(drawing, image)


def _before(site: Path, edition: Edition) -> str:
    return (
        "<h1>If you need someone now</h1><p>In danger, call the emergency number where you are. "
        '<a href="#get-help-index">Get help</a>, in this book, has every country.</p>'
        f"{book.text(book.help_now(site))}<p><strong>{edition.caution}</strong> Text of {edition.day}. Numbers "
        f"change: compare an old copy with the site.</p><p>{edition.license}</p>"
    )


def _leave_out(content: book.Element, heading_id: str) -> None:
    """Take out the part under a heading, up to the next heading of its rank."""
    for heading in content.xpath(f".//h2[@id='{heading_id}']"):
        for element in heading.itersiblings():
            if element.tag == "h2":
                break
            element.drop_tree()
        heading.drop_tree()


def _share_width(table: book.Element) -> None:
    """Give columns the width that their words or a hand need; without it Word makes empty ones a letter wide."""
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tr")]
    longest = [max(min(len(text), 45) for text in column) for column in zip(*rows, strict=True)]
    empty = [not any(column[1:]) for column in zip(*rows, strict=True)]
    weights = [max(long, _BLANK) if blank else max(long, 8) for long, blank in zip(longest, empty, strict=True)]
    if sum(empty) and len(weights) == 2:
        weights = [max(weights[0], 30), max(weights[1], 30)]
    group = etree.Element("colgroup")
    for weight in weights:
        etree.SubElement(group, "col", style=f"width: {100 * weight / sum(weights):.0f}%")
    table.insert(0, group)


def _reference(target: Path) -> None:
    """Write the document whose styles the forms take: pandoc's own, in plain black and one font."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file=reference.docx"]
    target.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    document = docx.Document(str(target))
    section = document.sections[0]
    # Letter, with margins that also suit A4.
    section.page_width, section.page_height = Mm(215.9), Mm(279.4)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(18)
    sizes = {"Heading 1": 20, "Heading 2": 14, "Heading 3": 11.5, "Heading 4": 11}
    for style in document.styles:
        if not isinstance(style, ParagraphStyle):
            continue
        if (fonts := style.element.rPr) is not None:
            for old in fonts.findall(qn("w:rFonts")):
                fonts.remove(old)
        if style.name in sizes:
            style.font.size, style.font.bold = Pt(sizes[style.name]), True
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(3)
    _defaults(document)
    for name in ("Normal", "Body Text", "First Paragraph", "Compact"):
        style = document.styles[name]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(2), Pt(4)
    document.styles["Hyperlink"].font.color.rgb = RGBColor(0x0B, 0x4A, 0x5E)
    document.styles["Hyperlink"].font.underline = True
    _box(document, _SOFT_BOX, bold=False)
    _box(document, _BOX_TITLE, bold=True)
    _box(document, _BOX_ITEM, bold=False)
    check = document.styles.add_style(_CHECK, WD_STYLE_TYPE.PARAGRAPH)
    check.base_style = document.styles["Body Text"]
    check.paragraph_format.left_indent, check.paragraph_format.first_line_indent = Mm(8), Mm(-5)
    document.styles[_BOX_ITEM].paragraph_format.first_line_indent = Mm(-3)
    document.styles[_BOX_ITEM].paragraph_format.left_indent = Mm(7)
    table = document.styles["Table"].element
    table.get_or_add_pPr()
    for old in table.findall(qn("w:tblPr")):
        table.remove(old)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="777777"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table.append(
        parse_xml(
            f'<w:tblPr {nsdecls("w")}><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
            '<w:left w:w="90" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr>"
        )
    )
    document.save(str(target))


def _defaults(document: Document) -> None:
    """One font, one size and one language for all styles."""
    properties = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    for name in ("w:rFonts", "w:lang", "w:sz", "w:szCs"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), "Arial")
    properties.insert(0, fonts)
    for name, value in (("w:sz", "20"), ("w:szCs", "20"), ("w:lang", book.LANGUAGE)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        properties.append(element)


def _box(document: Document, name: str, bold: bool) -> None:
    """A paragraph style with a bar at its left, for what is advice about the form and no part of it."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Body Text"]
    style.font.bold = bold
    style.paragraph_format.left_indent = Mm(4)
    style.paragraph_format.space_before = Pt(8 if bold else 0)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.keep_with_next = bold
    properties = style.element.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="8" w:color="1F6A62"/></w:pBdr>')
    )
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EEF4F1"/>'))


def _finish_form(path: Path, title: str, address: str, edition: Edition) -> None:
    """Name the file inside, credit it in the foot of each sheet, and make the tables ready to be filled in."""
    document = docx.Document(str(path))
    about = document.core_properties
    about.title, about.author, about.language = title, edition.name, book.LANGUAGE
    about.subject = f"Text of {edition.made:%Y-%m-%d}"
    about.created = about.modified = edition.made.replace(tzinfo=None)
    for table in document.tables:
        for number, row in enumerate(table.rows):
            # No row is torn in two, and empty cells have room for a hand.
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for paragraph in (p for cell in row.cells for p in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = number < len(table.rows) - 1
                for run in paragraph.runs:
                    run.font.bold = run.font.bold or not number
            if number and any(not cell.text.strip() for cell in row.cells):
                row.height = Mm(8)
        before = table._tbl.getprevious()
        if before is not None and before.tag == qn("w:p"):
            Paragraph(before, document).paragraph_format.keep_with_next = True
    foot = document.sections[0].footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(175), WD_TAB_ALIGNMENT.RIGHT)
    source = ", ".join(filter(None, (edition.name, address)))
    words = f"From {source}, text of {edition.day}, CC BY 4.0. Changed by: ____________\t"
    foot.add_run(words).font.size = Pt(8)
    number = foot.add_run()
    number.font.size = Pt(8)
    for kind, said in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = said or None
        number._r.append(element)
    document.save(str(path))
