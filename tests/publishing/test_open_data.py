"""The files of open data, and the filters of the help finder: nothing lost, nothing undescribed, each as its schema."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import jsonschema
import pytest
from handbook_core import registers
from handbook_core.parsing import schema
from handbook_core.publishing import json_schema, open_data
from handbook_core.registers import standards
from handbook_core.registers.helplines import get_help

from tests.conftest import ROOT

DATA = registers.load(ROOT / "docs", date.today())
BOM = "\ufeff"
# A cell in quotation marks, which keep a spreadsheet from taking it for a number or a date.
KEPT = re.compile("“[^“”]*”$")
NAMES = ("helplines", "safe-wording", "standards")


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return open_data.files(ROOT / "docs", "A handbook", DATA.vocabulary, DATA.sources)


@pytest.fixture(scope="module")
def helplines(files: dict[str, str]) -> dict[str, Any]:
    return dict(json.loads(files["data/helplines.json"]))


def table(files: dict[str, str], name: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(files[f"data/{name}.csv"].removeprefix(BOM), newline=""))
    return [{name: value[1:-1] if KEPT.match(value) else value for name, value in row.items()} for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_each_file_says_what_it_is(files: dict[str, str], name: str) -> None:
    data = json.loads(files[f"data/{name}.json"])
    assert data["$schema"] == f"{name}.schema.json"
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
    fields = schema.of("helplines")["properties"]["services"]["items"]["properties"]
    kept = set(fields) - {"sms"} | {"sms_to", "sms_word", "country_name"}
    assert kept == set(open_data.SERVICE_FIELDS)
    assert {key for row in DATA.wording for key in row} <= set(open_data.WORDING_FIELDS)


def test_the_table_holds_the_same_as_the_json(files: dict[str, str], helplines: dict[str, Any]) -> None:
    rows = table(files, "helplines")
    assert len(rows) == len(helplines["services"])
    for row, service in zip(rows, helplines["services"], strict=True):
        assert row["phone"] == service.get("phone", "")
        assert row["topics"].split("; ") == service["topics"]
        assert "{" not in "".join(row.values())


# What a spreadsheet makes of a cell: a number, a date or time, a formula. Days, in columns that are days, may be dates.
MADE_OVER = re.compile(
    r"[-+=@]|[\d.,() ]+%?$|\d+[-/.]\d+([-/.]\d+)?$|\d+:\d+|\d+(\.\d+)?e\d+$"
    r"|(jan|feb|ma|apr|ju|aug|sep|oct|nov|dec)[a-z]*\.? \d{2,4}$",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", NAMES)
def test_a_spreadsheet_changes_no_text_and_no_letter(files: dict[str, str], name: str) -> None:
    text = files[f"data/{name}.csv"]
    assert text.startswith(BOM)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))
    assert rows
    for row in rows:
        made_over = {column: cell for column, cell in row.items() if column != "checked" and MADE_OVER.match(cell)}
        assert not made_over, row["id"]


def test_numbers_keep_what_a_spreadsheet_would_take(files: dict[str, str], helplines: dict[str, Any]) -> None:
    cells = "".join(files["data/helplines.csv"])
    for taken in ("000", "24/7", *(service["dial"] for service in helplines["services"] if "dial" in service)):
        assert f",“{taken}”," in cells
    schema = json.loads(files["data/helplines.schema.json"])["properties"]["services"]["items"]["properties"]
    assert {schema[column]["type"] for column in ("phone", "dial", "sms_to")} == {"string"}
    assert "text" in schema["dial"]["description"]


# Each against its schema


def faults(files: dict[str, str], name: str, data: Any) -> list[str]:
    schema = json.loads(files[f"data/{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("name", NAMES)
def test_each_file_is_as_its_schema_says(files: dict[str, str], name: str) -> None:
    data = json.loads(files[f"data/{name}.json"])
    assert not faults(files, name, data)
    # The list of fields that the file itself holds is the schema's.
    main = next(part for part in ("services", "phrases", "documents") if part in data)
    schema = json.loads(files[f"data/{name}.schema.json"])
    assert set(schema["properties"][main]["items"]["properties"]) == set(data["fields"])


SPOILT: list[tuple[str, Callable[[Any], Any], str]] = [
    ("helplines", lambda d: d.pop("license"), "'license' is a required property"),
    ("helplines", lambda d: d.update(version="today"), "'today' does not match"),
    ("helplines", lambda d: d["services"][0].pop("checked"), "'checked' is a required property"),
    ("helplines", lambda d: d["services"][0].update(phone=988), "988 is not of type 'string'"),
    ("helplines", lambda d: d["services"][0].update(url="example.org"), "'example.org' does not match"),
    ("helplines", lambda d: d["services"][0].update(fax="1"), "'fax' was unexpected"),
    ("helplines", lambda d: d["services"][0].update(other_numbers=[{"for": "a"}]), "'phone' is a required property"),
    ("helplines", lambda d: d["closed"][0].pop("use"), "'use' is a required property"),
    ("safe-wording", lambda d: d["phrases"][0].update(avoid=[]), "should be non-empty"),
    ("safe-wording", lambda d: d["phrases"][0].update(check="yes"), "'yes' is not of type 'boolean'"),
    ("standards", lambda d: d["documents"][0].update(binding="law"), "'law' is not one of"),
    ("standards", lambda d: d["documents"][0].update(sources=[]), "should be non-empty"),
    ("standards", lambda d: d["documents"][0].update(countries=["us"]), "'us' does not match"),
    ("standards", lambda d: d["documents"][0]["rules"][0].update(says=""), "'' should be non-empty"),
    ("standards", lambda d: d["places"][0]["notes"][0].pop("says"), "'says' is a required property"),
]


@pytest.mark.parametrize(("name", "spoil", "message"), SPOILT, ids=lambda v: None)
def test_a_wrong_entry_does_not_fit_the_schema(
    files: dict[str, str], name: str, spoil: Callable[[Any], Any], message: str
) -> None:
    data = json.loads(files[f"data/{name}.json"])
    spoil(data)
    found = faults(files, name, data)
    assert len(found) == 1
    assert message in found[0]


# The package that says it all of the tables


@pytest.fixture(scope="module")
def package(files: dict[str, str]) -> dict[str, Any]:
    return dict(json.loads(files["data/datapackage.json"]))


def test_the_package_has_the_shape_of_a_data_package(package: dict[str, Any]) -> None:
    """What the Data Package standard 2.0 asks of a descriptor, its resources, licenses and table schemas."""
    text, name = json_schema.TEXT, {"type": "string", "pattern": "^[a-z0-9._-]+$"}
    field = {"type": "object", "properties": {"name": text, "type": {"enum": ["string", "date", "boolean"]}}}
    fields = {"type": "array", "items": field | {"required": ["name"]}, "minItems": 1, "uniqueItems": True}
    resource = {
        "type": "object",
        # A path is relative and leads to no folder above.
        "properties": {"name": name, "path": {"pattern": r"^(?!/)(?!.*\.\.)[^:]+$"}, "type": {"const": "table"}}
        | {"schema": {"type": "object", "properties": {"fields": fields}, "required": ["fields"]}},
        "required": ["name", "path"],
    }
    shape = {
        "type": "object",
        "properties": {
            "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
            "name": name,
            "version": text,
            "resources": {"type": "array", "items": resource, "minItems": 1},
            "licenses": {"type": "array", "items": {"anyOf": [{"required": ["name"]}, {"required": ["path"]}]}},
        },
        "required": ["$schema", "resources", "licenses", "version"],
    }
    jsonschema.validate(package, shape)
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)


def test_the_package_names_every_file_and_every_column(files: dict[str, str], package: dict[str, Any]) -> None:
    paths = {f"data/{resource['path']}" for resource in package["resources"]}
    assert paths == {path for path in files if not re.search(r"schema|datapackage", path)}
    assert package["licenses"][0]["path"] == open_data.LICENSE["url"]
    for resource in package["resources"]:
        assert date.fromisoformat(resource["version"]) <= date.today()
        if "schema" in resource:
            rows = csv.reader(io.StringIO(files[f"data/{resource['path']}"].removeprefix(BOM), newline=""))
            assert next(rows) == [field["name"] for field in resource["schema"]["fields"]]
            width = {len(row) for row in rows}
            assert width == {len(resource["schema"]["fields"])}


# The standards


def test_every_rule_stands_in_both_files(files: dict[str, str]) -> None:
    documents = json.loads(files["data/standards.json"])["documents"]
    assert [row["id"] for row in documents] == [document.id for document in DATA.standards.documents]
    lines = table(files, "standards")
    for document, row in zip(DATA.standards.documents, documents, strict=True):
        assert [rule["says"] for rule in row["rules"]] == [rule.says for rule in document.rules]
        assert row.get("not_confirmed", "") == document.not_confirmed
        mine = [line for line in lines if line["id"] == document.id]
        assert [line["says"] for line in mine if line["seen"] == "true"] == [rule.says for rule in document.rules]
        assert [line["question"] for line in mine if line["seen"] == "false"] == list(document.not_seen)
        assert {line["not_confirmed"] for line in mine} == {document.not_confirmed}
        doubts = [rule.not_confirmed for rule in document.rules]
        assert [line["rule_not_confirmed"] for line in mine if line["seen"] == "true"] == doubts
        assert mine


def test_every_field_of_a_document_is_published_but_where_the_handbook_says_more() -> None:
    assert set(standards.Document.__dataclass_fields__) - {"more"} == set(open_data.DOCUMENT_FIELDS)
    assert set(standards.Rule.__dataclass_fields__) == set(open_data.RULE_FIELDS)


def test_the_table_of_wording_holds_the_same_as_the_json(files: dict[str, str]) -> None:
    phrases = json.loads(files["data/safe-wording.json"])["phrases"]
    rows = table(files, "safe-wording")
    assert [row["id"] for row in rows] == [phrase["id"] for phrase in phrases]
    for row, phrase in zip(rows, phrases, strict=True):
        assert row["avoid"].split("; ") == phrase["avoid"]
        assert row["check"] == ("true" if phrase["check"] else "false")
        assert all(source["url"] in row["sources"] for source in phrase["sources"])
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
    """A new topic must be given a need, or nobody could filter for it."""
    # The emergency numbers are always shown, age is a filter of its own.
    no_need = {"emergency", "youth", "children", "adults", "helpline-directory", "peer-support"}
    known = no_need.union(*DATA.vocabulary.needs.values())
    assert known == DATA.vocabulary.registry_topics


def test_ways_and_age_of_known_services(data: registers.Handbook) -> None:
    services = data.registry.services
    assert get_help.ways(services["us-955"]) == ["call", "text", "chat"]
    assert get_help.ways(services["int-findahelpline"]) == []
    assert get_help.for_young(services["gb-kidsline"], data.vocabulary)
    assert not get_help.for_young(services["us-955"], data.vocabulary)


def test_a_column_holds_what_its_type_says(package: dict[str, Any], files: dict[str, str]) -> None:
    forms = {"date": r"(?:\d{4}-\d\d-\d\d)?", "boolean": "(?:true|false)?", "string": r"(?s:.*)"}
    for resource in package["resources"]:
        for column in resource.get("schema", {}).get("fields", ()):
            rows = csv.DictReader(io.StringIO(files[f"data/{resource['path']}"].removeprefix(BOM), newline=""))
            wrong = [
                row[column["name"]] for row in rows if not re.fullmatch(forms[column["type"]], row[column["name"]])
            ]
            assert wrong == [], f"{resource['path']}: {column['name']}"
