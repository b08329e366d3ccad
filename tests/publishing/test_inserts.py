"""What the build writes from data."""

from __future__ import annotations

from handbook_core import checks
from handbook_core.checks import cite_figure
from handbook_core.publishing import inserts
from handbook_core.registers import Handbook
from handbook_core.registers.helplines import get_help
from handbook_core.registers.references import TYPES

from tests.conftest import ROOT


def test_every_country_and_every_service_is_listed(data: Handbook) -> None:
    markdown = get_help.every_service(data.registry, data.vocabulary)
    for service in data.registry.services.values():
        assert f'id="{service.id}"' in markdown
        assert f"{{#{service.country.lower()}}}" in markdown
    assert markdown.index('href="#us"') < markdown.index("## Anywhere {#int}")


def test_emergency_numbers_come_first_in_a_country(data: Handbook) -> None:
    parts = get_help.every_service(data.registry, data.vocabulary).split("## ")
    (united_states,) = [part for part in parts if part.startswith("United States")]
    assert united_states.index('id="us-emergency"') < united_states.index('id="us-955"')


def test_every_rule_explains_itself() -> None:
    markdown = inserts.rule_pages()
    for rule in checks.PAGE_CHECKS + checks.SITE_CHECKS:
        assert f"## {rule.ID}\n" in markdown
    assert markdown.count("**Why:**") == len(checks.PAGE_CHECKS + checks.SITE_CHECKS)


def test_every_word_that_a_chapter_may_declare_is_listed(data: Handbook) -> None:
    known = data.vocabulary
    markdown = inserts.words(known)
    for word in [*known.topics, *known.audiences, *known.boxes, *TYPES]:
        assert f"`{word}`" in markdown


def test_every_box_has_a_look(data: Handbook) -> None:
    style = "".join(path.read_text() for path in (ROOT / "overrides" / "assets" / "styles").glob("*.css"))
    assert [box for box in data.vocabulary.boxes if f".{box}" not in style] == []


def test_every_phrase_to_avoid_is_shown_as_quoted(data: Handbook) -> None:
    markdown = inserts.wording(data.wording)
    assert markdown.count('class="instead-of"') == len(data.wording)
    assert "<q>committed suicide</q>" in markdown


def test_the_figures_of_a_phrase_are_on_record(data: Handbook) -> None:
    # Its numbers stand after what to say, so the check of cited sentences does not read its reason.
    for phrase in data.wording:
        records = [data.sources[key].record for key in phrase["sources"]]
        text = f"{phrase['why']} {phrase.get('disagreement', '')}"
        assert cite_figure.unknown(text, *records) == [], phrase["id"]


def test_the_chart_and_its_table_hold_the_same_numbers(data: Handbook) -> None:
    drawing, _, table = inserts.audit_chart(data.audits).partition("\n")
    for row in data.audits:
        assert f">{row['misleading_percent']:g}%" in drawing
        assert f"| {row['misleading_percent']:g}% |" in table
        assert f"[@{row['key']}]" in table
