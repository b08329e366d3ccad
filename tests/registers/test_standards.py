"""The standards are read strictly, and every one of them stands on its page with its date, its link and its doubts."""

from __future__ import annotations

from pathlib import Path

import pytest
from handbook_core.problem import DataError
from handbook_core.publishing import inserts
from handbook_core.registers import Handbook, standards
from handbook_core.registers.standards import load_standards
from handbook_core.registers.vocabulary import load_vocabulary

from tests.conftest import DOCS

GOOD = """\
places:
  - country: CA
    notes:
      - {says: Regulation is provincial., sources: [law2020]}
documents:
  - id: ca-board-code
    countries: [CA, US]
    region: Ontario
    body: A board
    title: its code
    for: [psychologist, anyone]
    binding: binding
    bound: registrants
    date: copy undated
    sources: [code2020, law2020]
    status: summary
    not_confirmed: Read in a summary.
    more: reference/law.md#the-law
    note: A note.
    changing: A draft.
    not_seen: [following]
    rules:
      - {question: testimonials, ref: "6.2", says: None at all., sources: [law2020], not_confirmed: Second-hand.}
      - {question: ai, says: "No \\"bot\\"."}
"""
VOCABULARY = load_vocabulary(DOCS / "_data")
FAULTS = [
    ("places:", "place:", "standards.yml:1: this file must hold places and documents"),
    ("documents:\n", "documents: 5\nrest:\n", "standards.yml:1: this file must hold places and documents"),
    ("country: CA", "country: US", "standards.yml:2: US has notes already, or no document that begins with it"),
    ("  - country: CA", "  - {country: CA, notes: []}\n  - country: CA", "standards.yml:3: CA has notes already"),
    ("country: CA", "country: XX", 'standards.yml:2: unknown country "XX"; use one of'),
    (
        "sources: [law2020]}",
        "sources: [nobody]}",
        'standards.yml:4: unknown sources "nobody"; add it to references.yml',
    ),
    ("    notes:\n      -", "    note:\n      -", 'this entry has no "notes"'),
    ("countries: [CA, US]", "countries: [CA, Ontario]", 'standards.yml:7: unknown countries "Ontario"'),
    ("countries: [CA, US]", "countries: CA", "\"countries\" is 'CA', not a list of texts"),
    ("countries: [CA, US]", "countries: []", 'ca-board-code has no "countries"'),
    ("[psychologist, anyone]", "[poet]", 'standards.yml:11: unknown for "poet"; use one of psychologist'),
    ("binding: binding", "binding: law", 'unknown binding "law"; use one of binding, advice, industry'),
    ("status: summary", "status: seen", 'unknown status "seen"; use one of read, summary, opening-only'),
    ("    not_confirmed: Read in a summary.\n", "", 'status summary without "not_confirmed"; say what'),
    ("[code2020, law2020]", "[code2020, gone]", 'standards.yml:15: unknown sources "gone"'),
    ("[code2020, law2020]", "[]", 'ca-board-code has no "sources"'),
    ("not_seen: [following]", "not_seen: [tea]", 'standards.yml:21: unknown not_seen "tea"'),
    ("not_seen: [following]", "not_seen:", 'has nothing after "not_seen:"'),
    ("question: testimonials", "question: tea", 'standards.yml:23: unknown question "tea"'),
    ("says: None at all.", "say: None at all.", 'ca-board-code has no "says"; add a line'),
    ("sources: [law2020], not", "sources: [gone], not", 'standards.yml:23: unknown sources "gone"'),
    ("says: None at all.", 'says: "None *at all*."', "holds Markdown or HTML"),
    ("note: A note.", "note: A <b>note</b>.", "holds Markdown or HTML"),
    ("note: A note.", 'note: "See [@code2020]."', "holds Markdown or HTML"),
    ("date: copy undated", "date: 2014", '"date" is 2014, not text'),
    ("id: ca-board-code", "id: Board", 'standards.yml:6: Board: "Board" is not an id'),
    ("more: reference/law.md#the-law", "more: https://example.org", "is not a page of the handbook"),
    ("    region: Ontario\n", "    region: Ontario\n    province: Ontario\n", 'has an unknown key "province"'),
    ("      - {question: ai,", "      - 5\n      - {question: ai,", '"rules" holds 5, which is not an entry'),
    ("    body: A board\n", "", 'ca-board-code has no "body"'),
]


