"""Two digits swapped in the register itself: the numbering plans notice most of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handbook_core.registers import Handbook

from tools import second_eye


def test_the_register_fits_the_numbering_plans(live: Handbook) -> None:
    assert list(second_eye.doubts(live)) == []


@pytest.mark.parametrize(
    ("digits", "country", "right"),
    [
        ("988", "US", True),
        ("999", "GB", True),
        ("+442079460958", "GB", True),
        ("2029460958", "GB", False),
        ("08457909", "GB", False),
        ("99", "GB", False),
    ],
)
def test_what_the_plans_know(digits: str, country: str, right: bool) -> None:
    assert second_eye.is_in_plan(digits, country) is right


def test_a_number_outside_the_plan_is_named_and_so_is_an_exception_that_is_none(live: Handbook) -> None:
    vocabulary = replace(live.vocabulary, numbers_outside_plans={"us-988": "for the test"})
    said = list(second_eye.doubts(replace(live, vocabulary=vocabulary)))
    assert any("does not know" in sentence and "add the id" in sentence for sentence in said)
    assert any("names us-988" in sentence for sentence in said)
