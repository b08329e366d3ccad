"""A second pair of eyes on the register's numbers, for `make due`: a library that knows each country's numbering plan.

It would refuse most dropped, doubled or mistyped digits of full numbers. Exit status: 0 nothing found, 1 something is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import phonenumbers
from handbook_core import registers
from handbook_core.registers.helplines import FILE
from phonenumbers import shortnumberinfo

DOCS = Path(__file__).resolve().parents[1] / "docs"
# The plan to read a number by that works in several countries, or in none: written with its country code anyway.
_ANY_PLAN = {"INT": "US", "EU": "DE"}


def is_in_plan(digits: str, country: str) -> bool:
    """Whether the numbering plan of `country` knows the number with these digits, as a full or as a short one."""
    region = _ANY_PLAN.get(country, country)
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return False
    short = shortnumberinfo.is_valid_short_number_for_region(number, region)
    return phonenumbers.is_valid_number(number) or short or shortnumberinfo.is_emergency_number(digits, region)


def doubts(handbook: registers.Handbook) -> Iterator[str]:
    """A sentence for each number that its country's plan does not know and no one has looked at, and the reverse."""
    known = handbook.vocabulary.numbers_outside_plans
    outside = set()
    for service in handbook.registry.services.values():
        for contact in service.contacts:
            if is_in_plan(contact.digits, service.country):
                continue
            outside.add(service.id)
            if service.id not in known:
                yield (
                    f"{FILE}:{service.line}: the numbering plan of {service.country} does not know {contact.shown} of "
                    f"{service.name} ({service.id}); compare it digit by digit with the service's own page, and if it "
                    "is right add the id to numbers_outside_plans in vocabulary.yml, with the reason"
                )
    for id_ in sorted(known.keys() - outside):
        what = f"numbers_outside_plans names {id_}, whose numbers are in the plan"
        yield f"docs/_data/vocabulary.yml: {what}; take it out"


def main() -> int:
    """Print what is found; returns the exit status."""
    found = list(doubts(registers.load(DOCS, date.today())))
    print("\n".join(found) or "Every number fits the numbering plan of its country, or is known not to.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
