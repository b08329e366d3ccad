"""A telephone number in the text is a registered one.

What: figures in the page's text that read as a telephone number stand in docs/_data/helplines.yml. Years,
dates, percentages, counts with commas, DOIs, ISBNs, sections and standards are not telephone numbers.

Why: a number that nobody keeps up to date is worse than none.

Bad: "Call" and a number copied from somewhere, a short code after the name of a country

Good: `<help:fr-3114>`; counts with commas and with what they count ("2,843 students").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..page import Page
from ..problem import Problem

if TYPE_CHECKING:
    from ..site import Site

ID = "help-text-number"


def check(page: Page, site: Site) -> Iterator[Problem]:
    """Yield a problem for each telephone number in the text that the registry does not hold."""
    for _text, found in page.phone_numbers(site.country_names, site.name_pattern):
        for number in found:
            if (
                number.keys not in site.registry.closed_numbers
                and not site.registry.holds(number.keys)
                and not site.registry.holds("+" + number.keys)
            ):
                what = f'"{number.shown}" reads as a telephone number and our list of services does not have it'
                fix = "refer to a registered service (help:us-988), or write a count with its comma and what it counts"
                yield Problem(*page.where(number.shown), what, fix, ID)
