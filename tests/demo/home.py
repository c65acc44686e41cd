"""A home folder filled by `luoxuan demo up`, asked as a person asks it."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tests.shared_material import ROOT


def filled_up_to(folder: Path) -> str:
    """The last day of the demo in that home; empty where there is none."""
    mark = folder / "demo/filled.json"
    return str(json.loads(mark.read_text("utf-8"))["last_day"]) if mark.is_file() else ""


class Home:
    """A home folder filled by `luoxuan demo up`."""

    def __init__(self, folder: Path, last: date) -> None:
        self.folder = folder
        filled = os.environ.get("LUOXUAN_FILLED_DEMO", "")
        if filled and filled_up_to(Path(filled)) == str(last):
            # Somebody just ran the same command on this code and kept what it printed.
            shutil.copytree(filled, folder, dirs_exist_ok=True)
            self.printed = (folder / "printed.txt").read_text("utf-8")
        else:
            self.printed = self.run("demo", "up", "--no-serve", "--last-day", str(last))

    def run(self, *words: str) -> str:
        """What the command prints; it must succeed."""
        env = os.environ | {"LUOXUAN_HOME": str(self.folder), "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "luoxuan.cli.main", *words]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def json(self, *words: str) -> Any:
        """The one JSON document the command prints."""
        return json.loads(self.run(*words, "--json"))

    def planted(self, kind: str) -> dict[str, Any]:
        """The answer sheet's entry of that kind."""
        sheet = json.loads((self.folder / "demo/answers.json").read_text("utf-8"))
        (found,) = [problem for problem in sheet["problems"] if problem["kind"] == kind]
        return found

    def planted_all(self, kind: str) -> list[dict[str, Any]]:
        """Every entry of that kind on the answer sheet."""
        sheet = json.loads((self.folder / "demo/answers.json").read_text("utf-8"))
        return [problem for problem in sheet["problems"] if problem["kind"] == kind]
