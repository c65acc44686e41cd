"""Files and functions stay small; the list of exemptions is empty and stays empty."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.shared_material import ROOT

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
DRAWERS = {"utils", "helpers", "common", "manager", "misc"}

SOURCES = [
    path
    for folder in ("src", "tests", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of the file and its length in lines, decorators left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{name}": n
        for path in SOURCES
        for name, n in functions(path)
        if n > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_module_is_a_drawer_for_leftovers() -> None:
    assert [str(p.relative_to(ROOT)) for p in SOURCES if p.stem.lower() in DRAWERS] == []


def test_every_module_says_what_it_holds() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.read_text(encoding="utf-8").strip()
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []


def test_a_long_function_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def long():\n" + "    x = 1\n" * (LONGEST_FUNCTION + 1), encoding="utf-8")
    assert [n > LONGEST_FUNCTION for _, n in functions(path)] == [True]
