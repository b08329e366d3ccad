"""What every file says of itself: the name of the handbook, its address, its day, its license, who has reviewed it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from handbook_core.chapters import chapter, reviews
from handbook_core.parsing import addresses
from handbook_core.registers.vocabulary import load_vocabulary
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load


@dataclass(frozen=True)
class Edition:
    """One making of the files; `site_url` is empty when no public address is known."""

    name: str
    subtitle: str
    caution: str
    license: str
    site_url: str
    made: datetime

    @property
    def slug(self) -> str:
        """The name as a file's name has it."""
        return re.sub(r"\W+", "-", self.name.lower()).strip("-")

    @property
    def day(self) -> str:
        return f"{self.made.day} {self.made:%B %Y}"


def read(root: Path, made: datetime) -> Edition:
    """The edition that mkdocs.yml and the front matter of the pages under `root` describe."""
    given = settings(root)
    cover = given["extra"]["cover"]
    address = given["extra"]["address"] or given["site_url"]
    site_url = address if addresses.is_public(address) else ""
    caution = f"{cover['caution']} {reviewed(root / 'docs')}"
    return Edition(given["site_name"], cover["subtitle"], caution, cover["license"], site_url, made)


def settings(root: Path) -> dict[str, Any]:
    """What mkdocs.yml says, with what the environment sets."""
    path = root / "mkdocs.yml"
    return yaml_load(path.read_text(encoding="utf-8"), get_yaml_loader(config=MkDocsConfig(str(path))))


def reviewed(docs_dir: Path) -> str:
    """One sentence: how many pages a clinician has reviewed whose words have hardly changed since."""
    vocabulary = load_vocabulary(docs_dir / "_data")
    paths = sorted(docs_dir.rglob("*.md"))
    count = 0
    for path in paths:
        text, shown = path.read_text(encoding="utf-8"), f"docs/{path.relative_to(docs_dir).as_posix()}"
        if chapter.read(text, shown, vocabulary).reviewer:
            count += (reviews.changed(docs_dir, shown, text) or 0) <= reviews.TOLERANCE
    if not count:
        return "No clinician has reviewed the text yet."
    pages = "page" if count == 1 else "pages"
    return f"Clinicians have reviewed {count} {pages} of {len(paths)}; a line on each page says who and when."
