"""The handbook's data as files that others may build on: data/helplines.json, helplines.csv and safe-wording.json.

They hold what docs/_data holds, field by field, with what someone who finds such a file alone must know.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

from . import chapter, lined_yaml, registry
from .bibliography import Source
from .vocabulary import Vocabulary

LICENSE = {
    "name": "CC BY 4.0",
    "url": "https://creativecommons.org/licenses/by/4.0/",
    "credit": "Care in Public, with the version date of this file",
}
# The page whose date of checking is the safe-wording list's as well.
WORDING_PAGE = "toolkit/safe-wording.md"
SERVICE_FIELDS = {
    "id": "stable name of the service; its first part is the country",
    "name": "as the service calls itself",
    "short_name": "shorter name, where there is one",
    "country": "ISO 3166 code in capitals; INT is anywhere, EU the European Union",
    "country_name": "the same in English",
    "kind": "emergency, crisis, youth, topic, directory, information or reporting",
    "topics": "what it is for, as words of the handbook's vocabulary",
    "url": "its website",
    "phone": "as dialed inside the country",
    "phone_for": "whom the phone number is for, where it is not for everyone",
    "dial": "the international form of phone, for ordinary numbers",
    "sms_to": "where to send a text",
    "sms_word": "the word to send, where one is needed",
    "other_numbers": "more numbers, each with whom or where it is for",
    "chat": "address of its online chat",
    "hours": "in local time; 24/7 is day and night",
    "languages": "ISO 639-1 codes, where known",
    "audience": "whom it is for",
    "cost": "what it costs, as far as the service says",
    "note": "what else to know before calling",
    "evidence": "confirmed = two sources agree; official = the service's or a government's page only; "
    "secondary = other sources only; disputed-in-part = sources disagree on what was left out",
    "newest_evidence": "latest month that any page behind the entry bears; none if the pages were undated",
    "checked": "day on which the entry was last compared with those pages",
    "checked_at": "the page it was compared with",
}
CLOSED_FIELDS = {
    "name": "a service that closed, moved or changed its number",
    "country": "as above",
    "since": "month from which it is so, where known",
    "detail": "what happened",
    "numbers": "numbers that must no longer be shown",
    "hosts": "websites that must no longer be shown",
    "phrases": "further wording that must no longer be shown",
    "use": "ids of services to show instead",
    "source": "where this was read",
}
WORDING_FIELDS = {
    "id": "stable name of the row",
    "topic": "what it is about",
    "avoid": "phrases in lower case, as they would stand in a sentence",
    "say": "what to say instead; empty means to leave it out",
    "why": "the reason",
    "disagreement": "who sees it differently, where we know of someone",
    "sources": "title and address of each source",
    "check": "true = safe for a machine to look for; false = too many innocent uses, or people disagree too much",
}
HELPLINE_NOTES = [
    "Each entry was compared with public pages on the day in checked. Nothing was dialed.",
    "Numbers change. Compare an entry with the service's own page before you publish it, and take this file anew.",
    "A number works inside its country unless dial is given. Where sources disagree about a number, it was left out.",
    "In a spreadsheet, import phone, dial and sms_to as text, or leading zeros and plus signs are lost.",
]
WORDING_NOTES = [
    "General information for public posts, not rules for how anyone speaks of their own life.",
    "No clinician has reviewed this list unless the handbook's page says so.",
]


def files(docs_dir: Path, vocabulary: Vocabulary, sources: dict[str, Source]) -> dict[str, str]:
    """The text of each file by its path in the site. The data must have passed its checks already."""
    data = lined_yaml.load(docs_dir / "_data" / "helplines.yml", registry.FILE, registry.RULE)
    wording = lined_yaml.load(docs_dir / "_data" / "wording.yml", "docs/_data/wording.yml", "data-wording")
    page = (docs_dir / WORDING_PAGE).read_text(encoding="utf-8")
    services = [_service(entry, vocabulary) for entry in data["services"]]
    newest = max(date.fromisoformat(str(entry["checked"])) for entry in services)
    about = {"title": "Helplines of Care in Public", "version": newest.isoformat(), "license": LICENSE}
    rows = [{**row, "sources": [_source(sources[key]) for key in row["sources"] if key in sources]} for row in wording]
    return {
        "data/helplines.json": _json(
            about
            | {"notes": HELPLINE_NOTES, "fields": SERVICE_FIELDS, "fields_of_closed": CLOSED_FIELDS}
            | {"services": services, "closed": data.get("closed") or []}
        ),
        "data/helplines.csv": _csv(services),
        "data/safe-wording.json": _json(
            {
                "title": "Safe wording of Care in Public",
                "version": str(chapter.front_matter(page, f"docs/{WORDING_PAGE}")["evidence_checked"]),
                "license": LICENSE,
                "notes": WORDING_NOTES,
                "fields": WORDING_FIELDS,
                "phrases": [_in_order(row, WORDING_FIELDS) for row in rows],
            }
        ),
    }


def _service(entry: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """An entry of the registry, flat but for its lists, with only the fields that it has."""
    sms = entry.get("sms") or {}
    flat = {**entry, "country_name": vocabulary.countries[entry["country"]]}
    flat |= {"sms_to": sms.get("to"), "sms_word": sms.get("word")}
    return _in_order(flat, SERVICE_FIELDS)


def _in_order(row: dict[str, Any], fields: dict[str, str]) -> dict[str, Any]:
    return {name: row[name] for name in fields if row.get(name) is not None}


def _source(source: Source) -> dict[str, str]:
    return {"title": source.title, "url": source.href}


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"


def _csv(services: list[dict[str, Any]]) -> str:
    """One line a service; lists are joined by semicolons."""
    out = io.StringIO()
    # The line ends of RFC 4180, which spreadsheets expect.
    table = csv.DictWriter(out, list(SERVICE_FIELDS), lineterminator="\r\n")
    table.writeheader()
    table.writerows({name: _cell(value) for name, value in service.items()} for service in services)
    return out.getvalue()


def _cell(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    return "; ".join(f"{item['for']}: {item['phone']}" if isinstance(item, dict) else str(item) for item in value)
