"""The registry is read strictly, and says where and what is wrong, all at once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from handbook_core.problem import DataError
from handbook_core.registers.helplines import load_registry
from handbook_core.registers.vocabulary import load_vocabulary

from tests.conftest import DOCS, TODAY

VOCABULARY = load_vocabulary(DOCS / "_data")
GOOD = """\
services:
  - id: us-one
    name: "One"
    country: US
    kind: crisis
    topics: [suicide]
    url: "https://one.example.org/"
    phone: "1-800-555-0100"
    sms: {to: "55501", word: "HI"}
    languages: [en]
    audience: "anyone"
    evidence: confirmed
    checked: 2026-11-01
    checked_at: "https://one.example.org/contact"
closed:
  - name: Old
    country: US
    detail: It closed.
    numbers: ["1-800-555-0111"]
    use: [us-one]
    source: https://one.example.org/news
"""
# What is changed, into what, and what the message must say.
FAULTS = [
    ("    kind: crisis\n", "", '6: us-one has no "kind"|2: us-one has no "kind"'),
    ("kind: crisis", "kind: krisis", '5: us-one: unknown kind "krisis"'),
    ("country: US\n    kind", "country: XX\n    kind", '4: us-one: unknown country "XX"'),
    ("[suicide]", "[suicde]", '6: us-one: unknown topic "suicde"'),
    ("[suicide]", "suicide", '6: us-one: "topics" is .*, not a list of texts'),
    ("languages: [en]", "languages: [english]", '10: us-one: unknown language "english"'),
    ('"https://one.example.org/"', '"http://one.example.org/"', "7: us-one: .* not a complete https address"),
    ('"https://one.example.org/"', '"https://One.example.org/"', "7: us-one: .* not a complete https address"),
    ('"https://one.example.org/"', '"https://a@one.example.org/"', "7: us-one: .* not a complete https address"),
    ('"https://one.example.org/"', '"https://one.example.org:80/"', "7: us-one: .* not a complete https address"),
    ('"1-800-555-0100"', '"call us"', '8: us-one: "call us" is not a telephone number'),
    ('"1-800-555-0100"', '"1--800---555"', "8: us-one: .* is not a telephone number"),
    ('"1-800-555-0100"', '"1-800-555-01001234567"', "8: us-one: .* is not a telephone number"),
    ('"1-800-555-0100"', "18005550100", '8: us-one: "phone" is 18005550100, not text'),
    ('{to: "55501", word: "HI"}', '"55501"', "9: us-one: sms is"),
    ('{to: "55501", word: "HI"}', '{to: "55501", say: "HI"}', "9: us-one: sms is"),
    ('name: "One"', 'name: "One <b>1</b>"', "3: us-one holds HTML"),
    ('audience: "anyone"', 'audience: "you &amp; me"', "11: us-one holds HTML"),
    ("evidence: confirmed", "evidence: sure", '12: us-one: unknown evidence "sure"'),
    ("checked: 2026-11-01", "checked: 2126-11-01", "13: us-one: checked on 2126-11-01, which is in the future"),
    ("checked: 2026-11-01", "checked: November", "13: us-one: \"checked\" is 'November', not a date"),
    ("    checked_at", "    also_at: https://one.example.org/\n    checked_at", "14: us-one: .* are pages of one site"),
    ("    checked_at", "    hotline: yes\n    checked_at", '14: us-one has an unknown key "hotline"'),
    ("    checked_at", "    name: twice\n    checked_at", 'the key "name" stands here twice'),
    ("us-one\n    name", "US One\n    name", '"US One" is not an id'),
    ("    checked_at", "    newest_evidence: soon\n    checked_at", '14: us-one: "soon" is not a month'),
    ("    checked_at", "    dial: 0100\n    checked_at", "14: us-one: .dial. is"),
    ("    checked_at", '    dial: "0100"\n    checked_at', "14: us-one: .* is not in international form"),
    ("detail: It", "id: us-one\n    detail: It", '18: the id "us-one" is used twice; take the entry'),
    ("detail: It", "id: US Old\n    detail: It", '18: US Old: "US Old" is not an id'),
    ("detail: It", "id: 5\n    detail: It", '18: Old: "id" is 5, not text'),
    ('    numbers: ["1-800-555-0111"]', "    numbers:", '19: Old has nothing after "numbers:"'),
    (GOOD.partition("closed:\n")[2], "  []\n", 'this file has no "closed"'),
    ("    checked_at", '    dial: "+44 20 7946 0958"\n    checked_at', "14: us-one: dial .* is not the number"),
    ("    checked_at", '    hours: "25/8"\n    checked_at', '14: us-one: "25/8" holds a time that no clock shows'),
    (
        "    checked_at",
        '    hours: "Mon 09:00-24:30"\n    checked_at',
        "14: us-one: .* holds a time that no clock shows",
    ),
    ("    checked_at", '    chat: "https://one.exampel.org/"\n    checked_at', "14: us-one: .* differ by one letter"),
    (
        "closed:\n",
        GOOD.partition("closed:")[0].partition("\n")[2].replace("us-one", "us-two") + "closed:\n",
        "15: us-two has the same name and country as us-one",
    ),
    ('["1-800-555-0111"]', '["1-800-555-0100"]', '16: Old: "18005550100" is closed here and in use for us-one'),
    ('numbers: ["1-800-555-0111"]', "hosts: [one.example.org]", '16: Old: "one.example.org" is closed here and in use'),
    ("[us-one]", "[us-two]", 'no service has the id "us-two"'),
    ("https://one.example.org/news", "ftp://one.example.org", "21: Old: .* not a complete https address"),
    ('    numbers: ["1-800-555-0111"]\n', "", "Old has no numbers, hosts or phrases"),
    ("services:\n", "services: [\n", "not valid YAML"),
    ("closed:\n", "shut:\n", 'the two lists "services" and "closed"'),
    (GOOD.partition("closed:")[0], "services: 3\n", '"services" must be a list'),
    ("[suicide]", "[[suicide]]", '6: us-one: "topics" is'),
    ("us-one\n    name", "[us-one]\n    name", '2: .*"id" is'),
    ("    checked_at", "    other_numbers: 5\n    checked_at", "14: us-one: other_numbers is 5; write - "),
    ("use: [us-one]", "use: 5", 'Old: "use" is 5'),
    ("detail: It closed.", "detail: 5", 'Old: "detail" is 5'),
    ("country: US\n    detail", "country: [US]\n    detail", 'Old: "country" is'),
]


def write(folder: Path, text: str) -> Path:
    (folder / "helplines.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_registry_is_read(tmp_path: Path) -> None:
    registry = load_registry(write(tmp_path, GOOD), VOCABULARY, TODAY)
    service = registry.services["us-one"]
    assert [c.href for c in service.contacts] == ["tel:18005550100", "sms:55501?&body=HI"]
    assert registry.services_with("8005550100") == {"us-one"}
    assert registry.closed[0].numbers == {"18005550111"}


@pytest.mark.parametrize(("old", "new", "message"), FAULTS, ids=lambda v: None)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(DataError, match=message) as caught:
        load_registry(write(tmp_path, GOOD.replace(old, new, 1)), VOCABULARY, TODAY)
    assert str(caught.value).startswith("docs/_data/helplines.yml:")


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace("kind: crisis", "kind: krisis")
        .replace("[en]", "[xx]")
        .replace("https://one.example.org/news", "x")
    )
    with pytest.raises(DataError) as caught:
        load_registry(write(tmp_path, text), VOCABULARY, TODAY)
    assert len(caught.value.problems) == 3


def test_an_id_used_twice_is_named(tmp_path: Path) -> None:
    services, _, rest = GOOD.partition("closed:")
    text = services + services.removeprefix("services:\n") + "closed:" + rest
    with pytest.raises(DataError, match='the id "us-one" is used twice'):
        load_registry(write(tmp_path, text), VOCABULARY, TODAY)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b""])
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "helplines.yml").write_bytes(content)
    with pytest.raises(DataError) as caught:
        load_registry(tmp_path, VOCABULARY, TODAY)
    assert len(caught.value.problems) == 1


def test_entries_fall_due_after_the_stated_days(tmp_path: Path) -> None:
    registry = load_registry(write(tmp_path, GOOD), VOCABULARY, TODAY)
    checked = date(2026, 11, 1)
    assert registry.due(checked + timedelta(days=180), 180) == []
    assert [s.id for s in registry.due(checked + timedelta(days=181), 180)] == ["us-one"]


def test_an_unknown_id_has_near_ones(tmp_path: Path) -> None:
    registry = load_registry(write(tmp_path, GOOD), VOCABULARY, TODAY)
    assert registry.nearest("us-onne") == ["us-one"]
