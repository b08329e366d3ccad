"""A fork: what is the handbook's own comes from settings and data, never from code."""

from __future__ import annotations

import re
import subprocess

from mkdocs.config import load_config

from tests.conftest import ROOT

SETTINGS = load_config(str(ROOT / "mkdocs.yml"))
CODE = ("hooks", "overrides", ":(glob)tools/*.py", "front_end", "docs/assets/js", "docs/sw.js",
        ".github/workflows", "deploy", "benchmarks", "lychee.toml", "Makefile")  # fmt: skip


def test_no_code_holds_the_name_or_a_color_of_the_brand() -> None:
    own = "|".join([re.sub(r"\W+", "[ _-]", SETTINGS.site_name), *SETTINGS.extra["brand"]["colors"].values()])
    listed = subprocess.run(["git", "ls-files", *CODE], cwd=ROOT, capture_output=True, text=True, check=True)
    holding = {
        f"{name}: {found[0]}"
        for name in listed.stdout.split()
        if name != "front_end/styles/1-tokens.css"  # where ink and paper have some of the same values
        for found in re.finditer(own, (ROOT / name).read_text(encoding="utf-8"), re.IGNORECASE)
    }
    assert not holding
