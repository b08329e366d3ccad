"""The video score card: each result and its reasons, questions that do not apply, nothing judged before it is
answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Open, ask, asking, title
from .test_every_page import SIDEWAYS, violations_in_each_color
from .test_reading import sheets
from .test_tools import CLIPBOARD, KEPT, SMALL

CARD = "toolkit/video-score-card/"
QUESTIONS = range(1, 13)
WATCHED, MADE = "I watched it.", "I made it"
STOP = "It promises a cure"
TARGETS = ".check label, .outcome :is(button, a, label), .ticks button"


def yes(tab: Page, number: int) -> Locator:
    return tab.get_by_label(re.compile(rf"^\s*{number}\. "))


def unfit(tab: Page, number: int) -> Locator:
    return tab.get_by_label(f"Question {number} does not apply.")


def answer(tab: Page, who: str, unmet: tuple[int, ...] = (), apart: tuple[int, ...] = ()) -> None:
    """Answer every question: `unmet` stay empty, `apart` do not apply, all others are yes."""
    tab.get_by_label(who).check()
    for number in apart:
        unfit(tab, number).check()
    for number in set(QUESTIONS) - {*unmet, *apart}:
        yes(tab, number).check()


@pytest.mark.parametrize(
    ("who", "stop", "unmet", "does", "why"),
    [
        (WATCHED, True, (), "Drop it", "At least one stop."),
        (MADE, True, (4,), "Do not post; fix it or let it go", "At least one stop."),
        (WATCHED, False, (4, 7), "Hold it; ask a professional", "No stop, but 1, 4 or 5 is no."),
        (MADE, False, (1,), "Do not post yet; fix these first", "No stop, but 1, 4 or 5 is no."),
        (MADE, False, (5,), "Do not post yet; fix these first", "No stop, but 1, 4 or 5 is no."),
        (WATCHED, False, (7,), "Use it for small, safe things", "No stop, and none of 1, 4 and 5 is no."),
        (
            MADE,
            False,
            (),
            "Fix any other no that you can; then take the before-you-post check",
            "No stop, and none of 1, 4 and 5 is no.",
        ),
    ],
)
def test_each_result(visit: Open, who: str, stop: bool, unmet: tuple[int, ...], does: str, why: str) -> None:
    tab = visit(CARD)
    answer(tab, who, unmet)
    if stop:
        tab.get_by_label(STOP).check()
    result = ask(tab)
    expect(title(result)).to_have_text(f"Your result: {does}")
    expect(title(result)).to_be_focused()
    expect(result).to_contain_text(f"Why: {why}")
    expect(result).to_contain_text(f"Yes: {12 - len(unmet)} of 12 that apply.")
    # What the card cannot tell stands in every result.
    expect(result).to_contain_text("It has not been validated.")
    expect(result).to_contain_text("It does not mean that the video is true.")
    links = result.locator("li > a")
    expect(links).to_have_text([re.compile(STOP)] * stop + [re.compile(rf"^{number}\. ") for number in unmet])
    expect(result.get_by_role("link", name="find someone to talk to")).to_have_count(int(stop))


def test_every_no_comes_with_the_fix_of_the_page(visit: Open) -> None:
    """The questions that weigh most come first; the fixes are those of the table, links and all."""
    tab = visit(CARD)
    answer(tab, MADE, tuple(QUESTIONS)[1:])
    result = ask(tab)
    expect(result.get_by_role("heading")).to_have_text(["A fix for every no: these weigh most", "Then these"])
    expect(result.locator("li > a")).to_have_text(
        [re.compile(rf"^{number}\. ") for number in (4, 5, 2, 3, 6, 7, 8, 9, 10, 11, 12)]
    )
    rows = tab.locator("h2:has-text('A fix for every no') ~ .table-scroll").first.locator("tbody tr")
    fixes = {int(row.locator("th").inner_text()): row.locator("td").inner_html() for row in rows.all()}
    assert list(fixes) == list(QUESTIONS)
    for line in result.locator("li").all():
        number = int(line.locator("> a").inner_text().partition(".")[0])
        assert line.locator("span").inner_html() == fixes[number]


def test_what_does_not_apply_is_left_out_of_the_count(visit: Open) -> None:
    tab = visit(CARD)
    answer(tab, MADE, unmet=(8,), apart=(1, 3))
    result = ask(tab)
    # Question 1 weighs, but where it does not apply it is no "no".
    expect(title(result)).to_have_text(
        "Your result: Fix any other no that you can; then take the before-you-post check"
    )
    expect(result).to_contain_text("Yes: 9 of 10 that apply. No or empty: 8. Does not apply: 1, 3.")
    expect(tab.locator("main p > strong", has_text="Yes:").first).to_have_text("Yes: 9 of 10 that apply.")


def test_a_question_is_either_yes_or_does_not_apply(visit: Open) -> None:
    tab = visit(CARD)
    answer(tab, MADE)
    unfit(tab, 3).check()
    expect(yes(tab, 3)).not_to_be_checked()
    yes(tab, 3).check()
    expect(unfit(tab, 3)).not_to_be_checked()
    tab.get_by_label(WATCHED).check()
    expect(tab.get_by_label(MADE)).not_to_be_checked()
    # What is kept says the same.
    tab.reload()
    expect(tab.locator(".check input:checked")).to_have_count(13)
    expect(yes(tab, 3)).to_be_checked()


def test_an_unanswered_card_has_no_result(visit: Open) -> None:
    tab = visit(CARD, 360)
    tool = tab.get_by_role("region", name="Your result")
    expect(asking(tab)).to_be_hidden()
    expect(tool).to_contain_text("No stop and no question is ticked yet.")
    expect(tool.get_by_role("link")).to_have_count(2)
    expect(tab.locator("main p > strong", has_text="Yes:").first).to_have_text("Yes: ____ of ____ that apply.")
    tool.get_by_role("link", name="Say who is asking").click()
    expect(tab.get_by_label(WATCHED)).to_be_focused()
    tab.keyboard.press("Space")
    expect(asking(tab)).to_be_hidden()
    expect(tool.get_by_role("link")).to_have_count(1)
    # Twelve times no is an answer too, once the reader says so.
    tab.get_by_label("Every answer is no.").check()
    result = ask(tab)
    expect(title(result)).to_have_text("Your result: Hold it; ask a professional")
    expect(result).to_contain_text("Yes: 0 of 12 that apply.")
    expect(result.get_by_role("heading").first).to_have_text("What you could ask its maker for: these weigh most")
    # It was said of these answers only.
    yes(tab, 1).check()
    expect(result).to_be_empty()
    yes(tab, 1).uncheck()
    expect(asking(tab)).to_be_hidden()
    expect(tab.get_by_label("Every answer is no.")).not_to_be_checked()


def test_a_card_on_which_no_question_applies_judges_nothing(visit: Open) -> None:
    tab = visit(CARD)
    answer(tab, WATCHED, apart=tuple(QUESTIONS))
    expect(asking(tab)).to_be_hidden()
    expect(tab.get_by_text("this card cannot judge the video")).to_be_visible()


def test_a_stop_decides_before_the_questions(visit: Open) -> None:
    tab = visit(CARD)
    tab.get_by_label(WATCHED).check()
    tab.get_by_label(STOP).check()
    result = ask(tab)
    expect(title(result)).to_have_text("Your result: Drop it")
    expect(result).to_contain_text("The twelve questions are not answered yet. The stop decides without them.")
    expect(result.locator("li")).to_have_count(1)


def test_answers_survive_a_reload_and_are_cleared_together(visit: Open) -> None:
    tab = visit(CARD)
    answer(tab, MADE, unmet=(7,), apart=(3,))
    expect(title(ask(tab))).to_be_visible()
    tab.reload()
    assert tab.evaluate(KEPT) == [f"care.ticks/{CARD}"]
    expect(tab.locator(".outcome-answer")).to_be_empty()
    expect(ask(tab)).to_contain_text("Yes: 10 of 11 that apply.")
    tab.get_by_role("button", name="Clear these ticks").click()
    expect(tab.locator(".outcome-answer")).to_be_empty()
    expect(asking(tab)).to_be_hidden()
    assert tab.evaluate(KEPT) == []


def test_the_result_is_copied_as_plain_text(visit: Open) -> None:
    tab = visit(CARD, permissions=CLIPBOARD)
    answer(tab, MADE, unmet=(4, 9))
    result = ask(tab)
    result.get_by_role("button", name="Copy the result").click()
    expect(result.get_by_text("Copied")).to_be_visible()
    text = tab.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Your result: Do not post yet; fix these first\n\nWhy: No stop, but 1, 4 or 5 is no. ")
    assert "\n\n4. A source is named with its year, and I could find it.\nAuthor and year on screen" in text
    assert "It has not been validated." in text
    assert not re.search(r"Print the result|\[\d", text)


def test_only_the_result_is_printed(visit: Open) -> None:
    tab = visit(CARD)
    assert sheets(tab.pdf(format="A4", prefer_css_page_size=True)) <= 2
    answer(tab, MADE, unmet=tuple(QUESTIONS)[1:])
    tab.evaluate("() => { window.print = () => {}; }")
    ask(tab).get_by_role("button", name="Print the result").click()
    tab.emulate_media(media="print")
    expect(title(tab.locator(".outcome-answer"))).to_be_visible()
    expect(tab.locator("article h1")).to_be_visible()
    for hidden in (yes(tab, 1), asking(tab), tab.get_by_role("heading", name="Where the questions come from")):
        expect(hidden).to_be_hidden()
    assert sheets(tab.pdf(format="A4", prefer_css_page_size=True)) == 1


def test_it_works_by_keyboard_alone(visit: Open) -> None:
    tab = visit(CARD, 360)
    tab.get_by_label(MADE).focus()
    tab.keyboard.press("Space")
    for box in (yes(tab, 1), unfit(tab, 2)):
        box.focus()
        tab.keyboard.press("Space")
    tab.keyboard.press("Tab")
    expect(yes(tab, 3)).to_be_focused()
    asking(tab).focus()
    tab.keyboard.press("Enter")
    expect(title(tab.locator(".outcome-answer"))).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(yes(tab, 4)).to_be_focused()


def test_axe_finds_nothing_on_a_small_screen(visit: Open) -> None:
    tab = visit(CARD, 320)
    assert tab.evaluate(SMALL, TARGETS) == []
    answer(tab, WATCHED, unmet=(3, 4, 11), apart=(2,))
    tab.get_by_label(STOP).check()
    ask(tab)
    assert not violations_in_each_color(tab)
    assert tab.evaluate(SIDEWAYS) <= 0
    assert tab.evaluate(SMALL, TARGETS) == []


def test_without_scripts_it_is_a_card_to_tick(visit: Open) -> None:
    tab = visit(CARD, 360, java_script_enabled=False)
    expect(tab.get_by_role("button")).to_have_count(0)
    expect(tab.get_by_text("Yes: ____ of ____ that apply.")).to_be_visible()
    expect(tab.get_by_role("checkbox")).to_have_count(2 + 5 + 24)
    assert sheets(tab.pdf(format="A4", prefer_css_page_size=True)) <= 2


def test_it_works_from_a_folder(built: Path, visit: Open) -> None:
    tab = visit(CARD).context.new_page()
    tab.goto((built / CARD / "index.html").as_uri())
    answer(tab, MADE, unmet=(8,))
    expect(title(ask(tab))).to_have_text(
        "Your result: Fix any other no that you can; then take the before-you-post check"
    )
