"""A run that kills itself with SIGKILL at its n-th step, and one that comes after it.

python -m tests.foundation.intake.killed_run VERB PLACE PATH...
VERB: prepare (new home, first PATH imported), import, undo (of the first import), look, resume.
PLACE: kill at this step; 0 never, and print how many steps there were.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

AT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
WATCHED = ("luoxuan/foundation/intake", "luoxuan/warehouse/lake", "django/db/backends/sqlite3")
FIGURES = {
    "orders": "SELECT count(*), sum(buyer_paid_amount), min(status_raw), max(status_raw) FROM orders",
    "lines": "SELECT count(*), sum(quantity), sum(paid_amount) FROM order_lines",
    "files": "SELECT count(*), sum(rows_kept) FROM source_files",
    "imports": "SELECT count(DISTINCT import_id) FROM orders",
}


class Steps:
    """Counts calls in the watched places, into Python and out of it; kills at the chosen one."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.count = 0

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> None:
        """The profiler's hook."""
        if event in ("call", "c_call") and any(w in frame.f_code.co_filename for w in WATCHED):
            self.count += 1
            if self.count == self.place:
                os.kill(os.getpid(), signal.SIGKILL)


def watched(work: Callable[[], Any], place: int) -> int:
    """Run the work step by step; how many steps it took."""
    steps = Steps(place)
    sys.setprofile(steps)
    try:
        work()
    finally:
        sys.setprofile(None)
    return steps.count


def prepare(paths: list[Path]) -> None:
    """A migrated home with one brand and one import."""
    from django.core.management import call_command

    from luoxuan.foundation.people.models import Brand

    call_command("migrate", verbosity=0)
    Brand.objects.create(key="yanshi", name="演示品牌", created_at=AT)
    bring(paths[:1], AT)


def bring(paths: list[Path], at: datetime) -> list[str]:
    """Import the paths; their statuses."""
    from luoxuan.foundation.intake import services
    from luoxuan.foundation.people.models import Brand

    files = [services.IncomingFile(path, path.name) for path in paths]
    brand = Brand.objects.get(key="yanshi")
    return [r.status for r in services.files_import(brand=brand, files=files, at=at)]


def undo(at: datetime) -> list[str]:
    """Undo the first import, where it still stands; what happened."""
    from luoxuan.foundation.intake import services
    from luoxuan.foundation.intake.models import Import
    from luoxuan.foundation.people.models import Brand

    first = Import.objects.filter(at=AT).first()
    brand = Brand.objects.get(key="yanshi")
    if first is None or first.undone_at:
        return ["undone before"]
    services.import_undo(brand=brand, import_id=first.import_id, requested_by=None, at=at)
    return ["undone"]


def look() -> dict[str, Any]:
    """What a reader sees, and whether catalogue, imports, stage, originals and work agree."""
    from luoxuan.foundation.intake import places, selectors
    from luoxuan.foundation.intake.models import Catalogue, Import, Original
    from luoxuan.foundation.people.models import Brand
    from luoxuan.warehouse import engine

    brand = Brand.objects.get(key="yanshi")
    standing = Import.objects.filter(status="imported", undone_at=None)
    live = set(standing.values_list("import_id", flat=True))
    named: set[str] = set()
    for row in Catalogue.objects.order_by("seq"):
        named = (
            named | set(row.import_ids) if row.cause == "import" else named - set(row.import_ids)
        )
    with engine.open(selectors.snapshot(brand)) as session:
        in_lake = set(session.fetch("SELECT import_id FROM source_files")["import_id"].to_pylist())
        figures = {
            name: [str(value) for value in session.fetch(sql).to_pylist()[0].values()]
            for name, sql in FIGURES.items()
        }
    stage = {folder.name for folder in places.stage_root(brand).iterdir()}
    kept = set(Original.objects.exclude(import_id="").values_list("import_id", flat=True))
    return {
        "figures": figures,
        "agree": live == named == in_lake == kept,
        "stages_surplus": len(stage - live),
        "stages_missing": len(live - stage),
        "work": len(list(places.work_root(brand).iterdir())),
        "unnamed_seqs": list(Catalogue.objects.order_by("seq").values_list("seq", flat=True)),
    }


def main() -> None:
    """Do the verb and print one JSON document."""
    import django

    verb, place, paths = sys.argv[1], int(sys.argv[2]), [Path(text) for text in sys.argv[3:]]
    django.setup()
    later = AT + timedelta(hours=1)
    if verb == "prepare":
        prepare(paths)
        said: Any = look()
    elif verb == "import":
        said = watched(lambda: bring(paths, later), place)
    elif verb == "undo":
        said = watched(lambda: undo(later), place)
    elif verb == "look":
        said = look()
    else:
        before = look()
        again = undo(later) if verb == "resume-undo" else bring(paths, later + timedelta(hours=1))
        said = {"before": before, "again": again, "after": look()}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
