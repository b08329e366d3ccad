"""The codes, guidance and laws of docs/_data/standards.yml: read strictly, and written into the page of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from ..parsing import yaml_lines
from ..parsing.yaml_lines import Mapping
from ..problem import DataError, Problem, in_order
from .references import Source

FILE = "docs/_data/standards.yml"
RULE = "data-standards"
ANYONE = "anyone"
PROFESSIONS = {
    "psychologist": "Psychologists",
    "counselor": "Counselors",
    "social-worker": "Social workers",
    "family-therapist": "Marriage and family therapists",
    "doctor": "Psychiatrists and other doctors",
    "psychotherapist": "Psychotherapists",
    ANYONE: "Anyone who posts or advertises",
}
QUESTIONS = {
    "testimonials": "Testimonials and reviews",
    "following": "Following and contact",
    "searching": "Looking clients up",
    "client-material": "Client material",
    "recording": "Recording",
    "consent": "Consent and policies",
    "disclaimers": "Disclaimers, name and credentials",
    "public-advice": "Advice and opinions in public",
    "advertising": "Claims, adverts and paid labels",
    "old-posts": "Personal accounts and old posts",
    "ai": "AI",
}
BINDING = {"binding": "Binding", "advice": "Advice", "industry": "Industry code"}
STATUS = ("read", "summary", "opening-only")
# Headings that differ from the vocabulary's name of the place.
_PLACES = {"EU": "Europe"}

_DOCUMENT = {
    "id": "text", "countries": "texts", "body": "text", "title": "text", "for": "texts", "binding": "text",
    "bound": "text", "date": "text", "sources": "texts", "status": "text",
}  # fmt: skip
_DOCUMENT_OPTIONAL = {
    "region": "text", "not_confirmed": "text", "more": "text", "note": "text", "not_seen": "texts", "changing": "text",
}  # fmt: skip
_RULE = {"question": "text", "says": "text"}
_RULE_OPTIONAL = {"ref": "text", "sources": "texts", "not_confirmed": "text"}
_NOTE, _NOTE_OPTIONAL = {"says": "text"}, {"sources": "texts"}
# Texts are plain: a mark of Markdown or HTML would mean something else on the page than in the data files.
_MARKUP = re.compile(r"[<>\[\]*`{}|\\]|&\w+;|_\w+_")
_ID = re.compile(r"[a-z]{2}(?:-[a-z0-9]+)+")
_MORE = re.compile(r"[a-z-]+/[a-z-]+\.md(?:#[a-z0-9-]+)?")


@dataclass(frozen=True)
class Rule:
    """What a document says on one question. `sources` are its own, where they are not the document's."""

    question: str
    says: str
    ref: str
    sources: tuple[str, ...]
    not_confirmed: str


@dataclass(frozen=True)
class Document:
    """One document; the fields are those of standards.yml, which explains them."""

    id: str
    countries: tuple[str, ...]
    region: str
    body: str
    title: str
    professions: tuple[str, ...]
    binding: str
    bound: str
    date: str
    sources: tuple[str, ...]
    status: str
    not_confirmed: str
    rules: tuple[Rule, ...]
    not_seen: tuple[str, ...]
    changing: str
    note: str
    more: str


@dataclass(frozen=True)
class Note:
    """What to know about a place before its documents."""

    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Standards:
    """All documents in the order of the file, and the notes on places by country code."""

    notes: dict[str, tuple[Note, ...]]
    documents: tuple[Document, ...]


def load_standards(data_dir: Path, countries: Collection[str], sources: Collection[str]) -> Standards:
    """Read `data_dir`/standards.yml; `countries` and `sources` are the codes and keys that it may use.

    Raises DataError with every problem in it.
    """
    data = yaml_lines.load(data_dir / "standards.yml", FILE, RULE)
    if not isinstance(data, Mapping) or set(data) != {"places", "documents"}:
        what, fix = "this file must hold places and documents", "write the two lists, and nothing else beside them"
        raise DataError([Problem(FILE, 1, what, fix, RULE)])
    reader = _Reader(countries, sources)
    documents = [_document(entry) for entry in reader.entries(data, "documents", reader.document)]
    reader.places = {document.countries[0] for document in documents}
    notes = {
        place["country"]: tuple(Note(note["says"], tuple(note.get("sources", ()))) for note in place["notes"])
        for place in reader.entries(data, "places", reader.place)
    }
    if reader.problems:
        raise DataError(in_order(reader.problems))
    return Standards(notes, tuple(documents))


