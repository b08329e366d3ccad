"""A sheet for a clinician who reviews one page: `make review-sheet PAGE=docs/judge/judge-a-video.md`.

Writes out/review/NAME.html, for paper, and NAME.docx: the page's cited sentences, numbered, each beside what its
sources say and how we read them, with room to tick agree, change or unsure, and to sign. The site must have been built.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

from handbook_core import registers
from handbook_core.built_site.page import Page
from handbook_core.built_site.pages import pages
from handbook_core.registers.references import Source

from tools.downloads import convert, edition
from tools.downloads.site import MakeError
from tools.prompts import RefusedError, ask, something

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "review"
STYLE = (
    "body{font:10pt/1.4 Arial,sans-serif;margin:12mm}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #777;padding:2mm;vertical-align:top;text-align:left}tr{break-inside:avoid}"
    "td:last-child{white-space:nowrap}"
)
COLUMNS = "".join(f'<col style="width:{percent}%">' for percent in (6, 36, 43, 15))
ANSWERS = ("☐ agree", "☐ change", "☐ unsure")
SIGN = ("Name", "Role", "Registered with, and number", "Date", "Signature")


def main(site: Path = ROOT / "site", docs: Path = ROOT / "docs", out: Path = OUT) -> int:
    """Write both files of one page; returns the exit status."""
    try:
        shown = ask("PAGE", "Which page is to be reviewed? Such as docs/judge/judge-a-video.md", something)
        page = next((page for page in pages(site, docs) if page.shown == shown and page.is_chapter), None)
        if page is None:
            raise RefusedError(f"site/ has no page made of {shown}; run make build, and write it as docs/judge/x.md")
        now = datetime.now(UTC)
        markup = sheet(page, registers.load(docs, now.date()).sources, now.date())
        out.mkdir(parents=True, exist_ok=True)
        target = out / f"{Path(shown).stem}.html"
        target.write_text(markup, encoding="utf-8")
        convert.review_sheet(markup, edition.read(ROOT, now), target.with_suffix(".docx"))
    except (RefusedError, MakeError) as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"{target} and {target.with_suffix('.docx')}: when it comes back signed, run make record-review")
    return 0


def sheet(page: Page, sources: dict[str, Source], day: date) -> str:
    """The HTML of the sheet for `page`, whose text is that of `day`."""
    rows = "".join(
        f"<tr><td>{number}</td><td>{escape(sentence.replace(' .', '.'))}</td>"
        f"<td>{''.join(_source(sources[key]) for key in keys)}</td><td>{'<br>'.join(ANSWERS)}</td></tr>"
        for number, (sentence, keys) in enumerate(page.cited_sentences, 1)
    )
    title = escape(page.headings[0] if page.headings else page.shown)
    lines = "".join(f"<p>{label}: ______________________________</p>" for label in SIGN)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Review sheet: {title}</title>'
        f"<style>{STYLE}</style></head><body><h1>Review sheet: {title}</h1>"
        f"<p>{escape(page.shown)}, {day}. No clinician has reviewed this page unless it says so. Read the "
        "page first, once as the person it could go wrong for. Then go through the sentences that rest on a source: "
        "does each say what you know to be right, and no more than its source?</p>"
        f"<table><colgroup>{COLUMNS}</colgroup>"
        "<thead><tr><th></th><th>The page says</th><th>What we noted of its sources</th><th>You</th></tr>"
        f"</thead><tbody>{rows}</tbody></table><h2>What is missing, or could do harm</h2>"
        f"<p>{'_' * 60}</p><p>{'_' * 60}</p>"
        f"<h2>Reviewed by</h2>{lines}</body></html>"
    )


def _source(source: Source) -> str:
    said = "".join(f"<li>{escape(statement)}</li>" for statement in source.says)
    about = f"<p>About: {escape(source.about)}</p>" if source.about else ""
    limits = f"<p>Limits: {escape(source.limits)}</p>" if source.limits else ""
    name = f'<a href="{escape(source.href)}">{escape(source.short)}</a>'
    return f"<p>{name}. {escape(source.how)}.</p>{about}<ul>{said}</ul>{limits}"


if __name__ == "__main__":
    sys.exit(main())
