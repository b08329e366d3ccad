"""Help lines for captions: which services are chosen, and in which words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from handbook_core.parsing import addresses, phone_numbers
from handbook_core.registers import Handbook
from handbook_core.registers.helplines import Registry, Service, captions
from handbook_core.registers.helplines.captions import Country, Line

NEVER = {"reporting", "information", "emergency"}


@pytest.fixture(scope="module")
def made(data: Handbook) -> dict[str, Country]:
    return {country.code: country for country in captions.countries(data.registry, data.vocabulary)}


def every_line(made: dict[str, Country]) -> list[tuple[Country, str, Line]]:
    return [(country, need, line) for country in made.values() for need, line in country.lines.items()]


def test_every_country_of_the_registry_has_a_line_for_anyone(data: Handbook, made: dict[str, Country]) -> None:
    assert set(made) == {service.country.lower() for service in data.registry.services.values()}
    for country in made.values():
        assert country.lines["talk"].ways, country.name


@pytest.mark.parametrize(
    ("code", "need", "text"),
    [
        ("gb", "talk", "In the UK: call Lanterns on 116 155, day and night; or text SPEAK to 55155 (Speakup), day and "
         "night."),
        ("us", "talk", "In the US: call 955 (Suicide & Crisis Lifeline) or text 955, day and night; or text HOME to "
         "515151 (Harbor Text Line), day and night."),
        (
            "gb",
            "eating",
            "About eating, in the UK: call the Even helpline on 0808 157 0677 (Scotland 0808 157 0432, Wales "
            "0808 157 0433, Northern Ireland 0808 157 0434), Mon-Fri 15:00-20:00.",
        ),
        ("be", "talk", "In Belgium: call Centre de Soutien on 0800 55 155, day and night (French "
         "speakers); or call 1555 (Steunlijn), day and night (Dutch speakers)."),
        ("es", "talk", "In Spain: call 055 (Línea 055), day and night."),
        ("ie", "eating", "About eating, in Ireland: call the Mirror helpline on 01 555 0155, at set hours."),
        ("tr", "talk", "In Türkiye: find someone to talk to at findahelpline.com."),
    ],
)  # fmt: skip
def test_the_words(made: dict[str, Country], code: str, need: str, text: str) -> None:
    assert made[code].lines[need].text == text


@pytest.mark.parametrize(
    ("code", "need", "ids"),
    [
        ("us", "eating", ["us-meadow"]),
        ("gb", "eating", ["gb-even"]),
        ("ca", "eating", ["ca-willow"]),
        ("au", "eating", ["au-moth"]),
        ("us", "abuse", ["us-safe-home", "us-arbor"]),
        ("gb", "abuse", ["gb-harbor-home", "gb-support-line"]),
        ("au", "abuse", ["au-respectline"]),
        ("gb", "youth", ["gb-kidsline", "gb-dayline"]),
        ("ca", "youth", ["ca-young-phone"]),
        ("au", "suicide", ["au-southline"]),
        ("pl", "talk", ["pl-116155"]),
        # Sources disagree about the only lines of these two.
        ("co", "talk", ["int-findahelpline"]),
        ("ng", "talk", ["int-findahelpline"]),
    ],
)
def test_the_choice(made: dict[str, Country], code: str, need: str, ids: list[str]) -> None:
    assert [way.service.id for way in made[code].lines[need].ways] == ids


def test_only_services_that_help_and_are_open_are_named(data: Handbook, made: dict[str, Country]) -> None:
    for country, need, line in every_line(made):
        assert 1 <= len(line.ways) <= 3
        for way in line.ways:
            assert way.service.kind not in NEVER, (country.name, need)
            assert way.service.evidence != "disputed-in-part"
            assert not {c.digits for c in way.service.contacts} & data.registry.closed_numbers
            assert addresses.parse(way.service.url).host not in data.registry.closed_hosts


def test_every_number_shown_is_one_of_its_service_and_is_a_link(made: dict[str, Country]) -> None:
    for _, _, line in every_line(made):
        for way in line.ways:
            assert sum(bool(piece.href) for piece in way.pieces) >= 1
            for piece in way.pieces:
                if piece.href.startswith(("tel:", "sms:")):
                    own = {contact.shown_digits for contact in way.service.contacts}
                    assert own & set(phone_numbers.digits_in(f"Call {piece.text}")), piece.text


def test_who_a_line_is_for_is_said_when_it_is_not_for_everyone(made: dict[str, Country]) -> None:
    assert "(adults)" in made["cz"].lines["talk"].text
    assert "(anyone 16+ in England and Wales)" in made["gb"].lines["abuse"].text
    assert "about suicide" in made["gb"].lines["youth"].text
    assert "(" not in made["de"].lines["talk"].text


def test_the_emergency_number_stands_apart(made: dict[str, Country]) -> None:
    def said(code: str) -> str | None:
        line = made[code].emergency
        return line.text if line else None

    assert said("gb") == "In danger now, in the UK: call 999."
    assert said("jp") == "In danger now, in Japan: call 119 (ambulance and fire); or call 110 (police)."
    assert said("fr") == "In danger now, in France: call 112."
    # Sources disagree about Ghana's.
    assert said("gh") is None


def test_a_second_suicide_line_only_where_it_differs(made: dict[str, Country]) -> None:
    assert "suicide" not in made["gb"].lines
    assert made["hk"].lines["suicide"].text != made["hk"].lines["talk"].text


def with_service(data: Handbook, id_: str, **changes: object) -> Registry:
    services: dict[str, Service] = dict(data.registry.services)
    services[id_] = replace(services[id_], **changes)  # type: ignore[arg-type]
    return Registry(services, data.registry.closed)


def test_a_change_of_the_registry_changes_the_choice(data: Handbook) -> None:
    def talk(registry: Registry) -> list[str]:
        country = next(c for c in captions.countries(registry, data.vocabulary) if c.code == "gb")
        return [way.service.id for way in country.lines["talk"].ways]

    assert talk(data.registry) == ["gb-lanterns", "gb-speakup"]
    assert "gb-lanterns" not in talk(with_service(data, "gb-lanterns", evidence="disputed-in-part"))
    assert "gb-lanterns" not in talk(with_service(data, "gb-lanterns", kind="information"))
    assert talk(with_service(data, "gb-lanterns", hours="Mon-Fri 09:00-17:00")) == ["gb-speakup", "gb-lanterns"]
    assert "gb-speakup" not in talk(with_service(data, "gb-speakup", audience="adults in Wales"))


def test_the_page_and_the_script_say_the_same(data: Handbook, made: dict[str, Country]) -> None:
    page = captions.page(data.registry, data.vocabulary)
    script = captions.script(data.registry, data.vocabulary)
    read = json.loads(script.removeprefix("window.careInPublic.helpLines = ").removesuffix(";\n"))
    assert list(read["countries"]) == list(made)
    for country, need, line in every_line(made):
        said = read["countries"][country.code]["lines"][need]
        assert (
            f"{said['lead']}: {'; or '.join(''.join(piece[0] for piece in pieces) for _, pieces in said['ways'])}."
            == line.text
        )
        assert line.html in page
    assert read["needs"]["gb-even"] == "eating"
    assert "gb-lanterns" not in read["needs"]
