"""Words to send that are written once: docs/_data/scripts/NAME.txt, which pages include with `--8<-- "NAME.txt"`.

pymdownx.snippets puts them into the page. It would end a build in a traceback over a name that does not exist, and it
knows more forms than one; so the build looks first, and takes out what it cannot include.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..problem import DataError, Problem

RULE = "data-scripts"
INCLUDE_RULE = "chapter-script"
_FOLDER = Path("_data", "scripts")
_LINE = re.compile(r"^[ \t]*;*-+8<-+.*$", re.MULTILINE)
_NOT_SAID = re.compile(r"\[[^\]]*\]\(help:[^)]*\)|<help:[^>]*>|\[@[^\]]*\]|\]\([^)]*\)|\{[^}]*\}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_INCLUDE = re.compile(r'[ \t]*-+8<-+ "([a-z0-9-]+\.txt)"[ \t]*\r?')


@dataclass(frozen=True)
class Script:
    """One paragraph of words to send: where it is, its words, and the file that it was included from, if any."""

    path: str
    line: int | None
    words: tuple[str, ...]
    file: str | None


def load(docs_dir: Path) -> dict[str, str]:
    """The text of every script under `docs_dir`, by the name of its file. Raises DataError on one to mend."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted((docs_dir / _FOLDER).glob("*.txt")):
        try:
            text = texts[path.name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            problems.append(Problem(shown(path.name), None, "this file cannot be read", "save it as UTF-8", RULE))
            continue
        if mark := _LINE.search(text):
            line = text.count("\n", 0, mark.start()) + 1
            what, fix = "a script cannot include another", "write the words out, or include both in the page"
            problems.append(Problem(shown(path.name), line, what, fix, RULE))
    if problems:
        raise DataError(problems)
    return texts


def words_of(text: str) -> list[str]:
    """The words of a script, without sources, addresses and what the build writes, in lower case."""
    return _WORD.findall(_NOT_SAID.sub(" ", text).lower().replace("’", "'"))


def shown(name: str) -> str:
    """What messages call the script in the file `name`."""
    return f"docs/{_FOLDER.as_posix()}/{name}"


def named(text: str) -> list[str]:
    """The files that the Markdown `text` includes, in order."""
    return [found[1] for line in _LINE.findall(text) if (found := _INCLUDE.fullmatch(line))]


def expanded(text: str, texts: dict[str, str]) -> str:
    """The Markdown `text` with the words of the scripts it includes; a script that does not exist leaves nothing."""

    def words(line: re.Match[str]) -> str:
        found = _INCLUDE.fullmatch(line[0])
        return texts.get(found[1], "") if found else ""

    return _LINE.sub(words, text)


def without_broken(markdown: str, texts: dict[str, str]) -> str:
    """The Markdown without the lines that include nothing."""
    return _LINE.sub(lambda line: line[0] if _includes(line[0], texts) else "", markdown)


def broken(text: str, page: str, texts: dict[str, str]) -> Iterator[Problem]:
    """A problem for each line of the Markdown `text` of `page` that includes nothing."""
    for line in _LINE.finditer(text):
        if not _includes(line[0], texts):
            what = f"the line {line[0].strip()} includes no script"
            fix = f'write --8<-- "NAME.txt" with the name of a file in docs/{_FOLDER.as_posix()}'
            yield Problem(page, text.count("\n", 0, line.start()) + 1, what, fix, INCLUDE_RULE)


def _includes(line: str, texts: dict[str, str]) -> bool:
    found = _INCLUDE.fullmatch(line)
    return bool(found and found[1] in texts)
