"""Data held against its JSON Schema: one plain sentence for each fault, with the line it is in.

`patternErrorMessage` and `errorMessage`, which editors show as well, say what is wrong and, after a semicolon, what to
do. Dates are texts of the format "date", as editors see them; PyYAML makes dates of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators

from ..problem import DataError, Problem
from . import yaml_lines
from .yaml_lines import LocatedDict

Schema = dict[str, Any]
_FOLDER = Path(__file__).resolve().parents[3] / "docs" / "_data" / "schemas"
_KINDS = {"string": "text", "number": "a number", "integer": "a whole number", "boolean": "true or false"}
_EMPTY: tuple[Any, ...] = (None, "", [])


def _type(validator: Any, types: str, value: Any, schema: Schema) -> Iterator[ValidationError]:
    is_date = isinstance(value, date) and not hasattr(value, "hour")
    # Not a number, as YAML writes .nan, is neither less nor more than any limit.
    if value != value or not (is_date if schema.get("format") == "date" else validator.is_type(value, types)):
        yield ValidationError("type")


_Validator: Any = validators.extend(Draft202012Validator, {"type": _type})  # type: ignore[no-untyped-call]


@cache
def of(name: str) -> Schema:
    """The schema of the data file `name`.yml."""
    schema: Schema = json.loads((_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def load(data_dir: Path, name: str, shown: str, rule: str) -> Any:
    """Read `data_dir`/`name`.yml; raises DataError with all that its schema refuses.

    `shown` is the path for messages, `rule` the id that they carry.
    """
    data = yaml_lines.load(data_dir / f"{name}.yml", shown, rule)
    if found := list(problems(data, of(name), shown, rule)):
        raise DataError(found)
    return data


def problems(data: Any, schema: Schema, shown: str, rule: str) -> Iterator[Problem]:
    """A problem for each fault of `data`, in the order of its lines."""
    found: dict[tuple[int, str], Problem] = {}
    for error in _Validator(schema).iter_errors(data):
        for line, what, fix in _sentences(error, data, schema):
            found.setdefault((line, what), Problem(shown, line, what, fix, rule))
    yield from (problem for _, problem in sorted(found.items()))


def sound(entry: LocatedDict, found: list[Problem]) -> bool:
    """Whether none of the problems in `found` is about `entry`."""
    lines = {line for part in _parts(entry) for line in (part.line, *part.lines.values())}
    return not any(problem.line in lines for problem in found)


def _parts(data: Any) -> Iterator[LocatedDict]:
    """Every mapping in `data`, itself included."""
    if isinstance(data, LocatedDict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _parts(value)


class _Level:
    """A key on the way to a fault: the mapping that holds it, the schema of that mapping and of the key."""

    def __init__(self, holder: LocatedDict, key: str, row: Schema, field: Schema) -> None:
        self.holder, self.key, self.row, self.field = holder, key, row, field
        self.value = holder[key]
        self.line = holder.lines.get(key, holder.line)


def _sentences(error: Any, data: Any, schema: Schema) -> Iterator[tuple[int, str, str]]:
    levels = _levels(error, data, schema)
    at_root = error.instance is data or (len(error.absolute_path) == 1 and isinstance(data, LocatedDict))
    name = next((said for part in _mappings(error, data) if (said := _name(part))), "")
    name = name or ("this file" if at_root else "this entry")
    told = next((level for level in levels if "errorMessage" in level.field), None)
    if error.instance is data and "errorMessage" in schema:
        what, _, fix = schema["errorMessage"].partition("; ")
        yield 1, what, fix
    elif told:
        what, _, fix = told.field["errorMessage"].partition("; ")
        yield told.line, f"{name}: {told.key} is {told.value!r}{what and f', {what}'}", fix
    elif isinstance(error.instance, LocatedDict) and error.validator != "type":
        yield from _of_entry(error, error.instance, name)
    elif levels:
        yield _of_key(error, levels[-1], name)
    else:
        line = data.line if isinstance(data, LocatedDict) else 1
        yield line, f"{error.instance!r} is not an entry", "write key: value pairs"


def _of_entry(error: Any, entry: LocatedDict, name: str) -> Iterator[tuple[int, str, str]]:
    """What is wrong with the keys of a mapping taken together."""
    if error.validator == "required":
        for key in error.validator_value:
            if key not in entry:
                yield entry.line, f'{name} has no "{key}"', f"add a line {key}: ..."
    elif error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        for key in [key for key in entry if key not in known]:
            yield entry.lines[key], f'{name} has an unknown key "{key}"', f"use only {', '.join(known)}"
    else:
        what, _, fix = error.schema["errorMessage"].partition("; ")
        yield entry.line, f"{name} {what}", fix


def _of_key(error: Any, level: _Level, name: str) -> tuple[int, str, str]:
    """What is wrong with the value of a key."""
    key, value, line = level.key, level.value, level.line
    if value in _EMPTY and key in level.row.get("required", ()):
        return line, f'{name} has no "{key}"', f"add a line {key}: ..."
    if value in _EMPTY:
        return line, f'{name} has nothing after "{key}:"', "fill the line in or take it out"
    if error.validator == "enum":
        one = key.removesuffix("s") if isinstance(value, list) else key
        return line, f'{name}: unknown {one} "{error.instance}"', f"use one of {', '.join(error.validator_value)}"
    if error.validator == "pattern":
        what, _, fix = error.schema["patternErrorMessage"].partition("; ")
        return line, f'{name}: "{error.instance}" {what}', fix
    if level.field.get("format") == "date":
        return line, f'{name}: "{key}" is {value!r}, not a date', "write it as 2026-11-22"
    if level.field.get("type") == "array" and level.field["items"].get("type") == "object":
        if isinstance(value, list):
            return line, f'"{key}" holds {error.instance!r}, which is not an entry', "write key: value pairs"
        return line, f'"{key}" must be a list', "start each entry with a dash"
    kind = "a list of texts" if level.field.get("type") == "array" else _KINDS.get(level.field["type"], "an entry")
    return line, f'{name}: "{key}" is {value!r}, not {kind}', f"write {kind}, in quotes if YAML reads it otherwise"


def _levels(error: Any, data: Any, schema: Schema) -> list[_Level]:
    keys = []
    part = data
    for step in error.absolute_path:
        if isinstance(part, LocatedDict):
            keys.append((part, str(step)))
        part = part[step]
    levels: list[_Level] = []
    node, row = schema, schema
    steps = list(error.absolute_schema_path)[:-1]
    for before, step in zip([None, *steps], steps, strict=False):
        if step in ("properties", "additionalProperties"):
            row = node
        node = node[step]
        if before == "properties" or (step == "additionalProperties" and isinstance(node, dict)):
            levels.append(_Level(*keys[len(levels)], row, node))
    return levels


def _mappings(error: Any, data: Any) -> Iterator[LocatedDict]:
    """The mappings on the way to a fault, the innermost first."""
    way = [data]
    for step in error.absolute_path:
        way.append(way[-1][step])
    yield from (part for part in reversed(way) if isinstance(part, LocatedDict))


def _name(part: LocatedDict) -> str:
    return next((part[key] for key in ("id", "name") if isinstance(part.get(key), str)), "")
