"""What the interface says stands in one file for each language, and nowhere in the templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from handbook_core import words
from handbook_core.problem import DataError

from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
# What is no language: the marks of scripts and styles, and what a template computes.
_SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)
_COMPUTED = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SPOKEN = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')
_LITERAL = re.compile(r"""'[^'{}]*[A-Za-z]{2,} [^'{}]*[A-Za-z]'|"[^"{}<>=]*[A-Za-z]{2,} [^"{}<>=]*[A-Za-z]\"""")


def spoken(template: str) -> list[str]:
    """What a template says by itself: letters between tags, in attributes that are read out, in its expressions."""
    plain = _COMPUTED.sub("", _SCRIPT.sub("", template))
    said = [*_SPOKEN.findall(plain), *re.split(r"<[^>]*>", plain)]
    inside = [text for part in re.findall(r"\{[{%].*?[%}]\}", template) for text in _LITERAL.findall(part)]
    return [text.strip() for text in said + inside if re.search("[A-Za-z]", text)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_speaks_a_language_of_its_own(template: Path) -> None:
    assert not spoken(template.read_text(encoding="utf-8"))


def test_a_sentence_in_a_template_would_be_found() -> None:
    for template in ("<p>Read this</p>", '<nav aria-label="All">', "<p>{{ t.one }} now</p>", "{{ 'Not found' if a }}"):
        assert spoken(template), template


def test_every_text_is_used_and_every_text_used_is_there() -> None:
    known = words.load("en").keys()
    named = {key for path in TEMPLATES for key in re.findall(r"\bt\.(\w+)", path.read_text(encoding="utf-8"))}
    used = set(named)
    for path in (ROOT / "hooks").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"""\bsay\(\s*["'](\w+)["']""", text))
        used |= set(re.findall(r"""["'](\w+)["']""", text))
        # A name that is put together, such as f"need_{name}".
        for start in re.findall(r"""\bsay\(\s*f["'](\w+_)\{""", text):
            used |= {key for key in known if key.startswith(start)}
    assert named <= known
    assert known <= used


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('one: "A & B"\n', 'xx.yml:1: "one" is no plain text'),
        ("one: 3\n", 'xx.yml:1: "one" is no plain text'),
        ("two: B\n", 'xx.yml: "one" is missing; translate “A”'),
        ("one: Eins\ntwo: B\n", 'xx.yml:2: en.yml has no "two"; take the line out'),
        ("- A\n", "xx.yml:1: this file must be a list of names"),
    ],
)
def test_a_translation_that_is_not_whole_is_told_where(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "en.yml").write_text("one: A\n")
    (tmp_path / "xx.yml").write_text(text)
    with pytest.raises(DataError) as error:
        words.load("xx", tmp_path)
    assert message in str(error.value)


def test_a_language_without_a_file_is_told_what_to_copy(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"xx.yml: the interface has no words in this language; copy en.yml"):
        words.load("xx", tmp_path)
