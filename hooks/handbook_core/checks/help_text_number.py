"""A chapter types no telephone number: the build writes each one.

What: in a chapter, no figure of three digits or more is in a text, title, description, label or picture's words,
unless its form says what it is (a count with its noun, a year, a date, a share, a sum, a section of law, a DOI and so
on: hooks/handbook_core/figures.py). A registered number is refused like any other. On a page that another builder made,
figures that read as a telephone number have to be in docs/_data/helplines.yml.

Why: a typed number can be mistyped, can be another service's, and is nobody's to keep up to date.

Bad: "Call" and a number, registered or not; a short code after the name of a country

Good: `<help:fr-3114>`; "2,843 students"; `<figure:...>` round a figure whose form does not say what it is
"""

from __future__ import annotations

from collections.abc import Iterator

from ..built_site.page import Page
from .context import Finding, Site

ID = "help-text-number"


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Yield a problem for each telephone number in the text that the registry does not hold."""
    for text, found in page.phone_numbers(site.spoken_names):
        for number in found:
            if number.digits in site.registry.closed_numbers:
                continue
            holders = site.registry.services_with(number.digits) or site.registry.services_with("+" + number.digits)
            if page.is_chapter and holders:
                what = f'"{number.shown}" is typed by hand; in a chapter the build writes each number'
                fix = f"write {_references(holders, site)}"
            elif page.is_chapter:
                what = f'"{number.shown}" reads as a telephone number, and our list of services does not have it'
                fix = (
                    "write a registered service, such as <help:us-988#call>, or say what the figure is "
                    f'("{number.shown} people"); for any other figure write <figure:{number.shown}>'
                )
            elif not holders:
                what = f'"{number.shown}" reads as a telephone number and our list of services does not have it'
                fix = "take it out or add the service to docs/_data/helplines.yml, and if it counts something say what"
            else:
                continue
            yield Finding(what, fix, text[max(0, number.start - 15) : number.end], number.shown)


def _references(ids: set[str], site: Site) -> str:
    """Up to three ways to write these services, those of the home countries first."""
    home = site.vocabulary.home
    countries = {id_: site.registry.services[id_].country for id_ in ids}
    near = sorted(ids, key=lambda id_: (home.index(countries[id_]) if countries[id_] in home else len(home), id_))
    return " or ".join(f"<help:{id_}>" for id_ in near[:3])
