"""JSON Schemas (draft 2020-12) of the files of open data, made of the same lists of fields that describe them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"type": "array", "items": TEXT}
YES: Schema = {"type": "boolean"}
URL = {"type": "string", "pattern": "^https?://[^ ]+$"}
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
COUNTRY = {"type": "string", "pattern": "^[A-Z]{2,3}$"}


def one_of(values: Iterable[str]) -> Schema:
    """A text out of a list."""
    return {"enum": list(values)}


def list_of(items: Schema) -> Schema:
    """A list of which each item fits `items`."""
    return {"type": "array", "items": items}


def row(fields: dict[str, str], shapes: dict[str, Schema], optional: Collection[str] = ()) -> Schema:
    """An object with these fields, name to description, and no others; a field without a shape is text."""
    return {
        "type": "object",
        "properties": {name: shapes.get(name, TEXT) | {"description": about} for name, about in fields.items()},
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def file(title: str, parts: dict[str, Schema]) -> Schema:
    """The schema of a file that has these parts beside what every file of open data says of itself."""
    license_ = row({"name": "its name", "url": "its text", "credit": "whom to name"}, {"url": URL})
    head = {"$schema": TEXT, "title": TEXT, "version": DAY, "license": license_, "notes": TEXTS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": head | parts,
        "required": [*head, *parts],
        "additionalProperties": False,
    }
