"""A fork: what is the handbook's own comes from settings and data, never from code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from handbook_core import registers
from handbook_core.checks import help_topic_line
from handbook_core.checks.context import context
from handbook_core.registers.helplines import talk_now
from lxml import html
from mkdocs.config import load_config

from tests.conftest import ROOT, TODAY, make_page
from tools import new_chapter

SETTINGS = load_config(str(ROOT / "mkdocs.yml"))
BOX = "(//*[contains(@class, 'admonition help')])[1]//li"
PAPER = "//*[@class='on-paper']//li"
CODE = ("hooks", "overrides", "tools",
        ".github/workflows", "deploy", "benchmarks", "lychee.toml", "Makefile")  # fmt: skip


def test_no_code_holds_the_name_or_a_color_of_the_brand() -> None:
    own = "|".join([re.sub(r"\W+", "[ _-]", SETTINGS.site_name), *SETTINGS.extra["brand"]["colors"].values()])
    listed = subprocess.run(["git", "ls-files", *CODE], cwd=ROOT, capture_output=True, text=True, check=True)
    holding = {
        f"{name}: {found[0]}"
        for name in listed.stdout.split()
        if not name.endswith(".woff2")
        and name != "overrides/assets/styles/tokens.css"  # where ink and paper have some of the same values
        for found in re.finditer(own, (ROOT / name).read_text(encoding="utf-8"), re.IGNORECASE)
    }
    assert not holding


def test_an_edition_for_other_countries_changes_one_line(tmp_path: Path) -> None:
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    docs, vocabulary = tmp_path / "docs", tmp_path / "docs" / "_data" / "vocabulary.yml"
    vocabulary.write_text(re.sub(r"^home: .*", "home: [NZ, AU]", vocabulary.read_text(), flags=re.MULTILINE))
    assert [path for path, text in before.items() if path.read_bytes() != text] == [vocabulary]
    named = (
        (ROOT / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace(f"site_name: {SETTINGS.site_name}", "site_name: Other")
    )
    (tmp_path / "mkdocs.yml").write_text(named, encoding="utf-8")
    own = {"SITE_URL": "https://example.org/nz/", "CONTACT": "hello@example.org"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=tmp_path, env={**os.environ, **own}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

    for page in ("index.html", "get-help/index.html"):
        document = html.parse(str(tmp_path / "site" / page))
        box, paper = ([item.text_content().strip() for item in document.xpath(where)] for where in (BOX, PAPER))
        for first, second in (box[:2], paper[:2]):
            assert first.startswith("New Zealand: ")
            assert second.startswith("Australia: ")
        assert box[2].startswith("Anywhere else: ")
        frame = "".join(
            html.tostring(part, encoding="unicode") for part in document.xpath("//head | //header | //footer")
        )
        assert SETTINGS.site_name not in frame
        assert "Other" in frame
    get_help = html.parse(str(tmp_path / "site" / "get-help" / "index.html"))
    listed = get_help.xpath("//nav[@class='countries']//a/@href")
    assert listed.index("#nz") < listed.index("#au") < listed.index("#us")
    (feed,) = html.parse(str(tmp_path / "site" / "about" / "index.html")).xpath("//link[contains(@type, 'atom')]/@href")
    assert (tmp_path / "site" / "about" / feed).read_text(encoding="utf-8").count(own["SITE_URL"]) > 1
    contribute = (tmp_path / "site" / "contribute" / "index.html").read_text(encoding="utf-8")
    assert '<a href="mailto:hello@example.org">hello@example.org</a>' in contribute

    data = registers.load(docs, TODAY)
    for topic in ("suicide", "abuse"):
        # New Zealand has a line of its own for one of the two.
        assert "au" in (boxed := re.findall(r"<help:(..)-", new_chapter.help_box([topic], data)))
        assert set(boxed) <= {"nz", "au"}
        (problem,) = help_topic_line.check(make_page("<h1>T</h1>", topic), context(data))
        assert re.findall(r"<help:(..)-", problem.fix)[: len(boxed)] == boxed
    assert talk_now.sentences(data.registry, data.vocabulary).startswith("In New Zealand, <help:nz-")


def test_the_front_door_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    # An address two levels up is the code host's own page.
    missing = [link for link in links if not link.startswith(("http", "../..")) and not (ROOT / link).exists()]
    assert not missing
    assert {"docs/assets/social.png", "docs/start/therapist.md", "CITATION.cff"} <= set(links)
