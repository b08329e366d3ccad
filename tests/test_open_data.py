"""The files of open data, and the filters of the help finder: nothing lost, nothing without a description."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from handbook_core import finder, handbook, open_data

from tests.conftest import ROOT

DATA = handbook.load(ROOT / "docs", date.today())


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return open_data.files(ROOT / "docs", DATA.vocabulary, DATA.sources)


@pytest.fixture(scope="module")
def helplines(files: dict[str, str]) -> dict[str, Any]:
    return dict(json.loads(files["data/helplines.json"]))


@pytest.mark.parametrize("name", ["helplines", "safe-wording"])
def test_each_file_says_what_it_is(files: dict[str, str], name: str) -> None:
    data = json.loads(files[f"data/{name}.json"])
    assert date.fromisoformat(data["version"]) <= date.today()
    assert data["license"]["url"].startswith("https://creativecommons.org/")
    assert data["notes"]
    assert data["fields"]


def test_every_service_is_there_with_every_number(helplines: dict[str, Any]) -> None:
    services = {service["id"]: service for service in helplines["services"]}
    assert set(services) == set(DATA.registry.services)
    for id_, service in DATA.registry.services.items():
        row = services[id_]
        texts = [row.get("phone"), row.get("sms_to"), *(other["phone"] for other in row.get("other_numbers", []))]
        assert {contact.shown for contact in service.contacts} == set(filter(None, texts)), id_
        assert row["checked"] == service.checked.isoformat()
        assert set(row["topics"]) == service.topics


def test_every_field_of_the_register_is_published_and_described() -> None:
    from handbook_core import registry

    kept = set(registry.REQUIRED + registry.OPTIONAL) - {"sms"} | {"sms_to", "sms_word", "country_name"}
    assert kept == set(open_data.SERVICE_FIELDS)
    assert set(registry.CLOSED_REQUIRED + registry.CLOSED_OPTIONAL) == set(open_data.CLOSED_FIELDS)
    assert {key for row in DATA.wording for key in row} <= set(open_data.WORDING_FIELDS)


def test_the_table_holds_the_same_as_the_json(files: dict[str, str], helplines: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["data/helplines.csv"], newline="")))
    assert len(rows) == len(helplines["services"])
    for row, service in zip(rows, helplines["services"], strict=True):
        assert row["phone"] == service.get("phone", "")
        assert row["topics"].split("; ") == service["topics"]
        assert "{" not in "".join(row.values())


def test_closed_services_are_named_with_what_to_use(helplines: dict[str, Any]) -> None:
    assert len(helplines["closed"]) == len(DATA.registry.closed)
    assert all(set(entry) <= set(open_data.CLOSED_FIELDS) for entry in helplines["closed"])


def test_wording_has_its_sources_with_addresses(files: dict[str, str]) -> None:
    phrases = json.loads(files["data/safe-wording.json"])["phrases"]
    assert len(phrases) == len(DATA.wording)
    for phrase, row in zip(phrases, DATA.wording, strict=True):
        assert [source["url"] for source in phrase["sources"]] == [DATA.sources[key].href for key in row["sources"]]


def test_every_topic_of_the_registry_is_a_need_or_is_none_on_purpose() -> None:
    """A new topic must be given plain words in finder.NEEDS, or nobody could filter for it."""
    known = finder.NO_NEED.union(*(topics for _, topics in finder.NEEDS.values()))
    assert known == DATA.vocabulary.registry_topics


def test_ways_and_age_of_known_services() -> None:
    services = DATA.registry.services
    assert finder.ways(services["us-988"]) == ["call", "text", "chat"]
    assert finder.ways(services["int-findahelpline"]) == []
    assert finder.for_young(services["gb-childline"])
    assert not finder.for_young(services["us-988"])
