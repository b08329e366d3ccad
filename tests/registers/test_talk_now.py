"""The emergency numbers of the home countries, as they stand in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handbook_core import registers
from handbook_core.registers.helplines import talk_now

from tests.conftest import DOCS, TODAY


@pytest.mark.parametrize(
    ("home", "said"),
    [
        (("GB", "US", "IE", "CA"), "UK, Ireland <help:gb-emergency#call>; US, Canada <help:us-emergency#call>; "),
        (("NZ",), "New Zealand <help:nz-emergency#call>; "),
    ],
)
def test_countries_that_share_an_emergency_number_stand_together(home: tuple[str, ...], said: str) -> None:
    data = registers.load(DOCS, TODAY)
    assert talk_now.emergency(data.registry, replace(data.vocabulary, home=home)) == said