def read(tmp_path: Path, text: str) -> standards.Standards:
    (tmp_path / "standards.yml").write_text(text, encoding="utf-8")
    return load_standards(tmp_path, VOCABULARY, ("code2020", "law2020"))


@pytest.mark.parametrize(("old", "new", "message"), FAULTS, ids=lambda v: None)
def test_a_fault_is_one_sentence(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(DataError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    said = str(caught.value)
    assert message in said
    assert all(line.startswith("docs/_data/standards.yml:") for line in said.splitlines())
    assert all(line.endswith("(data-standards)") for line in said.splitlines())


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    for text in ("", "5", "- a", "places: 5\ndocuments: []\n", "places: []\ndocuments: [5]\n"):
        with pytest.raises(DataError, match=r"docs/_data/standards\.yml:[12]: "):
            read(tmp_path, text)


def test_an_id_used_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='the id "ca-board-code" is used twice'):
        read(tmp_path, GOOD + GOOD.partition("documents:\n")[2])


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    made = read(tmp_path, GOOD)
    assert made.notes["CA"][0].says == "Regulation is provincial."
    (document,) = made.documents
    assert document.countries == ("CA", "US")
    assert document.professions == ("psychologist", "anyone")
    assert (document.region, document.not_seen, document.more) == (
        "Ontario",
        ("following",),
        "reference/law.md#the-law",
    )
    assert [rule.question for rule in document.rules] == ["testimonials", "ai"]
    assert (document.rules[0].ref, document.rules[0].not_confirmed) == ("6.2", "Second-hand.")
    assert document.rules[1].says == 'No "bot".'


def test_a_document_is_written_with_all_that_it_holds(tmp_path: Path, data: Handbook) -> None:
    sources = dict(zip(("code2020", "law2020"), data.sources.values(), strict=False))
    made = standards.markdown(read(tmp_path, GOOD), data.vocabulary, sources)
    assert (
        '## Canada {#canada data-country="ca"}\n\nRegulation is provincial. [@law2020]\n\n### Ontario, A board: '
        in made
    )
    assert '{#ca-board-code .standard data-countries="ca us" data-for="psychologist anyone"}' in made
    assert "**Binding:** registrants. **Date:** copy undated. **For:** psychologists, anyone who posts or" in made
    assert f'[Open the source]({sources["code2020"].href}){{aria-label="Open the source: its code, A board"}}' in made
    assert " [@code2020; @law2020]\n" in made
    assert "**Not confirmed:** Read in a summary." in made
    assert "- **Testimonials and reviews (6.2):** None at all. [@law2020] *Not confirmed: Second-hand.*\n" in made
    assert '{: data-question="testimonials" .doubtful}' in made
    assert '- **AI:** No "bot".\n{: data-question="ai"}' in made
    for line in ("- A note.", "- **Changing:** A draft.", "- **Not seen:** Following and contact.\n{: data-not-seen="):
        assert line in made
    assert "- [More on this law](../reference/law.md#the-law)" in made


# The handbook's own


def test_a_place_further_down_names_what_holds_there_too(data: Handbook) -> None:
    made = standards.markdown(data.standards, data.vocabulary, data.sources)
    ireland = made.partition("## Ireland {")[2].partition("\n## ")[0]
    assert "Also in force here: [European Union and United Kingdom, GDPR and UK GDPR](#eu-gdpr)." in ireland
    assert "## Europe {#europe data-country=" in made


def test_every_document_and_every_choice_is_on_the_page(data: Handbook) -> None:
    made = standards.markdown(data.standards, data.vocabulary, data.sources)
    for document in data.standards.documents:
        assert made.count(f"{{#{document.id} .standard ") == 1
    finder = standards.finder(data.standards, data.vocabulary)
    for choice in (*data.vocabulary.professions, *data.vocabulary.rule_questions):
        assert f'<option value="{choice}">' in finder
    assert inserts.PLACEHOLDER.search((DOCS / "practice" / "rules-by-country.md").read_text("utf-8"))


def test_each_profession_question_and_way_of_binding_is_used(data: Handbook) -> None:
    """A choice that leads nowhere in any country would be a dead one."""
    documents = data.standards.documents
    assert {name for d in documents for name in d.professions} == set(data.vocabulary.professions)
    assert {rule.question for d in documents for rule in d.rules} == set(data.vocabulary.rule_questions)


def test_what_was_not_read_says_so(data: Handbook) -> None:
    for document in data.standards.documents:
        assert document.status == "read" or document.not_confirmed, document.id
