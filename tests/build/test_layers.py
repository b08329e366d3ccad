"""The tree shows the architecture: imports in the core run downward only, with no circle, and nothing of MkDocs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

CORE = ROOT / "hooks" / "handbook_core"
# From the bottom up; a folder imports from itself and from those before it.
FLOORS = (
    "problem",
    "parsing",
    "words",
    "registers",
    "markdown_extensions",
    "built_site",
    "chapters",
    "checks",
    "publishing",
    "__main__",
)


def _imports(path: Path) -> Iterator[str]:
    """The modules of the core that the file imports, each with its folders."""
    package = path.relative_to(CORE).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            module = (*base, *(node.module or "").split(".")) if node.module else base
            for name in node.names:
                whole = (*module, name.name)
                is_module = (CORE.joinpath(*whole).with_suffix(".py")).exists() or CORE.joinpath(*whole).is_dir()
                yield ".".join(whole if is_module else module)


def _floor(module: str) -> int:
    return FLOORS.index(module.partition(".")[0])


def test_imports_run_downward() -> None:
    upward = []
    for path in sorted(CORE.rglob("*.py")):
        here = ".".join(path.relative_to(CORE).with_suffix("").parts).removesuffix(".__init__")
        if here != "__init__":
            upward += [f"{here} imports {there}" for there in _imports(path) if _floor(there) > _floor(here)]
    assert not upward


def test_no_module_is_part_of_a_circle() -> None:
    arrows = {
        ".".join(path.relative_to(CORE).with_suffix("").parts).removesuffix(".__init__"): set(_imports(path))
        for path in CORE.rglob("*.py")
    }
    done: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way[way.index(module) :], module))
        if module not in done:
            for there in sorted(arrows.get(module, ())):
                walk(there, (*way, module))
            done.add(module)

    for module in sorted(arrows):
        walk(module, ())


def test_at_most_three_modules_lie_loose() -> None:
    assert len([path for path in CORE.glob("*.py") if path.name != "__init__.py"]) <= 3


def test_no_import_hides_from_the_tests_above() -> None:
    assert not [path for path in CORE.rglob("*.py") if "TYPE_CHECKING" in path.read_text()]
