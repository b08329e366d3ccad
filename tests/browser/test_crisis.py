"""The page that a frightened reader opens: what to do, whom to call and what to write, at once and one tap away."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tools import crisis_words

from .conftest import Open
from .test_reading import sheets

ROWS = ".triage tbody tr"


@pytest.fixture(scope="module")
def page(built: Path) -> LexborHTMLParser:
    return LexborHTMLParser((built / crisis_words.PAGE).read_text("utf-8"))


def test_each_row_has_its_action_its_part_and_its_message_one_tap_away(page: LexborHTMLParser) -> None:
    rows = page.css(ROWS)
    assert len(rows) == 7
    for row in rows:
        part, message = [link.attributes["href"] or "" for link in row.css("a")]
        action = row.css_first("td strong")
        assert action, row.text()
        for href in (part, message):
            assert href.startswith("./#"), f"{href} leaves the page"
        heading = page.css_first(f"#{urlsplit(part).fragment}")
        assert heading, part
        assert heading.tag in ("h2", "h3"), part
        words = page.css_first(f".script #{urlsplit(message).fragment}")
        assert words, message
        assert len(words.text().split()) <= 45, message


def test_the_numbers_stand_beside_the_rows_and_before_them(page: LexborHTMLParser) -> None:
    (box,) = page.css(".triage")
    before = (box.html or "").partition("<table")[0]
    assert before.count('href="tel:') >= 3
    assert "/get-help/" in before


def test_a_reader_knows_what_to_do_within_so_many_words(page: LexborHTMLParser) -> None:
    counts = crisis_words.count(page.html or "")
    for part, words in counts.items():
        assert 0 < words <= crisis_words.LIMITS[part][1], (part, words)


def test_all_rows_are_on_the_first_screen_of_a_phone(visit: Open) -> None:
    tab = visit("crisis", 360, 640)
    bar = tab.get_by_role("navigation", name="Quick links").bounding_box()
    last = tab.locator(ROWS).last.bounding_box()
    assert bar
    assert last
    # The sign and the action of the last row are whole; a few pixels of its lower edge may hide.
    assert last["y"] + last["height"] <= bar["y"] + 8


def test_links_of_the_rows_are_big_enough_to_tap(visit: Open) -> None:
    tab = visit("crisis", 360, 640)
    for link in tab.locator(f"{ROWS} a").all():
        box = link.bounding_box()
        assert box
        assert box["height"] >= 40


def test_each_country_has_its_emergency_number_two_taps_away(built: Path) -> None:
    """One tap to Get help, one to the country; where no number can be trusted, what to do instead is said."""
    tree = LexborHTMLParser((built / "get-help" / "index.html").read_text("utf-8"))
    countries = [link.attributes["href"] or "" for link in tree.css(".countries a")]
    assert len(countries) > 20
    for href in countries:
        if href in ("#int", "#eu"):
            continue
        heading = tree.css_first(href)
        services = heading.next if heading else None
        while services is not None and "services-of-country" not in (services.attributes.get("class") or ""):
            services = services.next
        assert services is not None, href
        emergency = services.css_first("[data-kind=emergency] a[href^='tel:']")
        assert emergency or "In danger, go to the nearest hospital" in services.text(), href


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_triage_and_messages_print_on_two_sheets(visit: Open, paper: str) -> None:
    tab = visit("toolkit/crisis-message-cards/")
    assert sheets(tab.pdf(format=paper, prefer_css_page_size=False)) <= 2
