"""A whole small handbook in a folder, built in process with the project's own hook and a one-line theme."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

from handbook_core import registers
from handbook_core.checks.context import context
from handbook_core.checks.run import check
from handbook_core.problem import Problem
from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks.build import EMPTY
from tests.conftest import DOCS, ROOT, TODAY
from tests.registers.test_helplines import GOOD as REGISTRY

SOURCES = """\
- id: smith2020
  type: study
  authors: ["Smith, Anna", "Jones, Ben"]
  year: 2020
  title: "A study"
  container: "A journal"
  doi: "10.1000/abc"
  url: "https://example.org/study"
"""
THEME = "<!doctype html><html><body><header>{{ page.title }}</header><main>{{ page.content }}</main></body></html>"
FRONT = """\
---
title: {title}
description: A page that stands in the tests and has a description long enough.
audience: [viewer]
topics: [help]
order: {order}
evidence_checked: 2026-11-22
review_due: {due}
clinical_review: none
---

# {title}

"""
HELP = "Talk to someone: <help:us-one>.\n"


def page(body: str, title: str = "A page", order: int = 10, due: str = "2099-01-01") -> str:
    """A chapter with this body and complete front matter."""
    return FRONT.format(title=title, order=order, due=due) + body


def write(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write a handbook without a problem, then `files` over it; returns the folder of its sources."""
    docs, theme = folder / "docs", folder / "theme"
    everything = {f"_data/{name}.yml": text for name, text in EMPTY.items()} | {
        "_data/helplines.yml": REGISTRY,
        "_data/references.yml": SOURCES,
        "index.md": page(f"{HELP}\nA claim [@smith2020].\n", "Home"),
        "get-help/index.md": page(f"{HELP}\n<!-- handbook: helplines -->\n", "Get help"),
        **(files or {}),
    }
    theme.mkdir(parents=True, exist_ok=True)
    (theme / "main.html").write_text(THEME)
    for name, text in everything.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(DOCS / "_data" / "vocabulary.yml", docs / "_data")
    (folder / "mkdocs.yml").write_text(
        "site_name: Small\nsite_url: https://example.org/small/\ntheme: {name: null, custom_dir: theme}\n"
        "plugins: []\nexclude_docs: /_data/\nmarkdown_extensions:\n"
        "  [admonition, attr_list, def_list, pymdownx.snippets: {base_path: !relative $docs_dir/_data/scripts}]\n"
        f"hooks: ['{ROOT / 'hooks' / 'handbook.py'}']\nvalidation: {{links: {{anchors: warn}}}}\n"
    )
    return docs


def make(folder: Path, **settings: Any) -> Path:
    """Build the handbook in `folder`; returns the folder of the site. Raises what the build raises."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"), **settings))
    return folder / "site"


def problems_in(folder: Path) -> list[Problem]:
    """What the check finds in the built handbook in `folder`."""
    return check(folder / "site", folder / "docs", context(registers.load(folder / "docs", TODAY)))
