"""What the product imports is what it declares: an install without the developers' tools runs."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.shared_material import ROOT

DEVELOPERS_ONLY = {"babel": "src/luoxuan/web"}
"""The translations' keeper lives beside the translations and is run by developers."""


def imported() -> dict[str, set[str]]:
    """Each foreign top-level module that the product imports, and the files that do."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top != "luoxuan":
                    found.setdefault(top, set()).add(str(path.relative_to(ROOT)))
    return found


def declared() -> set[str]:
    """The distributions of the default install, as named in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (re.match(r"[A-Za-z0-9_.-]+", line) for line in project["dependencies"])
    return {re.sub(r"[-_.]+", "-", name.group()).lower() for name in names if name}


def test_every_foreign_import_is_a_declared_dependency() -> None:
    homes = packages_distributions()
    undeclared = {
        module: sorted(files)
        for module, files in imported().items()
        if not {re.sub(r"[-_.]+", "-", d).lower() for d in homes.get(module, [])} & declared()
        and not all(path.startswith(DEVELOPERS_ONLY.get(module, "\0")) for path in files)
    }
    assert undeclared == {}
