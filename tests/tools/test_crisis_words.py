"""The count of words before a frightened reader knows what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import crisis_words

PAGE = """<html><body><nav>Menu of many words</nav><div data-page-content><h1>Two words</h1>
<p class="review-line">Not counted at all.</p><p><strong>Call</strong> now: <a href="tel:1">1</a>.</p>{message}
<p id="say-plan">Where are you?</p></div></body></html>"""
MESSAGE = '<p id="say-first">Thank you.</p>'


def made(folder: Path, message: str) -> Path:
    page = folder / crisis_words.PAGE
    page.parent.mkdir(parents=True)
    page.write_text(PAGE.format(message=message))
    return folder


def test_words_are_counted_from_the_title_without_the_line_on_reviews(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert crisis_words.count(PAGE.format(message=MESSAGE)) == {
        "first action": 3, "first number": 5, "first message": 7, "message for danger now": 10,
    }  # fmt: skip
    assert crisis_words.main(made(tmp_path, MESSAGE)) == 0
    assert "first message: 7 (at most 150 words)" in capsys.readouterr().out


@pytest.mark.parametrize("message", ["", "<p>" + "word " * 300 + "</p>" + MESSAGE])
def test_a_part_that_is_missing_or_late_fails(tmp_path: Path, message: str) -> None:
    assert crisis_words.main(made(tmp_path, message)) == 1


def test_a_site_that_is_not_built_gets_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert crisis_words.main(tmp_path) == 2
    assert "run make build first" in capsys.readouterr().err
