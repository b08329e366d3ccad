"""Each kind of figure is needed: without its row, its example would be read as a telephone number."""

from __future__ import annotations

import re
import time

import pytest
from handbook_core.parsing import figures, phone_numbers
from handbook_core.parsing.figures import FIGURES, Figure


def read(text: str) -> list[str]:
    text = phone_numbers.normal(text)
    return [number.shown for number in phone_numbers.typed(text)]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_no_row_can_be_dropped(figure: Figure, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = (phone_numbers.typed, phone_numbers.find)
    with_row = [[n.shown for n in reader(figure.example)] for reader in reads]
    others = [row if row is not figure else Figure(row.name, r"(?!)", "") for row in FIGURES]
    without = re.compile("|".join(f"(?P<f{place}>{row.pattern})" for place, row in enumerate(others)))
    monkeypatch.setattr(figures.blank, "__defaults__", (without,))
    without_row = [[n.shown for n in reader(figure.example)] for reader in reads]
    assert any(not kept and found for kept, found in zip(with_row, without_row, strict=True)), figure.example


def test_a_loose_figure_straight_after_a_word_for_calling_is_a_number() -> None:
    assert read("In 1999 it rained.") == []
    assert read("Dial 1999 if it rains.") == ["1999"]
    assert read("It is 300 people.") == []
    assert read("Call 300 people.") == []


def test_a_marked_figure_is_silent_only_away_from_words_for_calling() -> None:
    mark = f"{figures.MARKED}1234567{figures.MARKED_END}"
    assert read(f"Our file is {mark}.") == []
    assert read(f"Call {mark}.") == ["1234567"]


@pytest.mark.parametrize(
    "text",
    [
        "Try box breathing: 4-4-4-4.",
        "Breathe in, hold, breathe out: 4-7-8.",
        "Inhale and exhale 4-2-6, then rest.",
        "She likes 4-4-4-4 before a meeting.",
        "The 4-7-8 breathing exercise and 5-4-3-2-1 grounding are old.",
        "Grounding by 5-4-3-2-1 is one way.",
        "It is as easy as 1-2-3.",
    ],
)
def test_beats_of_a_breath_are_no_number(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("For trouble breathing: 9-1-1.", "9-1-1"),
        ("Breathe, then call 9-8-8.", "9-8-8"),
        ("Breathe out, then call 4-4-4-4.", "4-4-4-4"),
        ("Inhale. 1-1-2 is free.", "1-1-2"),
        ("Call 1-2-3.", "1-2-3"),
        ("Breathing: 555-0199 or 5-5-5-0-1-9-9.", "555-0199"),
    ],
)
def test_a_number_among_breaths_is_found(text: str, number: str) -> None:
    assert number in read(text)


@pytest.mark.parametrize(
    "text", ["412 " * 10_000, "1-" * 100_000, "5550199 " * 5_000, "a" * 200_000, "call " * 40_000, "9" * 200_000]
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    phone_numbers.typed(phone_numbers.normal(text))
    phone_numbers.find(phone_numbers.normal(text))
    assert time.process_time() - start < 15
