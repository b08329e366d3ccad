"""What is due for another look: services, pages, reviews, and closed services that are still named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from .. import registers
from ..problem import DataError
from ..registers import helplines, references
from . import chapter, reviews


def due(docs_dir: Path, data: registers.Handbook, today: date) -> Iterator[str]:
    """One sentence for each registry entry, page and review that is due on `today`."""
    after = data.vocabulary.recheck_after_days
    for service in data.registry.due(today, after):
        yield (
            f"{helplines.FILE}:{service.line}: {service.name} ({service.id}) was last checked on {service.checked}, "
            f"more than {after} days ago; compare it with {service.url or service.checked_at} and set checked to today"
        )
    for source in data.sources.values():
        months = data.vocabulary.source_months.get(source.type)
        if months and source.seen and (today - source.seen).days > months * 30.5:
            yield (
                f"{references.FILE}: {source.key} was last seen on {source.seen}, more than {months} months ago; open "
                f"{source.href}, compare says with it and set seen to today"
            )
    for closed, shown, line in closed_references(docs_dir, data.registry):
        fix = f"write help:{closed.use[0]} and make the words beside it fit"
        yield f"{shown}:{line}: {closed.name} ({closed.id}) closed; {fix}"
    for path in sorted(docs_dir.rglob("*.md")):
        shown = f"{docs_dir.name}/{path.relative_to(docs_dir).as_posix()}"
        text = path.read_text(encoding="utf-8")
        try:
            page = chapter.read(text, shown, data.vocabulary)
        except DataError:
            continue  # The build names what is wrong with it.
        if page.review_due < today:
            yield f"{shown}: this page was due for review on {page.review_due}; check its sources and set both dates"
        since = reviews.changed(docs_dir, shown, text) or 0
        if page.reviewer and since > reviews.TOLERANCE:
            yield (
                f"{shown}: {since} words have changed since {page.reviewer['name']} reviewed this page on "
                f"{page.reviewer['date']}; ask for another review and record it with make record-review"
            )


def closed_references(docs_dir: Path, register: helplines.Registry) -> Iterator[tuple[helplines.Closed, str, int]]:
    """Each closed service that a page or a data file still names by its id, with the file and the line."""
    if not register.replaced:
        return
    named = re.compile(rf"help:({'|'.join(map(re.escape, register.replaced))})(?![a-z0-9-])")
    for path in sorted(docs_dir.rglob("*")):
        if path.suffix in (".md", ".txt", ".yml") and path.name != "helplines.yml":
            shown = f"{docs_dir.name}/{path.relative_to(docs_dir).as_posix()}"
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                for id_ in dict.fromkeys(named.findall(line)):
                    yield register.replaced[id_], shown, number