class _Reader:
    """Collects what is wrong."""

    def __init__(self, countries: Collection[str], sources: Collection[str]) -> None:
        self.countries = countries
        self.sources = sources
        self.problems: list[Problem] = []
        self.ids: set[str] = set()
        # The places that the page shows and no notes have been read for.
        self.places: set[str] = set()

    def entries(self, parent: Mapping, name: str, check: Any) -> Iterator[Mapping]:
        """The entries of the list `name` in which `check` finds nothing wrong."""
        if not isinstance(parent.get(name), list):
            self._at(parent, name, f'"{name}" must be a list', "start each entry with a dash, or write []")
            return
        for entry in parent[name]:
            before = len(self.problems)
            if isinstance(entry, Mapping):
                check(entry)
            else:
                self._at(parent, name, f'"{name}" holds {entry!r}, which is not an entry', "write key: value pairs")
            if len(self.problems) == before:
                yield entry

    def place(self, entry: Mapping) -> None:
        if self._keys(entry, "a place", {"country": "text"}, {}, ("notes",)):
            self._known(entry, "country", self.countries)
            if not self.problems and entry["country"] not in self.places:
                what = f"{entry['country']} has notes already, or no document that begins with it"
                self._at(entry, "country", what, "put the notes together, or add a document first")
            self.places.discard(entry["country"])
            list(self.entries(entry, "notes", self._note))

    def document(self, entry: Mapping) -> None:
        who = str(entry.get("id") or "this document")
        if not self._keys(entry, who, _DOCUMENT, _DOCUMENT_OPTIONAL, ("rules",)):
            return
        if not _ID.fullmatch(entry["id"]):
            self._at(entry, "id", f'"{who}" is not an id', "write country-name in lower case, such as us-aca-code")
        if entry["id"] in self.ids:
            self._at(entry, "id", f'the id "{who}" is used twice', "give each document an id of its own")
        self.ids.add(entry["id"])
        known: dict[str, Collection[str]] = {
            "countries": self.countries, "for": PROFESSIONS, "binding": BINDING, "status": STATUS,
            "sources": self.sources, "not_seen": QUESTIONS,
        }  # fmt: skip
        for key, values in known.items():
            self._known(entry, key, values)
        if entry["status"] != "read" and "not_confirmed" not in entry:
            what = f'{who}: status {entry["status"]} without "not_confirmed"'
            self._at(entry, "status", what, "say what we could not confirm")
        if "more" in entry and not _MORE.fullmatch(entry["more"]):
            what = f'{who}: "{entry["more"]}" is not a page of the handbook'
            self._at(entry, "more", what, "write its path under docs/, such as reference/standards-and-law.md#gdpr")
        list(self.entries(entry, "rules", self._rule))

    def _rule(self, entry: Mapping) -> None:
        if self._keys(entry, "a rule", _RULE, _RULE_OPTIONAL):
            self._known(entry, "question", QUESTIONS)
            self._known(entry, "sources", self.sources)

    def _note(self, entry: Mapping) -> None:
        if self._keys(entry, "a note", _NOTE, _NOTE_OPTIONAL):
            self._known(entry, "sources", self.sources)

    def _keys(
        self, entry: Mapping, who: str, required: dict[str, str], optional: dict[str, str], lists: tuple[str, ...] = ()
    ) -> bool:
        """Are all required keys there, no others than allowed, each of its type and plain?"""
        before = len(self.problems)
        for key in (*required, *lists):
            if entry.get(key) in (None, "") or (key not in lists and not entry[key]):
                self._at(entry, key, f'{who} has no "{key}"', f"add a line {key}: ...")
        for key in entry:
            allowed = (*required, *lists, *optional)
            if key not in allowed:
                self._at(entry, key, f'{who} has an unknown key "{key}"', f"use only {', '.join(allowed)}")
            elif key in optional and not entry[key]:
                self._at(entry, key, f'{who} has nothing after "{key}:"', "fill the line in or take it out")
        for key, what, fix in yaml_lines.wrong_types(entry, required | optional):
            self._at(entry, key, f"{who}: {what}", fix)
        for key in (key for key in entry if key in required | optional):
            for text in filter(_MARKUP.search, yaml_lines.text_values(entry[key])):
                self._at(entry, key, f'{who} holds Markdown or HTML in "{text}"', "write plain text")
        return len(self.problems) == before

    def _known(self, entry: Mapping, key: str, known: Collection[str]) -> None:
        values = entry.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            if value not in known:
                fix = "add it to references.yml" if known is self.sources else f"use one of {', '.join(known)}"
                self._at(entry, key, f'unknown {key} "{value}"', fix)

    def _at(self, entry: Mapping, key: str, what: str, fix: str) -> None:
        self.problems.append(Problem(FILE, entry.lines.get(key, entry.line), what, fix, RULE))


def _document(entry: Mapping) -> Document:
    def texts(holder: Mapping, key: str) -> tuple[str, ...]:
        return tuple(holder.get(key, ()))

    rules = tuple(
        Rule(rule["question"], rule["says"], rule.get("ref", ""), texts(rule, "sources"), rule.get("not_confirmed", ""))
        for rule in entry["rules"]
    )
    return Document(
        countries=texts(entry, "countries"), professions=texts(entry, "for"), sources=texts(entry, "sources"),
        not_seen=texts(entry, "not_seen"), rules=rules,
        **{key: entry[key] for key in ("id", "body", "title", "binding", "bound", "date", "status")},
        **{key: entry.get(key, "") for key in ("region", "not_confirmed", "changing", "note", "more")},
    )  # fmt: skip


