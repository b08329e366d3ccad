"""Each kind of figure is needed: without its row, its example would be read as a telephone number."""

from __future__ import annotations

import re

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


@pytest.mark.parametrize("text", ["1-" * 100_000, "5550199 " * 5_000, "a" * 200_000, "call " * 40_000, "9" * 200_000])
def test_no_text_takes_long(text: str) -> None:
    phone_numbers.typed(phone_numbers.normal(text))
    phone_numbers.find(phone_numbers.normal(text))
