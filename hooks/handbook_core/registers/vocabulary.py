"""The lists of docs/_data/vocabulary.yml: what pages, the registry and the rules may draw on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..parsing import yaml_lines
from ..problem import DataError, Problem

FILE = "docs/_data/vocabulary.yml"
RULE = "data-vocabulary"


@dataclass(frozen=True)
class Sensitive:
    """A topic with lines of its own: registry topics that fit it, and heading words that name it."""

    lines: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Everything in vocabulary.yml, typed."""

    help_page: str
    recheck_after_days: int
    sections: tuple[str, ...]
    kinds: dict[str, bool]
    audiences: tuple[str, ...]
    sensitive: dict[str, Sensitive]
    general_topics: frozenset[str]
    registry_topics: frozenset[str]
    countries: dict[str, str]
    home: tuple[str, ...]
    places: dict[str, str]
    country_words: dict[str, tuple[str, ...]]
    languages: dict[str, str]
    known_hosts: frozenset[str]
    wording_topics: tuple[str, ...]
    boxes: tuple[str, ...]

    def place(self, code: str) -> str:
        """The name of a country as it stands in a sentence, such as "the US"."""
        return self.places.get(code, self.countries[code])

    @property
    def topics(self) -> frozenset[str]:
        """Every topic that a page may declare."""
        return self.general_topics | frozenset(self.sensitive)


def load_vocabulary(data_dir: Path) -> Vocabulary:
    """Read `data_dir`/vocabulary.yml. Raises DataError if a list is missing or of the wrong shape."""
    data: Any = yaml_lines.load(data_dir / "vocabulary.yml", FILE, RULE)
    # Only these two hold something else than texts: what counts as help, and a number of days.
    texts = {key: value for key, value in data.items() if key != "kinds"} if isinstance(data, dict) else {}
    if isinstance(texts.get("site"), dict):
        texts["site"] = {key: value for key, value in texts["site"].items() if key != "recheck_helplines_after_days"}
    if not all(isinstance(key, str) and isinstance(value, str) for key, value in _leaves(texts)):
        what, fix = "a list holds something else than texts", "put words that YAML reads as numbers or dates in quotes"
        raise DataError([Problem(FILE, None, what, fix, RULE)])
    try:
        names = list(data["countries"].values())
        if twice := [name for name in names if names.count(name) > 1]:
            what, fix = f'two countries are called "{twice[0]}"', "give each its own name"
            raise DataError([Problem(FILE, data["countries"].line, what, fix, RULE)])
        return Vocabulary(
            help_page=str(data["site"]["help_page"]),
            recheck_after_days=int(data["site"]["recheck_helplines_after_days"]),
            sections=tuple(data["site"]["sections"]),
            kinds={kind: _truth(counts) for kind, counts in data["kinds"].items()},
            audiences=tuple(data["audiences"]),
            sensitive={
                name: Sensitive(frozenset(topic["lines"]), tuple(topic["words"]))
                for name, topic in data["sensitive_topics"].items()
            },
            general_topics=frozenset(data["general_topics"]),
            registry_topics=frozenset(data["registry_topics"]),
            countries={code: data["countries"][code] for code in _order(data)},
            home=tuple(data["home"]),
            places=dict(data["places"]),
            country_words={code: tuple(words) for code, words in data["country_words"].items()},
            languages=dict(data["languages"]),
            known_hosts=frozenset(data["known_hosts"]),
            wording_topics=tuple(data["wording_topics"]),
            boxes=tuple(data["boxes"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(
            [
                Problem(
                    FILE,
                    None,
                    f"a list is missing or has the wrong shape ({error})",
                    "compare it with the last version that built",
                    RULE,
                )
            ]
        ) from None


def _order(data: Any) -> dict[str, None]:
    """Anywhere and the European Union, then home, then the other countries."""
    return dict.fromkeys(
        [*(code for code in data["countries"] if code in ("INT", "EU")), *data["home"], *data["countries"]]
    )


def _leaves(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every key with every value under it that is no list and no mapping."""
    for key, value in data.items() if isinstance(data, dict) else ():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from _leaves(item)
            else:
                yield key, item


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value
