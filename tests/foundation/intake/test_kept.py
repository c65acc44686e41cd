"""Answers kept by several threads at once (4.2)."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from luoxuan.foundation.intake.kept import Keeper
from luoxuan.warehouse.lake import Snapshot

THREADS, TIMES = 8, 25


def test_many_threads_keep_the_same_answer_and_a_newer_version_forgets_the_folder(
    tmp_path: Path,
) -> None:
    keeper = Keeper("proof")

    def keep(number: int) -> None:
        for version in range(TIMES):
            snapshot = Snapshot(tmp_path / "lake", {"orders": version})
            keeper.keep(snapshot, "what", ("answer", version))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(keep, range(THREADS)))

    last = Snapshot(tmp_path / "lake", {"orders": TIMES})
    keeper.keep(last, "what", ("answer", TIMES))
    assert Keeper("proof").peek(last, "what", tuple) == ("answer", TIMES)
