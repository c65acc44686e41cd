"""Run every benchmark and write its table to docs/benchmarks.md."""

import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ("import_speed", "lake_speed", "daily_report", "personal", "profit")
HEAD = """# Benchmarks

Made by `make bench`. Each script measures our code and a peer in one run on the same machine; the ratio is the claim, seconds are only its witness.
"""


def main() -> None:
    """Print each table as it comes and keep them all in docs/benchmarks.md."""
    parts = [HEAD, f"Python {platform.python_version()}, {platform.machine()}.\n"]
    for name in SCRIPTS:
        made = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        print(made.stdout)
        parts.append(made.stdout)
    (ROOT / "docs" / "benchmarks.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
