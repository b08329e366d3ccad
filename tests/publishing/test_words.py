"""What the interface says stands in one file for each language, and nowhere in the templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from handbook_core import words
from handbook_core.problem import DataError

from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
SCRIPTS = sorted((ROOT / "overrides" / "assets").rglob("*.js"))
# What stands there when the hook, which brings the words, is missing.
_WITHOUT_HOOK = re.compile(r"\{%-? if [\w.]+ is not defined %\}.*?\{% endif %\}")
# What is no language: the marks of scripts and styles, and what a template computes.
_SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)
_COMPUTED = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SPOKEN = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')
_LITERAL = re.compile(r"""'[^'{}]*[A-Za-z]{2,} [^'{}]*[A-Za-z]'|"[^"{}<>=]*[A-Za-z]{2,} [^"{}<>=]*[A-Za-z]\"""")


def spoken(template: str) -> list[str]:
    """What a template says by itself: letters between tags, in attributes that are read out, in its expressions."""
    template = _WITHOUT_HOOK.sub("", template)
    plain = _COMPUTED.sub("", _SCRIPT.sub("", template))
    said = [*_SPOKEN.findall(plain), *re.split(r"<[^>]*>", plain)]
    inside = [text for part in re.findall(r"\{[{%].*?[%}]\}", template) for text in _LITERAL.findall(part)]
    return [text.strip() for text in said + inside if re.search("[A-Za-z]", text)]


# Notes, texts and patterns of a script. What a reader would see begins with a capital, ends like a sentence, or is the
# middle of one.
_TOKEN = re.compile(
    r"""/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|/(?![*/ ])(?:[^/\\\n\[]|\\.|\[[^\]]*\])+/[a-z]*""", re.DOTALL
)
# An error that is caught, the name of a cache.
_UNSEEN = re.compile(r"new Error\(`[^`]*`\)|caches\.delete\(`[^`]*`\)")
_KEYS = {"Escape", "Enter", "Shift"}


def spoken_in_script(source: str) -> list[str]:
    """The texts of a script that look like words for a reader, other than those that it names."""
    while (rest := words._IN_SCRIPT.sub("0", source)) != source:
        source = rest
    said = []
    for found in _TOKEN.finditer(_UNSEEN.sub("", source)):
        text = re.sub(r"\$\{[^}]*\}", "", found[0][1:-1])
        inside = text != text.strip() and re.search("[A-Za-z]", text) and not re.search(r"[#>=\[\]]|\.[a-z]", text)
        begins = re.match("[A-Z][a-z]", text) and text not in _KEYS
        readable = inside or begins or re.search(r"[a-z]{2,} [a-z]+.*[.?!]$", text)
        if found[0][0] in '"`' and readable and not found.string[: found.start()].endswith("class: "):
            said.append(found[0])
    return said


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_speaks_a_language_of_its_own(script: Path) -> None:
    source = script.read_text(encoding="utf-8")
    assert words.left_in_script(words.into_script(source)) == []
    assert not spoken_in_script(source)


def test_a_sentence_in_a_script_would_be_found() -> None:
    for source in ('say("Copied");', "say(`${number} pages fit.`);", 'names.join(" or ");', 'say("one more thing.");'):
        assert spoken_in_script(source), source


def test_a_script_gets_its_texts_at_the_build() -> None:
    several = "t`search_best pages=${many()} number=${[1].map((one) => { return one; })}`"
    assert words.into_script("say(t`copied`)") == f'say("{words.say("copied")}")'
    said = words.say("search_best", pages="${many()}", number="${[1].map((one) => { return one; })}")
    assert words.into_script(several) == f"`{said}`"
    assert "t`" not in words.into_script("t`caption_topics topics=${all.join(t`and`)}`")
    for wrong in ("t`nothing_like_it`", "t`search_best pages=${1}`", "t`copied number=${1}`"):
        assert words.left_in_script(f"\n{words.into_script(wrong)}") == [(2, wrong)]


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
    for path in SCRIPTS:
        named |= set(re.findall(r"(?<![\w$])t`(\w+)", path.read_text(encoding="utf-8")))
    used |= named
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
