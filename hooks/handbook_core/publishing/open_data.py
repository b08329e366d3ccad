"""The handbook's data as files that others may build on: helplines, safe wording and standards, as JSON and as CSV.

They stand under data/ and hold what docs/_data holds, field by field, with what someone who finds such a file alone
must know. Each JSON file names its JSON Schema; datapackage.json (Data Package 2.0, datapackage.org) says the same
of the CSV files, which have no place for a license or a version.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..parsing import front_matter, schema, yaml_lines
from ..problem import DataError, Problem
from ..registers import helplines, standards
from ..registers.references import Source
from ..registers.vocabulary import Vocabulary
from . import json_schema
from .json_schema import COUNTRY, DAY, TEXT, TEXTS, URL, YES, Schema, list_of, row

LICENSE = {
    "name": "CC BY 4.0",
    "url": "https://creativecommons.org/licenses/by/4.0/",
}
# The pages whose date of checking is their data's as well.
WORDING_PAGE = "toolkit/safe-wording.md"
STANDARDS_PAGE = "practice/rules-by-country.md"


def _fields(name: str, *path: str) -> dict[str, str]:
    """The fields of a row of a data file, name to description, as its schema says them."""
    part = schema.of(name)
    for step in path:
        part = part[step]
    return {field: about["description"] for field, about in part["properties"].items()}


_SERVICE = _fields("helplines", "properties", "services", "items")
SERVICE_FIELDS = {
    **{field: _SERVICE[field] for field in ("id", "name", "short_name", "country")},
    "country_name": "the same in English",
    **{field: _SERVICE[field] for field in ("kind", "topics", "url", "phone", "phone_for", "dial")},
    "sms_to": "where to send a text",
    "sms_word": "the word to send, where one is needed",
    **{field: _SERVICE[field] for field in (
        "other_numbers", "chat", "hours", "languages", "audience", "cost", "note", "evidence", "newest_evidence",
        "checked", "checked_at", "also_at")},
}  # fmt: skip
CLOSED_FIELDS = _fields("helplines", "properties", "closed", "items")
WORDING_FIELDS = _fields("wording", "items") | {"sources": "title and address of each source"}
_DOCUMENT = _fields("standards", "properties", "documents", "items")
RULE_FIELDS = _fields("standards", "properties", "documents", "items", "properties", "rules", "items") | {
    "sources": "title and address of its own sources, where they are not the document's"
}
DOCUMENT_FIELDS = {
    **{field: _DOCUMENT[field] for field in ("id", "countries", "region", "body", "title")},
    "professions": _DOCUMENT["for"],
    **{field: _DOCUMENT[field] for field in (
        "binding", "bound", "date", "status", "not_confirmed", "rules", "not_seen", "changing", "note")},
    "sources": "title and address of each source",
}  # fmt: skip
_OF_SOURCE = {
    field: about
    for field, about in _fields("references", "items").items()
    if field not in ("id", "authors", "body", "allows")
}
REFERENCE_COLUMNS = {"id": "its key in citations", "by": "who wrote or issued it"} | _OF_SOURCE
PLACE_FIELDS = {"country": "as above", "notes": "what to know about the place before its documents"}
# The table has a line for each rule, and one for each question that was not seen.
STANDARD_COLUMNS = {
    **{name: DOCUMENT_FIELDS[name] for name in DOCUMENT_FIELDS if name not in ("rules", "not_seen", "sources")},
    "question": "what the line is about; empty where we list nothing that the document says",
    "seen": "true = says holds what it says on the question; false = we looked and did not find it",
    "ref": RULE_FIELDS["ref"],
    "says": RULE_FIELDS["says"],
    "rule_not_confirmed": "what of this line we could not confirm",
    "sources": "title and address of each source",
}
HELPLINE_NOTES = [
    "Each entry was compared with public pages on the day in checked. Nothing was dialed.",
    "Numbers change. Compare an entry with the service's own page before you publish it, and take this file anew.",
    "A number works inside its country unless dial is given. Where sources disagree about a number, it was left out.",
    "phone, dial and sms_to are text, never numbers: leading zeros and plus signs matter.",
]
REFERENCE_NOTES = [
    "What says holds is in our words. read says how much of a text someone has read, at least.",
    "references.csl.json has the same as CSL-JSON, which Zotero and pandoc read.",
]
WORDING_NOTES = [
    "General information for public posts, not rules for how anyone speaks of their own life.",
    "No clinician has reviewed this list unless the handbook's page says so.",
]
# Excel, LibreOffice and Google Sheets turn such text into something else: 000 into 0, 24/7 into a day of July. In
# marks of quotation it stays text in each of them; a space before it, also one that is not seen, does not do that.
_TAKEN_FOR_ANOTHER = re.compile(r"[-+=@*]|[\d.,/:() -]+$|[A-Z][a-z]+ \d{4}$")
TABLE_NOTE = (
    "UTF-8 with a byte order mark. Text that a spreadsheet would take for a number, a date or a formula, such as "
    "000 or 24/7, stands in curly quotation marks; take them off."
)
STANDARDS_NOTES = [
    "General information, not legal advice. Open the original before you rely on a rule.",
    "What is not listed may still bind. A rule that we could not confirm says so in not_confirmed.",
    "The rules are in our words, not in those of the documents.",
]

_DOCUMENT_SHAPES = schema.of("standards")["properties"]["documents"]["items"]["properties"]


def _required(name: str, rows: str) -> list[str]:
    required: list[str] = schema.of(name)["properties"][rows]["items"]["required"]
    return required


_SOURCES = list_of(row({"title": "its title", "url": "its address"}, {"url": URL}))
_PLAIN = {"type": "object", "additionalProperties": TEXT, "description": "each name with what it means"}
_NUMBERS = list_of(row({"for": "whom or where it is for", "phone": "as dialed inside the country"}, {}))
SCHEMAS: dict[str, Schema] = {
    "helplines": json_schema.file(
        "Helplines",
        {
            "fields": _PLAIN,
            "fields_of_closed": _PLAIN,
            "services": list_of(
                row(
                    SERVICE_FIELDS,
                    {
                        "country": COUNTRY, "topics": TEXTS, "languages": TEXTS, "url": URL, "chat": URL,
                        "checked": DAY, "checked_at": URL, "also_at": URL, "other_numbers": _NUMBERS,
                        "evidence": schema.of("helplines")["properties"]["services"]["items"]["properties"]["evidence"],
                    },
                    set(SERVICE_FIELDS) - set(_required("helplines", "services")) - {"country_name"},
                )
            ),
            "closed": list_of(
                row(
                    CLOSED_FIELDS,
                    {"country": COUNTRY, "source": URL} | dict.fromkeys(("numbers", "hosts", "phrases", "use"), TEXTS),
                    set(CLOSED_FIELDS) - set(_required("helplines", "closed")),
                )
            ),
        },
    ),
    "safe-wording": json_schema.file(
        "Safe wording",
        {
            "fields": _PLAIN,
            "phrases": list_of(
                row(
                    WORDING_FIELDS,
                    {"avoid": TEXTS | {"minItems": 1}, "say": TEXTS, "sources": _SOURCES, "check": YES},
                    ("disagreement",),
                )
            ),
        },
    ),
    "references": json_schema.file(
        "References",
        {
            "fields": _PLAIN,
            "references": list_of(
                row(
                    REFERENCE_COLUMNS,
                    {"url": URL, "seen": DAY, "says": TEXTS},
                    set(REFERENCE_COLUMNS) - {"id", "by", "type", "title", "url"},
                )
            ),
        },
    ),
    "standards": json_schema.file(
        "Standards",
        {
            "fields": _PLAIN,
            "fields_of_rules": _PLAIN,
            "professions": _PLAIN,
            "questions": _PLAIN,
            "places": list_of(
                row(PLACE_FIELDS, {"country": COUNTRY, "notes": list_of(row(
                    {"says": "the note", "sources": "title and address of each source"}, {"sources": _SOURCES}))})
            ),
            "documents": list_of(
                row(
                    DOCUMENT_FIELDS,
                    {
                        "countries": list_of(COUNTRY) | {"minItems": 1},
                        "professions": TEXTS | {"minItems": 1},
                        "binding": _DOCUMENT_SHAPES["binding"],
                        "status": _DOCUMENT_SHAPES["status"],
                        "rules": list_of(
                            row(
                                RULE_FIELDS,
                                {"sources": _SOURCES},
                                ("ref", "not_confirmed", "sources"),
                            )
                        ),
                        "not_seen": TEXTS,
                        "sources": _SOURCES | {"minItems": 1},
                    },
                    ("region", "not_confirmed", "not_seen", "changing", "note"),
                )
            ),
        },
    ),
}  # fmt: skip


@dataclass(frozen=True)
class _Data:
    """One set of data: `content` goes into its JSON file, `rows` into its table."""

    name: str
    version: str
    notes: list[str]
    content: dict[str, Any]
    columns: dict[str, str]
    rows: list[dict[str, Any]]

    @property
    def title(self) -> str:
        return str(SCHEMAS[self.name]["title"])


def files(docs_dir: Path, name: str, vocabulary: Vocabulary, sources: dict[str, Source]) -> dict[str, str]:
    """The text of each file by its path in the site; `name` is the handbook's. The data must have passed its checks."""
    license_ = LICENSE | {"credit": _credit(name)}
    sets = (
        _helplines(docs_dir, vocabulary),
        _wording(docs_dir, sources),
        _standards(docs_dir, vocabulary, sources),
        _references(sources),
    )
    texts = {}
    for data in sets:
        about = {"$schema": f"{data.name}.schema.json", "title": data.title, "version": data.version}
        texts[f"data/{data.name}.json"] = _json(about | {"license": license_, "notes": data.notes} | data.content)
        texts[f"data/{data.name}.csv"] = _csv(data.columns, data.rows)
        texts[f"data/{data.name}.schema.json"] = _json(SCHEMAS[data.name])
    texts[f"data/{_CSL}"] = _csl(sources)
    return texts | {"data/datapackage.json": _json(_package(name, sets))}


