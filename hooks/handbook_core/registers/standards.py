"""The codes, guidance and laws of docs/_data/standards.yml: read strictly, and written into the page of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ..parsing import schema, yaml_lines
from ..parsing.yaml_lines import LocatedDict
from ..problem import DataError, Problem, in_order
from ..words import say
from .references import Source
from .vocabulary import Vocabulary

FILE = "docs/_data/standards.yml"
RULE = "data-standards"
ANYONE = "anyone"
# Texts are plain: the schema refuses most marks, and these would mean something else on the page than in the data.
_MARKUP = re.compile(r"&\w+;|_\w+_")


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


def load_standards(data_dir: Path, vocabulary: Vocabulary, sources: Collection[str]) -> Standards:
    """Read `data_dir`/standards.yml; `vocabulary` and `sources` hold the words and keys that it may use.

    Raises DataError with every problem in it.
    """
    data = schema.load(data_dir, "standards", FILE, RULE)
    problems = list(_problems(data, vocabulary, sources))
    if problems:
        raise DataError(in_order(problems))
    documents = [_document(entry) for entry in data["documents"]]
    notes = {
        place["country"]: tuple(Note(note["says"], tuple(note.get("sources", ()))) for note in place["notes"])
        for place in data["places"]
    }
    return Standards(notes, tuple(documents))


def _problems(data: LocatedDict, vocabulary: Vocabulary, sources: Collection[str]) -> Iterator[Problem]:
    """What a schema cannot say: words of other files, and what two entries say together."""

    def at(entry: LocatedDict, key: str, what: str, fix: str) -> Problem:
        return Problem(FILE, entry.lines[key], what, fix, RULE)

    def unknown(entry: LocatedDict, key: str, known: Collection[str]) -> Iterator[Problem]:
        values = entry.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            if value not in known:
                fix = "add it to references.yml" if known is sources else f"use one of {', '.join(known)}"
                yield at(entry, key, f'unknown {key} "{value}"', fix)

    ids: set[str] = set()
    for entry in data["documents"]:
        who = entry["id"]
        if who in ids:
            yield at(entry, "id", f'the id "{who}" is used twice', "give each document an id of its own")
        ids.add(who)
        yield from unknown(entry, "countries", vocabulary.countries)
        yield from unknown(entry, "for", vocabulary.professions)
        yield from unknown(entry, "sources", sources)
        yield from unknown(entry, "not_seen", vocabulary.rule_questions)
        for rule in entry["rules"]:
            yield from unknown(rule, "question", vocabulary.rule_questions)
            yield from unknown(rule, "sources", sources)
        if entry["status"] != "read" and "not_confirmed" not in entry:
            what = f'{who}: status {entry["status"]} without "not_confirmed"'
            yield at(entry, "status", what, "say what we could not confirm")
        for holder in (entry, *entry["rules"]):
            for key in [key for key in holder if key != "rules"]:
                for text in filter(_MARKUP.search, yaml_lines.text_values(holder[key])):
                    yield at(holder, key, f'{who} holds Markdown or HTML in "{text}"', "write plain text")
    begun = {entry["countries"][0] for entry in data["documents"]}
    for entry in data["places"]:
        yield from unknown(entry, "country", vocabulary.countries)
        if entry["country"] not in begun:
            what = f"{entry['country']} has notes already, or no document that begins with it"
            yield at(entry, "country", what, "put the notes together, or add a document first")
        begun.discard(entry["country"])
        for note in entry["notes"]:
            yield from unknown(note, "sources", sources)


def _document(entry: LocatedDict) -> Document:
    def texts(holder: LocatedDict, key: str) -> tuple[str, ...]:
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


def markdown(standards: Standards, vocabulary: Vocabulary, sources: dict[str, Source]) -> str:
    """Markdown: each place with its notes and documents.

    The finder, overrides/assets/widgets/rules-finder, filters by the data attributes that stand here.
    """
    parts = []
    for code, name in _names(standards, vocabulary).items():
        parts.append(f'## {name} {{#{name.lower().replace(" ", "-")} data-country="{code.lower()}"}}')
        notes = [f"{note.says}{_cited(note.sources)}" for note in standards.notes.get(code, ())]
        also = [d for d in standards.documents if code in d.countries[1:]]
        notes += [f"{say('rules_also')} [{d.body}, {d.title}](#{d.id})." for d in also]
        parts += [" ".join(notes)] if notes else []
        parts += [_document_markdown(d, vocabulary, sources) for d in standards.documents if d.countries[0] == code]
    return "\n\n".join(parts)


def _document_markdown(document: Document, vocabulary: Vocabulary, sources: dict[str, Source]) -> str:
    data = {
        "countries": " ".join(document.countries).lower(),
        "for": " ".join(document.professions),
    }
    attributes = " ".join(f'data-{name}="{value}"' for name, value in data.items())
    place = f"{document.region}, " if document.region not in document.body else ""
    named = escape(f"{document.title}, {document.body}").replace('"', "")
    parts = [
        f"### {place}{document.body}: {document.title} {{#{document.id} .standard {attributes}}}",
        f"**{say(f'rules_{document.binding}')}:** {document.bound}. **{say('rules_date')}:** {document.date}. "
        f"**{say('rules_for')}:** {', '.join(vocabulary.professions[name] for name in document.professions).lower()}. "
        f'[{say("rules_open")}]({sources[document.sources[0]].href}){{aria-label="{say("rules_open")}: {named}"}}'
        f"{_cited(document.sources)}\n{{: .standard-facts}}",
    ]
    if document.not_confirmed:
        parts.append(f"**{say('rules_not_confirmed')}:** {document.not_confirmed}\n{{: .standard-doubt}}")
    return "\n\n".join([*parts, "\n".join(_lines(document, vocabulary.rule_questions))])


def _lines(document: Document, questions: dict[str, str]) -> Iterator[str]:
    for rule in document.rules:
        ref = f" ({rule.ref})" if rule.ref else ""
        doubt = f" *{say('rules_not_confirmed')}: {rule.not_confirmed}*" if rule.not_confirmed else ""
        yield f"- **{questions[rule.question]}{ref}:** {rule.says}{_cited(rule.sources)}{doubt}"
        yield f'{{: data-question="{rule.question}"{" .doubtful" if doubt else ""}}}'
    if document.note:
        yield f"- {document.note}"
    if document.changing:
        yield f"- **{say('rules_changing')}:** {document.changing}"
    if document.not_seen:
        yield f"- **{say('rules_not_seen')}:** {'; '.join(questions[question] for question in document.not_seen)}."
        yield f'{{: data-not-seen="{" ".join(document.not_seen)}"}}'
    if document.more:
        # Every page but the first is one folder down.
        yield f"- [{say('rules_more')}](../{document.more})"


def _cited(keys: tuple[str, ...]) -> str:
    return f" [{'; '.join('@' + key for key in keys)}]" if keys else ""


def _names(standards: Standards, vocabulary: Vocabulary) -> dict[str, str]:
    places = dict.fromkeys(document.countries[0] for document in standards.documents)
    return {code: vocabulary.rule_places.get(code, vocabulary.countries[code]) for code in places}


def finder(standards: Standards, vocabulary: Vocabulary) -> str:
    """HTML: the finder's choices, in the page and not only in the script so that nothing moves.

    Without scripts they are not shown.
    """
    places = {code.lower(): name for code, name in _names(standards, vocabulary).items()}

    def select(name: str, label: str, every: str, options: dict[str, str]) -> str:
        choices = "".join(f'<option value="{code}">{escape(words)}</option>' for code, words in options.items())
        return (
            f'<div><label for="rules-{name}">{label}</label><select id="rules-{name}" autocomplete="off">'
            f'<option value="">{every}</option>{choices}</select></div>'
        )

    title = say("rules_finder")
    return (
        f'<div data-tool="rules-finder"><section class="outcome rules-finder js-only" aria-label="{title}" '
        f'data-pagefind-ignore><p class="outcome-progress">{title}</p><div class="rules-choices">'
        + select("profession", say("rules_you"), say("rules_any_profession"), vocabulary.professions)
        + select("country", say("rules_place"), say("rules_any_place"), places)
        + select("question", say("rules_question"), say("rules_any_question"), vocabulary.rule_questions)
        + f'</div><p class="picker-note">{say("rules_no_place")}</p>'
        '<div class="rules-said" role="status"></div><ul class="rules-unseen" hidden></ul>'
        f'<p class="picker-row" hidden><button type="button" class="button" data-everything>{say("picker_everything")}'
        f'</button><button type="button" class="button" data-share>{say("rules_share")}</button></p>'
        '<p class="picker-note" role="status" data-shared></p></section></div>'
    )
