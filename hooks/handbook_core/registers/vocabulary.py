"""The lists of docs/_data/vocabulary.yml: what pages, the registry and the rules may draw on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..parsing import schema
from ..problem import DataError, Problem

FILE = "docs/_data/vocabulary.yml"
RULE = "data-vocabulary"


@dataclass(frozen=True)
class Sensitive:
    """A topic with lines of its own: registry topics that fit it, and heading words that name it."""

    lines: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Caption:
    """A kind of line for captions: how it begins, the title of its box, what services fit, how many to name."""

    begins: str
    title: str
    topics: frozenset[str]
    kinds: frozenset[str]
    most: int


@dataclass(frozen=True)
class Role:
    """Whom the before-you-post check asks: the words beside the box, and the same of several."""

    box: str
    plural: str


@dataclass(frozen=True)
class Search:
    """What people type: words to leave out, what others mean, and the lists that tell who needs help first."""

    drop: tuple[str, ...]
    same: dict[str, str]
    danger: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Vocabulary:
    """Everything in vocabulary.yml, typed."""

    help_page: str
    recheck_after_days: int
    menu: dict[str, tuple[str, ...]]
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
    needs: dict[str, frozenset[str]]
    young_topics: frozenset[str]
    captions: dict[str, Caption]
    roles: dict[str, Role]
    professions: dict[str, str]
    rule_questions: dict[str, str]
    rule_places: dict[str, str]
    source_months: dict[str, int]
    numbers_outside_plans: dict[str, str]
    search: Search

    def place(self, code: str) -> str:
        """The name of a country as a sentence has it, such as "the US"."""
        return self.places.get(code, self.countries[code])

    @property
    def topics(self) -> frozenset[str]:
        """Every topic that a page may declare."""
        return self.general_topics | frozenset(self.sensitive)


def load_vocabulary(data_dir: Path) -> Vocabulary:
    """Read `data_dir`/vocabulary.yml. Raises DataError with every problem in it."""
    data = schema.load(data_dir, "vocabulary", FILE, RULE)
    names = list(data["countries"].values())
    problems = [
        Problem(
            FILE, data["countries"].lines[code], f'two countries are called "{name}"', "give each its own name", RULE
        )
        for code, name in data["countries"].items()
        if names.count(name) > 1
    ]
    for name in ("home", "places", "country_words", "rule_places"):
        for code in data[name]:
            if code not in data["countries"]:
                what = f'{name}: unknown country "{code}"'
                problems.append(Problem(FILE, data.lines[name], what, "use a code of the list countries", RULE))
    if problems:
        raise DataError(problems)
    return Vocabulary(
        help_page=data["site"]["help_page"],
        recheck_after_days=data["site"]["recheck_helplines_after_days"],
        menu={head["title"]: tuple(head["folders"]) for head in data["site"]["menu"]},
        kinds=dict(data["kinds"]),
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
        needs={name: frozenset(topics) for name, topics in data["needs"].items()},
        young_topics=frozenset(data["young_topics"]),
        captions={
            name: Caption(
                line["begins"], line["title"], frozenset(line["topics"]), frozenset(line["kinds"]), line["most"]
            )
            for name, line in data["captions"].items()
        },
        roles={name: Role(role["box"], role["plural"]) for name, role in data["roles"].items()},
        professions=dict(data["professions"]),
        rule_questions=dict(data["rule_questions"]),
        rule_places=dict(data["rule_places"]),
        source_months=dict(data["source_months"]),
        numbers_outside_plans=dict(data["numbers_outside_plans"]),
        search=Search(
            tuple(data["search"]["drop"]),
            dict(data["search"]["same"]),
            {name: tuple(words) for name, words in data["search"]["danger"].items()},
        ),
    )


def _order(data: Any) -> dict[str, None]:
    """Anywhere and the European Union, then home, then the other countries."""
    return dict.fromkeys(
        [*(code for code in data["countries"] if code in ("INT", "EU")), *data["home"], *data["countries"]]
    )