_CSL = "references.csl.json"
# Kinds of sources in the words of the Citation Style Language.
_CSL_TYPES = {
    "review": "article-journal", "study": "article-journal", "preprint": "article", "dataset": "dataset",
    "law": "legislation", "code": "standard", "guideline": "report", "platform-policy": "webpage", "webpage": "webpage",
}  # fmt: skip


def _csl(sources: dict[str, Source]) -> str:
    """Every source as CSL-JSON, which Zotero and pandoc read."""
    items = []
    for source in sources.values():
        item: dict[str, Any] = {"id": source.key, "type": _CSL_TYPES[source.type], "title": source.title}
        item["author"] = [
            {"family": family, "given": given} if given else {"literal": family}
            for family, _, given in (author.partition(", ") for author in source.authors)
        ] or [{"literal": source.by}]
        if source.year.isdigit():
            item["issued"] = {"date-parts": [[int(source.year)]]}
        item |= {"container-title": source.container, "DOI": source.doi, "URL": source.url}
        item["note"] = " ".join(filter(None, (f"{source.how}.", *source.says, source.limits)))
        items.append({key: value for key, value in item.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _references(sources: dict[str, Source]) -> _Data:
    rows = [_in_order({**asdict(source), "id": key}, REFERENCE_COLUMNS) for key, source in sources.items()]
    rows = [{field: list(value) if field == "says" else value for field, value in row.items() if value} for row in rows]
    newest = max((str(source.seen) for source in sources.values() if source.seen), default="2026-11-22")
    return _Data(
        "references",
        newest,
        REFERENCE_NOTES,
        {"fields": REFERENCE_COLUMNS, "references": rows},
        REFERENCE_COLUMNS,
        rows,
    )


def _helplines(docs_dir: Path, vocabulary: Vocabulary) -> _Data:
    data = yaml_lines.load(docs_dir / "_data" / "helplines.yml", helplines.FILE, helplines.RULE)
    services = [_service(entry, vocabulary) for entry in data["services"]]
    content: dict[str, Any] = {"fields": SERVICE_FIELDS, "fields_of_closed": CLOSED_FIELDS}
    content |= {"services": services, "closed": data.get("closed") or []}
    newest = max(str(entry["checked"]) for entry in services)
    return _Data("helplines", newest, HELPLINE_NOTES, content, SERVICE_FIELDS, services)


def _wording(docs_dir: Path, sources: dict[str, Source]) -> _Data:
    rows = yaml_lines.load(docs_dir / "_data" / "wording.yml", "docs/_data/wording.yml", "data-wording")
    phrases = [_in_order(row | {"sources": _sources(row["sources"], sources)}, WORDING_FIELDS) for row in rows]
    content = {"fields": WORDING_FIELDS, "phrases": phrases}
    return _Data("safe-wording", _checked(docs_dir, WORDING_PAGE), WORDING_NOTES, content, WORDING_FIELDS, phrases)


def _standards(docs_dir: Path, vocabulary: Vocabulary, sources: dict[str, Source]) -> _Data:
    data = standards.load_standards(docs_dir / "_data", vocabulary, sources)
    documents = [_document(document, sources) for document in data.documents]
    places = [
        {"country": country, "notes": [{"says": n.says, "sources": _sources(n.sources, sources)} for n in notes]}
        for country, notes in data.notes.items()
    ]
    content: dict[str, Any] = {"fields": DOCUMENT_FIELDS, "fields_of_rules": RULE_FIELDS}
    content |= {"professions": vocabulary.professions, "questions": vocabulary.rule_questions}
    content |= {"places": places, "documents": documents}
    lines = [line for document in documents for line in _lines(document)]
    return _Data("standards", _checked(docs_dir, STANDARDS_PAGE), STANDARDS_NOTES, content, STANDARD_COLUMNS, lines)


def _checked(docs_dir: Path, page: str) -> str:
    """The day on which the page, and with it its data, was last compared with the sources."""
    shown = f"docs/{page}"
    try:
        text = (docs_dir / page).read_text(encoding="utf-8")
    except FileNotFoundError:
        what, fix = "this page is missing, and open data takes its date from it", "put it back, or change open_data.py"
        raise DataError([Problem(shown, None, what, fix, "data-open")]) from None
    return str(front_matter.parse(text, shown).get("evidence_checked"))


def _credit(name: str) -> str:
    return f"{name}, with the version date of this file"


def _package(name: str, sets: Sequence[_Data]) -> dict[str, Any]:
    """What datapackage.json says: the license of all, the version of each, and the columns of each table."""
    resources: list[dict[str, Any]] = []
    for data in sets:
        types = {"checked": "date", "check": "boolean", "seen": "boolean" if data.name == "standards" else "date"}
        about = {"title": data.title, "description": " ".join(data.notes), "version": data.version, "encoding": "utf-8"}
        table = {"name": f"{data.name}-table", "type": "table", "path": f"{data.name}.csv", "format": "csv"}
        fields = [{"name": c, "type": types.get(c, "string"), "description": said} for c, said in data.columns.items()]
        said = {"description": f"{about['description']} {TABLE_NOTE}"}
        resources.append(table | {"mediatype": "text/csv"} | about | said | {"schema": {"fields": fields}})
        whole = {"name": data.name, "path": f"{data.name}.json", "format": "json", "mediatype": "application/json"}
        resources.append(whole | about)
    csl = {
        "name": "references-csl",
        "path": _CSL,
        "format": "json",
        "mediatype": "application/vnd.citationstyles.csl+json",
    }
    resources.append(csl | {"title": "References as CSL-JSON", "version": sets[-1].version, "encoding": "utf-8"})
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"),
        "title": f"Open data of {name}",
        "description": f"Helplines, safe wording, professional rules and references. Credit: {_credit(name)}.",
        "version": max(data.version for data in sets),
        "licenses": [{"name": "CC-BY-4.0", "title": LICENSE["name"], "path": LICENSE["url"]}],
        "resources": resources,
    }


def _service(entry: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """An entry of the registry, flat but for its lists, with only the fields that it has."""
    sms = entry.get("sms") or {}
    flat = {**entry, "country_name": vocabulary.countries[entry["country"]]}
    flat |= {"sms_to": sms.get("to"), "sms_word": sms.get("word")}
    return _in_order(flat, SERVICE_FIELDS)


def _in_order(row: dict[str, Any], fields: dict[str, str]) -> dict[str, Any]:
    return {name: row[name] for name in fields if row.get(name) is not None}


def _sources(keys: Iterable[str], sources: dict[str, Source]) -> list[dict[str, str]]:
    return [{"title": sources[key].title, "url": sources[key].href} for key in keys if key in sources]


def _document(document: standards.Document, sources: dict[str, Source]) -> dict[str, Any]:
    """A document with only the fields that it has."""
    rules = [
        _filled(asdict(rule) | {"sources": _sources(rule.sources, sources)}, RULE_FIELDS) for rule in document.rules
    ]
    said = asdict(document) | {"sources": _sources(document.sources, sources)}
    return _filled(said, DOCUMENT_FIELDS) | {"rules": rules}


def _filled(row: dict[str, Any], fields: dict[str, str]) -> dict[str, Any]:
    return {name: row[name] for name in fields if row[name] or name == "rules"}


def _lines(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines of a document in the table."""
    same = {name: value for name, value in document.items() if name in STANDARD_COLUMNS}
    for rule in document["rules"]:
        own = {name: value for name, value in rule.items() if name != "not_confirmed"}
        yield same | own | {"seen": True, "rule_not_confirmed": rule.get("not_confirmed", "")}
    for question in document.get("not_seen", ()):
        yield same | {"question": question, "seen": False}
    if not document["rules"] and "not_seen" not in document:
        yield same


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"


def _csv(columns: dict[str, str], rows: list[dict[str, Any]]) -> str:
    """One line a row; lists are joined by semicolons. With the mark by which a spreadsheet knows UTF-8."""
    out = io.StringIO()
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    # The line ends of RFC 4180, which spreadsheets expect.
    table = csv.DictWriter(out, list(columns), lineterminator="\r\n")
    table.writeheader()
    table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        value = "; ".join(_words(item) if isinstance(item, dict) else str(item) for item in value)
    if isinstance(value, date) or not _TAKEN_FOR_ANOTHER.match(value):
        return str(value)
    return f"“{value}”"


def _words(item: dict[str, str]) -> str:
    """A number with whom it is for, or a source."""
    return f"{item['for']}: {item['phone']}" if "phone" in item else f"{item['title']} ({item['url']})"
