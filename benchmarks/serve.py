"""What the check costs on this handbook, and what a save costs beside stock Material: `make bench`, in one run.

All builds run in this process. The fastest of the runs counts; other work on the machine only makes them slower.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from handbook_core import registers
from handbook_core.checks.context import context
from handbook_core.checks.run import Memory, check
from handbook_core.publishing import published
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("docs", "hooks", "overrides", "mkdocs.yml")
CHANGED = Path("docs", "judge", "judge-a-video.md")
STOCK: dict[str, Any] = {
    "theme": {"name": "material", "language": "en", "font": False},
    "plugins": ["search"],
    "hooks": [],
    "extra_css": [],
    "extra_javascript": [],
    "extra": {},
}
RUNS = 3


def fastest(work: Callable[[], object]) -> float:
    """Seconds of the fastest of the runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def save(folder: Path, **changes: Any) -> float:
    """Seconds of the build after a save under `mkdocs serve`, with `changes` to the settings."""

    def make() -> None:
        chapter = folder / CHANGED
        chapter.write_text(chapter.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"), **changes)
        # Stock Material without our hook leaves help: addresses as they are; that is no business of this benchmark.
        with suppress(Abort):
            build(config)

    load_config(str(folder / "mkdocs.yml"), **changes).plugins.on_startup(command="serve", dirty=False)
    make()
    return fastest(make)


def main() -> None:
    """Print both lines."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, folder / part)
        ours, stock = save(folder), save(folder, **STOCK)
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]
        whole = fastest(lambda: subprocess.run(command, check=True, capture_output=True))
        data = registers.load(folder / "docs", date.today())
        folders = folder / "site", folder / "docs"

        def checked() -> None:
            memory = Memory()
            check(*folders, context(data), memory)
            published.check(*folders, data, memory=memory)

        cost = fastest(checked)
    pages = len(list((ROOT / "docs").rglob("*.md")))
    print(
        f"this handbook, {pages} pages: build {whole:.2f} s, of it the check, cold, {cost:.2f} s ({cost / whole:.0%})"
    )
    print(f"a save under mkdocs serve: {ours:.2f} s, with stock Material {stock:.2f} s ({ours / stock:.2f} times)")


if __name__ == "__main__":
    main()