def markdown(standards: Standards, countries: dict[str, str], sources: dict[str, Source]) -> str:
    """Markdown: each place with its notes and documents.

    The finder, overrides/assets/widgets/rules-finder, filters by the data attributes that stand here.
    """
    parts = []
    for code, name in _names(standards, countries).items():
        parts.append(f'## {name} {{#{name.lower().replace(" ", "-")} data-country="{code.lower()}"}}')
        notes = [f"{note.says}{_cited(note.sources)}" for note in standards.notes.get(code, ())]
        also = [d for d in standards.documents if code in d.countries[1:]]
        notes += [f"Also in force here: [{d.body}, {d.title}](#{d.id})." for d in also]
        parts += [" ".join(notes)] if notes else []
        parts += [_one(d, sources) for d in standards.documents if d.countries[0] == code]
    return "\n\n".join(parts)


def _one(document: Document, sources: dict[str, Source]) -> str:
    data = {
        "countries": " ".join(document.countries).lower(),
        "for": " ".join(document.professions),
    }
    attributes = " ".join(f'data-{name}="{value}"' for name, value in data.items())
    place = f"{document.region}, " if document.region not in document.body else ""
    named = escape(f"{document.title}, {document.body}").replace('"', "")
    parts = [
        f"### {place}{document.body}: {document.title} {{#{document.id} .standard {attributes}}}",
        f"**{BINDING[document.binding]}:** {document.bound}. **Date:** {document.date}. "
        f"**For:** {', '.join(PROFESSIONS[name] for name in document.professions).lower()}. "
        f'[Open the source]({sources[document.sources[0]].href}){{aria-label="Open the source: {named}"}}'
        f"{_cited(document.sources)}\n{{: .standard-facts}}",
    ]
    if document.not_confirmed:
        parts.append(f"**Not confirmed:** {document.not_confirmed}\n{{: .standard-doubt}}")
    return "\n\n".join([*parts, "\n".join(_lines(document))])


def _lines(document: Document) -> Iterator[str]:
    for rule in document.rules:
        ref = f" ({rule.ref})" if rule.ref else ""
        doubt = f" *Not confirmed: {rule.not_confirmed}*" if rule.not_confirmed else ""
        yield f"- **{QUESTIONS[rule.question]}{ref}:** {rule.says}{_cited(rule.sources)}{doubt}"
        yield f'{{: data-question="{rule.question}"{" .doubtful" if doubt else ""}}}'
    if document.note:
        yield f"- {document.note}"
    if document.changing:
        yield f"- **Changing:** {document.changing}"
    if document.not_seen:
        yield f"- **Not seen:** {'; '.join(QUESTIONS[question] for question in document.not_seen)}."
        yield f'{{: data-not-seen="{" ".join(document.not_seen)}"}}'
    if document.more:
        # Every page but the first stands one folder down.
        yield f"- [More on this law](../{document.more})"


def _cited(keys: tuple[str, ...]) -> str:
    return f" [{'; '.join('@' + key for key in keys)}]" if keys else ""


def _names(standards: Standards, countries: dict[str, str]) -> dict[str, str]:
    places = dict.fromkeys(document.countries[0] for document in standards.documents)
    return {code: _PLACES.get(code, countries[code]) for code in places}


def finder(standards: Standards, countries: dict[str, str]) -> str:
    """HTML: the finder's choices, in the page and not only in the script so that nothing moves.

    Without scripts they are not shown.
    """
    places = {code.lower(): name for code, name in _names(standards, countries).items()}

    def select(name: str, label: str, every: str, options: dict[str, str]) -> str:
        choices = "".join(f'<option value="{code}">{escape(words)}</option>' for code, words in options.items())
        return (
            f'<div><label for="rules-{name}">{label}</label><select id="rules-{name}" autocomplete="off">'
            f'<option value="">{every}</option>{choices}</select></div>'
        )

    return (
        '<div data-tool="rules-finder"><section class="outcome rules-finder js-only" aria-label="Find your rules" '
        'data-pagefind-ignore><p class="outcome-progress">Find your rules</p><div class="rules-choices">'
        + select("profession", "What are you?", "Any profession", PROFESSIONS)
        + select("country", "Where?", "Every place", places)
        + select("question", "What is it about?", "Every question", QUESTIONS)
        + '</div><p class="picker-note">Is your place not in the list? Then we have nothing on it: ask there.</p>'
        '<div class="rules-said" role="status"></div><ul class="rules-unseen" hidden></ul>'
        '<p class="picker-row" hidden><button type="button" class="button" data-everything>Show everything</button>'
        '<button type="button" class="button" data-share>Copy a link to this choice</button></p>'
        '<p class="picker-note" role="status" data-shared></p></section></div>'
    )
