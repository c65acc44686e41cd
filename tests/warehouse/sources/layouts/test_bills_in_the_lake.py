"""Overlapping and corrected exports of one book hold every movement once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.lake import IncomingRows, Snapshot
from luoxuan.warehouse.sources import read_file
from tests.shared_material import shared
from tests.warehouse.sources.layouts.bills import BILLS, Bill
from tests.warehouse.sources.layouts.reading import CONTEXT

TOLD = "SELECT flow_no, component, amount, fee_type, order_id FROM settlement_lines ORDER BY ALL"


class Books:
    """A lake that takes one file after the other."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.snapshot = Snapshot(root / "lake", {})
        self.count = 0

    def bring(self, path: Path, name: str = "") -> None:
        """Import a file, an hour after the one before."""
        self.count += 1
        context = replace(
            CONTEXT,
            import_id=f"import-{self.count}",
            imported_at=CONTEXT.imported_at + timedelta(hours=self.count),
        )
        work = self.root / f"work-{self.count}"
        work.mkdir()
        (reading,) = read_file(path, name=name or path.name, context=context, workdir=work)
        assert reading.report.status == "imported", reading.report.message
        tables = {table: (lambda table=table: reading.rows(table)) for table in reading.tables()}
        with lake.write_lock(self.snapshot.root):
            incoming = [IncomingRows(context.import_id, tables)]
            outcome = lake.commit_imports(self.snapshot.root, self.snapshot, incoming)
        self.snapshot = outcome.snapshot

    def told(self) -> list[dict[str, object]]:
        """Every current movement."""
        with engine.open(self.snapshot) as session:
            found: list[dict[str, object]] = session.fetch(TOLD).to_pylist()
        return found


def books(tmp_path: Path, name: str) -> Books:
    (tmp_path / name).mkdir()
    return Books(tmp_path / name)


@pytest.mark.slow
@pytest.mark.parametrize("bill", BILLS, ids=lambda bill: bill.dataset)
def test_a_file_saved_otherwise_brings_nothing_new(bill: Bill, tmp_path: Path) -> None:
    folder = shared("platforms/samples")
    clean, dirty = (folder / path for path in bill.samples)
    once, twice = books(tmp_path, "once"), books(tmp_path, "twice")
    once.bring(clean)
    for path in (clean, dirty, clean):
        twice.bring(path)
    assert twice.told() == once.told()


HEAD = "商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述"
INCOME, FEE = "0010002|交易收入-订单收入", "0030002|技术服务费-基础技术服务费"
LATE = "0040004|售后费用-延迟发货"
LINES = [
    f"260901-100000000000001,2026-09-09 04:18:55,84.55,0.00,交易收入,,{INCOME}",
    f"260901-100000000000001,2026-09-09 04:18:55,0.00,-0.51,技术服务费,,{FEE}",
    f",2026-09-10 09:00:00,0.00,-5.00,扣款,甲,{LATE}",
    f",2026-09-10 09:00:00,0.00,-5.00,扣款,乙,{LATE}",
    f"260901-100000000000002,2026-09-11 04:18:55,10.00,0.00,交易收入,,{INCOME}",
]


@pytest.mark.slow
def test_exports_that_overlap_hold_each_movement_once_in_any_order(tmp_path: Path) -> None:
    parts = (LINES[:4], LINES[2:], LINES)
    whole = books(tmp_path, "whole")
    whole.bring(written(tmp_path, "whole.csv", LINES))
    assert sum(Decimal(str(row["amount"])) for row in whole.told()) == Decimal("84.04")
    for number, order in enumerate(permutations(range(3))):
        several = books(tmp_path, f"several-{number}")
        for place in order:
            several.bring(written(tmp_path, f"{number}-{place}.csv", parts[place]))
        assert several.told() == whole.told()


def written(folder: Path, name: str, lines: list[str]) -> Path:
    path = folder / name
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return path


SETTLED = """订单号,商品ID,订单实付(元),合计收入(元),技术服务费(元),合计支出(元),实际结算金额(元),实际结算时间
300,1,100.00,100.00,{fee},{fee},{net},2026-09-10 10:00:00
"""


def test_a_corrected_bill_replaces_what_it_corrects(tmp_path: Path) -> None:
    found = books(tmp_path, "bills")
    for name, fee, net in (("a.csv", "5.00", "95.00"), ("b.csv", "4.00", "96.00")):
        path = tmp_path / name
        path.write_text(SETTLED.format(fee=fee, net=net), encoding="utf-8")
        found.bring(path)
    assert [(row["component"], row["amount"]) for row in found.told()] == [
        ("技术服务费", Decimal("-4.0000")),
        ("订单实付", Decimal("100.0000")),
    ]
