"""YAML in which every mapping knows its lines, so that a message can name one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ..problem import DataError, Problem


class LocatedDict(dict[str, Any]):
    """A YAML mapping: a dict with the line it starts on and the line of each key (1-based)."""

    line: int
    lines: dict[str, int]


class _Loader(yaml.CSafeLoader):
    """The C parser: the registry is read at every build, and pure Python takes ten times as long."""

    def __init__(self, stream: str, first_line: int) -> None:
        super().__init__(stream)
        self.first_line = first_line
        self.repeated: list[tuple[int, str]] = []

    def mapping(self, node: yaml.MappingNode) -> Iterator[LocatedDict]:
        data = LocatedDict()
        data.line = node.start_mark.line + self.first_line
        data.lines = {}
        yield data
        for key_node, value_node in node.value:
            key = str(self.construct_object(key_node, deep=True))
            line = key_node.start_mark.line + self.first_line
            if key in data:
                self.repeated.append((line, key))
            data[key] = self.construct_object(value_node, deep=True)
            data.lines[key] = line


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.mapping)


# A build reads some files more than once; nobody changes what it is given.
@lru_cache(maxsize=1000)
def parse(text: str, shown: str, rule: str, first_line: int = 1) -> Any:
    """Parse YAML `text`.

    `shown` is the path for messages, `rule` the id they carry, `first_line` the line of the file
    that the text starts on. Raises DataError for bad YAML and for a key written twice.
    """
    try:
        loader = _Loader(text, first_line)
        data = loader.get_single_data()
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first_line if mark else first_line
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise DataError(
            [Problem(shown, line, f"this is not valid YAML ({reason})", "check quotes, colons and indentation", rule)]
        ) from None
    if loader.repeated:
        raise DataError(
            Problem(shown, line, f'the key "{key}" stands here twice', "keep one of the two", rule)
            for line, key in loader.repeated
        )
    return data


def load(path: Path, shown: str, rule: str) -> Any:
    """Parse the YAML file at `path`; raises DataError when it is missing, not UTF-8 or not valid."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError([Problem(shown, None, "this file is missing", "put it back", rule)]) from None
    except (UnicodeDecodeError, OSError) as error:
        raise DataError(
            [Problem(shown, None, f"this file cannot be read ({error})", "save it as UTF-8", rule)]
        ) from None
    return parse(text, shown, rule)


def text_values(value: Any) -> Iterator[str]:
    """Every string anywhere inside `value`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from text_values(item)
    elif isinstance(value, list):
        for item in value:
            yield from text_values(item)
