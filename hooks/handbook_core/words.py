"""What the interface says in the language of the edition, from lang/en.yml or a translation of it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from .parsing import yaml_lines
from .problem import DataError, Problem

FOLDER = Path(__file__).parent / "lang"
RULE = "data-words"
# In a script; a value holds no more braces than an object or a function in it has, and no template of its own.
_EXPRESSION = r"(?:[^{}`]|\{[^{}`]*\})*"
_IN_SCRIPT = re.compile(rf"(?<![\w$])t`(?P<key>\w+)(?P<values>(?: \w+=\$\{{{_EXPRESSION}\}})*)`")
_VALUE = re.compile(rf" (\w+)=\$\{{({_EXPRESSION})\}}")
_LEFT = re.compile(r"(?<![\w$])t`[^`\n]*`?")
_current: dict[str, str] = {}
_spoken = {"language": "en"}


def load(language: str, folder: Path = FOLDER) -> dict[str, str]:
    """Every text of a language by its key. Raises DataError if the file is not there, or not whole."""
    path, shown = folder / f"{language}.yml", f"hooks/handbook_core/lang/{language}.yml"
    if not path.is_file():
        what, fix = "the interface has no words in this language", "copy en.yml to it and translate what it says"
        raise DataError([Problem(shown, None, what, fix, RULE)])
    texts: Any = yaml_lines.load(path, shown, RULE)
    if not isinstance(texts, yaml_lines.LocatedDict):
        raise DataError([Problem(shown, 1, "this file must be a list of names with their texts", "see en.yml", RULE)])
    problems = []
    for key, text in texts.items():
        if not isinstance(text, str) or not text or set('<>&"') & set(text):
            what, fix = f'"{key}" is no plain text', "write words without < > & and straight double quotes"
            problems.append(Problem(shown, texts.lines[key], what, fix, RULE))
    wanted = texts if language == "en" else load("en", folder)
    problems += [
        Problem(shown, None, f'"{key}" is missing', f"translate “{wanted[key]}”", RULE)
        for key in wanted.keys() - texts.keys()
    ]
    problems += [
        Problem(shown, texts.lines[key], f'en.yml has no "{key}"', "take the line out", RULE)
        for key in texts.keys() - wanted.keys()
    ]
    if problems:
        raise DataError(problems)
    return dict(texts)


def use(language: str) -> dict[str, str]:
    """Let every later `say` speak this language; returns its texts. Raises DataError like `load`."""
    texts = load(language)
    _current.clear()
    _current.update(texts)
    _spoken["language"] = language
    return texts


def current() -> dict[str, str]:
    """Every text of the language in use: English until `use` was called."""
    return _current or use("en")


def language() -> str:
    """The ISO 639-1 code of the language in use."""
    return _spoken["language"]


def say(key: str, **values: object) -> str:
    """The text called `key`, with each word in braces filled in from `values`."""
    return current()[key].format(**values)


def day(when: date) -> str:
    """A date in words."""
    return say("date", day=when.day, month=say("months").split()[when.month - 1], year=when.year)


def into_script(source: str) -> str:
    """A script with its texts in place: t`key` becomes a string, t`key name=${value}` a template with its values.

    What says no known text, or does not name just the words in its braces, stays as it is; `left_in_script` finds it.
    """
    while (said := _IN_SCRIPT.sub(_literal, source)) != source:
        source = said
    return source


def left_in_script(source: str) -> list[tuple[int, str]]:
    """What `into_script` could not fill in: each with its line."""
    return [(source.count("\n", 0, found.start()) + 1, found[0]) for found in _LEFT.finditer(source)]


def _literal(found: re.Match[str]) -> str:
    text = current().get(found["key"], "")
    values = dict(_VALUE.findall(found["values"]))
    if not text or set(re.findall(r"\{(\w+)\}", text)) != values.keys():
        return found[0]
    if not values:
        return json.dumps(text, ensure_ascii=False)
    plain = text.replace("\\", "\\\\").replace("`", "\\`")
    return "`" + re.sub(r"\{(\w+)\}", lambda name: f"${{{values[name[1]]}}}", plain) + "`"
