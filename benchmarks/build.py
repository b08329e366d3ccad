"""What the check of the built site costs: builds of generated handbooks with Material, with and without it.

    make bench            40, 400 and 2,000 pages
    make bench PAGES="40" some sizes only

Each size is built in turn without and with the hook, in processes of their own; the fastest of the runs counts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The least that each of the data files holds which may be empty.
EMPTY = {
    "references": "[]",
    "wording": "[]",
    "audits": "[]",
    "standards": "{places: [], documents: []}",
    "before-you-post": "{parts: [], touches: [], questions: []}",
}
RUNS = {40: 5, 400: 3, 2000: 1}
PARAGRAPH = (
    "In {year} a review of {count} studies found small effects, and the authors asked readers not to make too much "
    "of one number. What helped most people was a plan, a person to talk to, and a rule for the evening (section "
    "{page}.2). About {share}% said that they would do it again. See [another page](page-{other}.md).\n"
)
# The hook without its last event, which is the check.
WITHOUT = """\
from pathlib import Path
exec(compile(Path({hook!r}).read_text(), {hook!r}, "exec"))
del on_post_build
"""
CONFIG = """\
site_name: Benchmark
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, font: false, custom_dir: {theme}}}
plugins: [search]
exclude_docs: /_data/
markdown_extensions: [admonition, attr_list, def_list, tables]
hooks: {hooks}
"""


def page(number: int, pages: int) -> str:
    """One generated chapter of about 1,400 words: headings, boxes, lists, tables and two links to help."""
    front = (
        f"---\ntitle: Page {number}\ndescription: A generated page of the benchmark, as long as a usual chapter is.\n"
        f"audience: [viewer]\ntopics: [evidence]\norder: {number}\nevidence_checked: 2026-11-22\n"
        f"review_due: {2028 + number // 1000}-{number // 84 % 12 + 1:02}-{number // 3 % 28 + 1:02}\n"
        f"clinical_review: none\n---\n\n# Page {number}\n\n"
        "<help:us-988> or <help:gb-samaritans> now.\n\n"
    )
    box = '!!! in-short "In short"\n\n    - One **point** and a [link](page-{}.md).\n    - Another point.\n'
    table = "| Topic | Sample | Share |\n| --- | --- | ---: |\n" + "| Sleep | 120 videos | 41% |\n" * 5
    steps = "".join(f"{i}. Do *this* first, then `that`, and write it down for later.\n" for i in range(1, 7))
    parts = []
    for i in range(21):
        words = PARAGRAPH.format(
            year=2000 + i, count=100 + number % 800, page=number, share=i * 3, other=(number + i) % pages
        )
        extra = (box.format(i % pages), table, steps)[i % 3] if i % 2 else ""
        parts.append((f"## Part {i}\n\n" if i % 3 == 0 else "") + f"{words}\n{extra}\n")
    return front + "".join(parts)


def write(folder: Path, pages: int, hooks: str) -> Path:
    """Write a handbook of so many pages; returns its configuration file."""
    docs = folder / "docs"
    (docs / "get-help").mkdir(parents=True)
    shutil.copytree(ROOT / "docs" / "_data", docs / "_data", ignore=shutil.ignore_patterns("scripts"))
    for name, text in EMPTY.items():
        (docs / "_data" / f"{name}.yml").write_text(text)
    get_help = (ROOT / "docs" / "get-help" / "index.md").read_text().split("!!! help")[0]
    marker = "<!-- handbook: helplines -->\n"
    (docs / "get-help" / "index.md").write_text(f"{get_help}<help:us-988>\n\n{marker}")
    (docs / "index.md").write_text(page(pages, pages))
    for number in range(pages):
        (docs / f"page-{number}.md").write_text(page(number, pages))
    theme = folder / "theme"
    theme.mkdir()
    (theme / "404.html").write_text('<main><a href="/get-help/">Get help</a></main>')
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(docs=docs, site=folder / "site", theme=theme, hooks=hooks))
    return config


def seconds(config: Path) -> float:
    """The wall time of one build."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(config)],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return taken


def main(sizes: list[int]) -> None:
    """Print one line a size: seconds without and with the hook, the difference and its share."""
    print(f"{'pages':>6} {'without':>9} {'with':>9} {'check':>8} {'share':>7} {'a page':>9}")
    for pages in sizes:
        with tempfile.TemporaryDirectory() as folder:
            hook = ROOT / "hooks" / "handbook.py"
            (without_check := Path(folder) / "without_check.py").write_text(WITHOUT.format(hook=str(hook)))
            plain = write(Path(folder) / "plain", pages, f"['{without_check}']")
            checked = write(Path(folder) / "checked", pages, f"['{hook}']")
            pairs = [(seconds(plain), seconds(checked)) for _ in range(RUNS.get(pages, 1))]
        without, with_check = (min(times) for times in zip(*pairs, strict=True))
        cost = with_check - without
        line = f"{pages:>6} {without:>8.2f}s {with_check:>8.2f}s {cost:>7.2f}s {cost / without:>7.1%}"
        print(f"{line} {cost / pages * 1000:>7.2f}ms", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(RUNS))
