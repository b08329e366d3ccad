"""Everything of the handbook that is data: read once, for the build and for the check alike."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..parsing import addresses, schema
from ..problem import DataError, Problem
from . import before_you_post, scripts
from .helplines import Registry, load_registry
from .references import Source, load_bibliography
from .standards import Standards, load_standards
from .vocabulary import Vocabulary, load_vocabulary

DATA_DIR = "_data"


@dataclass(frozen=True)
class Handbook:
    """The data files under docs/_data, read and checked."""

    vocabulary: Vocabulary
    registry: Registry
    sources: dict[str, Source]
    wording: list[dict[str, Any]]
    audits: list[dict[str, Any]]
    before_you_post: before_you_post.Questionnaire
    standards: Standards
    scripts: dict[str, str]
    # What it was made of: a digest of the data files, of the day, and of the front matter of pages.
    made_of: bytes


def load(docs_dir: Path, today: date, before: Handbook | None = None) -> Handbook:
    """Read all data files under `docs_dir`, or return `before` where nothing in them has changed since.

    Raises DataError with every problem of the first broken kind.
    """
    if unreadable := list(_unreadable(docs_dir)):
        raise DataError(unreadable)
    data_dir = docs_dir / DATA_DIR
    made_of = _digest(docs_dir, today)
    if before and before.made_of == made_of:
        return before
    vocabulary = load_vocabulary(data_dir)
    problems: list[Problem] = []
    registry, sources, standards = None, None, None
    try:
        registry = load_registry(data_dir, vocabulary, today)
    except DataError as error:
        problems += error.problems
    try:
        sources = load_bibliography(data_dir)
        standards = load_standards(data_dir, vocabulary, sources)
    except DataError as error:
        problems += error.problems
    wording, audits = _rows(data_dir, "wording", problems), _rows(data_dir, "audits", problems)
    problems += _unknown_topics(wording, vocabulary.wording_topics)
    check, texts = None, None
    try:
        texts = scripts.load(docs_dir)
    except DataError as error:
        problems += error.problems
    try:
        check = before_you_post.load(docs_dir, vocabulary)
    except DataError as error:
        problems += error.problems
    if registry and sources:
        problems += [
            *_look_alikes(sources, registry, vocabulary, data_dir),
            *_switched_off(registry, vocabulary, data_dir),
        ]
    if problems or registry is None or sources is None or check is None or standards is None or texts is None:
        raise DataError(problems)
    return Handbook(vocabulary, registry, sources, wording, audits, check, standards, texts, made_of)


def _look_alikes(
    sources: dict[str, Source], registry: Registry, vocabulary: Vocabulary, data_dir: Path
) -> Iterator[Problem]:
    """A problem for each source whose host could pass for a service's: as a source it would be a known host."""
    for source in sources.values():
        host = addresses.parse(source.url).host
        if addresses.without_www(host) in vocabulary.known_hosts or host in registry.hosts:
            continue
        if real := addresses.posing_as(host, registry.hosts):
            what = f"{source.key}: {host} looks like {real} and is another site"
            fix = "compare it with the page you read; if both are real, add it to known_hosts in vocabulary.yml"
            yield Problem(*_place(data_dir, "references", f"- id: {source.key}"), what, fix, "data-references")


def _switched_off(registry: Registry, vocabulary: Vocabulary, data_dir: Path) -> Iterator[Problem]:
    """A problem for each kind that counts as no help though most of its services answer."""
    for kind in (kind for kind, counts in vocabulary.kinds.items() if not counts):
        answers = [bool(s.contacts or s.chat) for s in registry.services.values() if s.kind == kind]
        if sum(answers) * 2 > len(answers):
            what = f'kinds: "{kind}" is off, and {sum(answers)} services of that kind answer calls, texts or chats'
            place = _place(data_dir, "vocabulary", f"  {kind}: false")
            yield Problem(*place, what, f"write {kind}: true", "data-vocabulary")


def _place(data_dir: Path, name: str, text: str) -> tuple[str, int | None]:
    """What messages call a data file, and its line that begins with `text`."""
    lines = (data_dir / f"{name}.yml").read_text(encoding="utf-8").splitlines()
    line = next((number for number, line in enumerate(lines, 1) if line.startswith(text)), None)
    return f"docs/{DATA_DIR}/{name}.yml", line


def _digest(docs_dir: Path, today: date) -> bytes:
    digest = hashlib.sha256(today.isoformat().encode())
    for path in sorted(docs_dir.rglob("*")):
        if path.suffix == ".md":
            head = re.match(rb"---.*?^---", path.read_bytes(), re.MULTILINE | re.DOTALL)
            digest.update(head[0] if head else b"")
        if path.is_file() and (path.suffix == ".md" or DATA_DIR in path.parts):
            digest.update(path.as_posix().encode())
        if path.is_file() and DATA_DIR in path.parts:
            digest.update(path.read_bytes())
    return digest.digest()


def _rows(data_dir: Path, name: str, problems: list[Problem]) -> list[dict[str, Any]]:
    """The rows of a small data file; what is wrong is added to `problems`."""
    try:
        rows: list[dict[str, Any]] = schema.load(data_dir, name, f"docs/{DATA_DIR}/{name}.yml", f"data-{name}")
    except DataError as error:
        problems += error.problems
        return []
    return rows


def _unknown_topics(wording: list[Any], known: tuple[str, ...]) -> Iterator[Problem]:
    """A problem for each row of wording.yml whose topic is not `known`."""
    for row in wording:
        topic = row["topic"]
        if topic not in known:
            near = get_close_matches(topic, known, n=1)
            fix = f"did you mean {near[0]}?" if near else f"use one of {', '.join(known)}"
            shown, line = f"docs/{DATA_DIR}/wording.yml", row.lines["topic"]
            yield Problem(shown, line, f'unknown topic "{topic}"', fix, "data-wording")


def _unreadable(docs_dir: Path) -> Iterator[Problem]:
    """A problem for each file that cannot be read, and each link that leads nowhere or back to its own folder."""
    for path in sorted(docs_dir.rglob("*")):
        shown = f"{docs_dir.name}/{path.relative_to(docs_dir).as_posix()}"
        if not path.exists():
            yield Problem(shown, None, "this link leads to no file", "put the file here instead", "data-files")
        elif path.is_symlink() and path.resolve() in (path.parent.resolve(), *path.parent.resolve().parents):
            yield Problem(shown, None, "this link leads back to its own folder", "take it out", "data-files")
        elif not os.access(path, os.R_OK):
            yield Problem(shown, None, "this file cannot be read", "give yourself the right to read it", "data-files")
