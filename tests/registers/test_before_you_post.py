"""The questions before posting: read strictly, whole for both roles, and written out as lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from handbook_core.problem import DataError
from handbook_core.registers import Handbook, before_you_post
from handbook_core.registers.before_you_post import BLANKS
from handbook_core.registers.vocabulary import load_vocabulary

from tests.conftest import DOCS

VOCABULARY = load_vocabulary(DOCS / "_data")
ROLES = tuple(VOCABULARY.roles)
GOOD = """\
parts:
  - {id: me, title: "Me", blank: night}
touches:
  - {id: money, words: "money", box: "Money", lines: talk, emergency: false}
questions:
  - id: paid
    roles: [creator]
    part: me
    when: [money]
    text: "It says so."
    fix: "Say so."
    chapter: create/a.md
"""
BROKEN = [
    ("part: me", "part: you", '8: paid: unknown part "you"; use one of me'),
    ("roles: [creator]", "roles: [baker]", '7: paid: unknown roles "baker"; use one of creator, therapist'),
    ("roles: [creator]", "roles: []", '7: paid has no "roles"; add a line roles: ...'),
    ("when: [money]", "when: [fame]", '9: paid: unknown when "fame"; use one of money'),
    ("when: [money]", "when: money", "\"when\" is 'money', not a list of texts"),
    ("create/a.md", "create/b.md", '12: paid: there is no page "create/b.md"; write the path of a page under docs/'),
    ("blank: night", "blank: maybe", '2: me: unknown blank "maybe"; use one of safety, night, change'),
    ("lines: talk", "lines: gossip", '4: money: unknown lines "gossip"; use one of talk'),
    ("emergency: false", "emergency: no way", "\"emergency\" is 'no way', not true or false"),
    ('    fix: "Say so."\n', "", '6: paid has no "fix"; add a line fix: ...'),
    ("    part: me\n", "    part: me\n    colour: red\n", '9: paid has an unknown key "colour"; use only id'),
    ("touches:", "things:", 'must hold the three lists "parts", "touches" and "questions"'),
    ("  - id: paid\n", "  - paid\n  - id: paid\n", "\"questions\" holds 'paid', which is not an entry"),
]


def load(folder: Path, text: str) -> before_you_post.Questionnaire:
    for name, content in {"_data/before-you-post.yml": text, "create/a.md": "---\ntitle: A page\n---\n"}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return before_you_post.load(folder, VOCABULARY)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    check = load(tmp_path, GOOD)
    assert [question.page for question in check.questions] == ["A page"]
    assert check.asked(check.parts[0], "creator")
    assert not check.asked(check.parts[0], "therapist")


@pytest.mark.parametrize(("old", "new", "says"), BROKEN)
def test_each_error_is_one_sentence_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(DataError) as caught:
        load(tmp_path, GOOD.replace(old, new, 1))
    said = str(caught.value)
    assert said.startswith("docs/_data/before-you-post.yml:")
    assert says in said
    assert said.endswith("(data-before-you-post)")


def test_an_id_stands_once(tmp_path: Path) -> None:
    twice = GOOD.replace("blank: night}\n", 'blank: night}\n  - {id: me, title: "Me", blank: change}\n')
    with pytest.raises(DataError, match='3: the id "me" is used twice'):
        load(tmp_path, twice)


def test_every_touch_has_questions_for_both_roles(data: Handbook) -> None:
    check = data.before_you_post
    assert len(check.touches) == 11
    for touch in check.touches:
        for role in ROLES:
            assert [q for q in check.questions if touch.id in q.when and role in q.roles], (touch.id, role)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("id_", ["not-for-help-tonight", "no-how"])
def test_what_matters_most_is_asked_even_if_nothing_is_ticked(data: Handbook, id_: str, role: str) -> None:
    asked = next(question for question in data.before_you_post.questions if question.id == id_)
    assert role in asked.roles
    assert not asked.when


def test_the_first_question_is_whether_someone_is_safe(data: Handbook) -> None:
    first = data.before_you_post.questions[0]
    assert (first.id, first.part) == ("not-for-help-tonight", "safe")
    assert "emergency number" in first.fix


def test_nobody_is_sent_to_ask_a_person_who_hurt_them(data: Handbook) -> None:
    sent = [q for q in data.before_you_post.questions if "abuse" in q.when and "Show each of them" in q.fix]
    assert sent
    assert all("Do not ask a person who hurt you" in question.fix for question in sent)


def test_every_part_asks_something_and_both_outcomes_can_be_met(data: Handbook) -> None:
    check = data.before_you_post
    assert all(check.asked(part) for part in check.parts)
    for role in ROLES:
        assert {part.blank for part in check.parts if check.asked(part, role)} == set(BLANKS)


def test_safety_comes_first_then_the_night(data: Handbook) -> None:
    for role in ROLES:
        parts = [part for part in data.before_you_post.parts if data.before_you_post.asked(part, role)]
        assert [part.blank for part in parts] == ["safety", "night"] + ["change"] * (len(parts) - 2)


@pytest.mark.parametrize(("role", "most"), [("creator", 12), ("therapist", 15)])
def test_the_usual_video_is_asked_few_questions(data: Handbook, role: str, most: int) -> None:
    touched = {"own-story"} if role == "creator" else set()
    asked = [q for q in data.before_you_post.questions if role in q.roles and (not q.when or touched & set(q.when))]
    assert len(asked) <= most


def test_a_creators_own_story_can_end_in_post_today(data: Handbook) -> None:
    nights = [q for q in data.before_you_post.questions if q.id == "one-night"]
    assert all("own-story" not in q.when for q in nights)


def test_an_end_that_changes_nothing_is_only_for_how_someone_is_and_how_old_the_draft_is(data: Handbook) -> None:
    """A court case, a minor, an employer or a licensing board does not look different after a night's sleep."""
    check = data.before_you_post
    nights = {question.id for part in check.parts if part.blank == "night" for question in check.asked(part)}
    assert nights == {"rested", "one-night"}


def test_every_fix_is_one_thing_to_do_and_every_chapter_exists(data: Handbook) -> None:
    for question in data.before_you_post.questions:
        assert (DOCS / question.chapter).is_file()
        assert question.page
        assert question.fix.endswith((".", '"'))
        assert "\n" not in question.text


def test_the_whole_list_says_for_whom_when_and_what_to_do(data: Handbook) -> None:
    check = data.before_you_post
    markdown = before_you_post.whole(check, data.vocabulary.roles)
    assert markdown.count("- [ ] ") == len(check.questions) + len(check.touches) + len(ROLES)
    for question in check.questions:
        assert f"- [ ] {question.text}\n" in markdown
        assert f"<span data-fix>{question.fix}</span> Read [{question.page}](../{question.chapter})." in markdown
    assert "For creators and therapists, if it touches suicide, self-harm, an eating disorder or abuse." in markdown
