"""Addresses and numbers are read as a browser and a phone read them."""

from __future__ import annotations

import pytest
from handbook_core.parsing import addresses

SAME = [
    "https://Example.org",
    " https://example.org/ ",
    "https:\\\\example.org/",
    "ht\ntps://example.org/",
    "HTTPS://example.org./",
]


@pytest.mark.parametrize("href", SAME)
def test_browsers_open_the_same_page(href: str) -> None:
    assert addresses.parse(href).key == "https://example.org/"


@pytest.mark.parametrize(
    "href",
    [
        "http://example.org/",
        "https://example.org/x",
        "https://example.org/?q",
        "//example.org/",
        "/",
        "#a",
        "https://[",
        "x:y",
    ],
)
def test_other_pages_are_other_pages(href: str) -> None:
    assert addresses.parse(href).key != "https://example.org/"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xyz", 2), ("", "abcdef", 2)],
)
def test_distance_counts_edits_up_to_its_limit(one: str, other: str, expected: int) -> None:
    assert addresses.edit_distance(one, other, 1) == min(expected, 2)


@pytest.mark.parametrize(
    "host", ["lantern.example", "lanterns.com", "lanterns.example.evil.net", "my-lanterns.net", "lаnterns.example"]
)
def test_look_alikes_are_known(host: str) -> None:
    assert addresses.lookalike_of(host, ["www.lanterns.example"]) == "www.lanterns.example"


@pytest.mark.parametrize("host", ["example.org", "mind.org.uk", "samba.org", "doi.org"])
def test_other_hosts_are_no_look_alikes(host: str) -> None:
    assert addresses.lookalike_of(host, ["www.lanterns.example"]) is None


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("tel:+44 20 7946 0958", ("tel", "+442079460958", "")),
        ("TEL:955", ("tel", "955", "")),
        ("sms:515151?&body=HOME", ("sms", "515151", "HOME")),
        ("sms:515151?body=hi%20there", ("sms", "515151", "hi there")),
        ("tel:*4155", ("tel", "*4155", "")),
        ("tel:955,1", ("tel", "955,1", "")),
        ("tel:955;ext=1", ("tel", "955;ext=1", "")),
        ("https://example.org/", None),
        ("tel", None),
    ],
)
def test_what_a_phone_would_dial(href: str, target: tuple[str, str, str] | None) -> None:
    assert addresses.phone_target(href) == target
