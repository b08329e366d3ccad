"""Lighthouse on four pages, mobile preset, the median of three runs: `make lighthouse`.

It needs Node and npm for Lighthouse itself and Chromium; nothing else in the project does. Numbers of one machine
move by several points from run to run, so this prints and does not gate.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.static_server import serve

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("", "get-help/", "create/someone-in-crisis/", "toolkit/before-you-post/")
# 13.x needs a newer Node than Debian's.
PACKAGE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3


def install(folder: Path) -> Path:
    """Lighthouse in a folder of its own; the path of its command."""
    subprocess.run(
        ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", PACKAGE], check=True
    )
    return folder / "node_modules" / ".bin" / "lighthouse"


def run(command: Path, url: str, chromium: str) -> dict[str, float]:
    """One run: each category from 0 to 100, and the first and the largest paint in seconds."""
    flags = ["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]
    flags.append(f"--only-categories={','.join(CATEGORIES)}")
    done = subprocess.run(
        [str(command), url, *flags],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(done.stdout)
    figures = {name: 100 * report["categories"][name]["score"] for name in CATEGORIES}
    for name in ("first-contentful-paint", "largest-contentful-paint"):
        figures[name] = report["audits"][name]["numericValue"] / 1000
    return figures


def main() -> int:
    """Print the medians; 2 if a tool is missing."""
    chromium = shutil.which("chromium")
    if not chromium or not shutil.which("npm"):
        print("Lighthouse needs npm and chromium; install both and run make lighthouse again.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        command = install(Path(folder) / "npm")
        with serve(site) as host:
            # Canonical addresses must name the host that is measured.
            build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
            subprocess.run(build, cwd=ROOT, env={**os.environ, "SITE_URL": host.url}, capture_output=True, check=False)
            print(f"{'Median of ' + str(RUNS):36}{'perf':>6}{'a11y':>6}{'best':>6}{'seo':>6}{'FCP s':>8}{'LCP s':>8}")
            for page in PAGES:
                runs = [run(command, host.url + page, chromium) for _ in range(RUNS)]
                middle = {name: median(one[name] for one in runs) for name in runs[0]}
                scores = "".join(f"{middle[name]:6.0f}" for name in CATEGORIES)
                paints = f"{middle['first-contentful-paint']:8.2f}{middle['largest-contentful-paint']:8.2f}"
                print(f"{'/' + page:36}{scores}{paints}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
