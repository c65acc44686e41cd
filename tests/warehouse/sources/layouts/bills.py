"""Bills and books of the sample shops as a slow, obvious reading adds them up."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from luoxuan.warehouse.sources import library
from tests.shared_material import shared
from tests.warehouse.sources.layouts.reading import read, rows
from tests.warehouse.sources.layouts.samples import Sample, entries, sample
from tests.warehouse.sources.layouts.slow_reading import number, rows_of

Row = dict[str, str]
LAYOUTS = {layout.id: layout for layout in library.load_layouts()}


def cell(row: Row, name: str) -> Decimal:
    """The amount of a cell, nought where it is empty."""
    return number(row.get(name, "")) or Decimal(0)


def _two_columns(income: str, outgo: str) -> Callable[[Row], Decimal]:
    return lambda row: cell(row, income) - abs(cell(row, outgo))


def _directed(amount: str, by: str) -> Callable[[Row], Decimal]:
    return lambda row: abs(cell(row, amount)) * (1 if row[by].startswith("收") else -1)


@dataclass(frozen=True)
class Bill:
    """A bill or book, what one of its rows moves, and where the orders of its shop are."""

    dataset: str
    net: Callable[[Row], Decimal]
    orders: str
    is_split: bool = False
    has_balance: bool = False

    @property
    def samples(self) -> list[str]:
        """Its sample files, the clean one first."""
        platform, _, dataset = self.dataset.partition("/")
        return [
            e["path"] for e in entries() if (e["platform"], e["dataset"]) == (platform, dataset)
        ]


BILLS = (
    Bill("pdd/account_flow_csv", _two_columns("收入金额（+元）", "支出金额（-元）"), "orders_csv"),
    Bill("kuaishou/settlement_xlsx", lambda row: cell(row, "实际结算金额(元)"), "orders_xlsx", is_split=True),
    Bill("kuaishou/fund_flow_csv", _directed("发生额（元）", "账务方向"), "orders_xlsx", has_balance=True),
    Bill("xiaohongshu/settlement_xlsx", lambda row: cell(row, "动账金额"), "order_lines_xlsx", is_split=True),
    Bill("xiaohongshu/fund_flow_xlsx", _two_columns("收入（元）", "支出（元）"), "order_lines_xlsx", has_balance=True),
    Bill("wechat_shop/fund_flow_xlsx", _directed("收支金额", "收支类型"), "order_lines_xlsx", has_balance=True),
    Bill("amazon/settlement_v2_tsv", lambda row: cell(row, "amount"), "all_orders_tsv"),
)  # fmt: skip


def bill_rows(bill: Bill, path: str) -> list[Row]:
    """The rows of a sample that move money: no totals, no duplicates."""
    seen: Sample = sample(path)
    found = rows_of(LAYOUTS[seen.layout_id], seen)
    data = [row for row in found if not {"合计", ""} & {next(iter(row.values()))}]
    moving = [
        row for row in data if any(text for name, text in row.items() if name in _vital(bill))
    ]
    return [row for place, row in enumerate(moving) if row not in moving[:place]]


def _vital(bill: Bill) -> frozenset[str]:
    layout = LAYOUTS[f"{bill.dataset}@1"]
    return frozenset(column.name for column in layout.columns if column.kind == "money")


def emitted(path: str, workdir: Path, table: str = "settlement_lines") -> list[dict[str, Any]]:
    """What the engine makes of a sample, in the file's order."""
    found = rows(read(shared("platforms/samples") / path, workdir), table)
    return sorted(found, key=lambda row: row["source_row_no"])


@cache
def _order_path(bill: Bill) -> str:
    platform = bill.dataset.partition("/")[0]
    return next(
        e["path"]
        for e in entries()
        if (e["platform"], e["dataset"], e["variant"]) == (platform, bill.orders, "clean")
    )


def order_numbers(bill: Bill, workdir: Path) -> set[str]:
    """The orders of the same shop."""
    return {row["order_id"] for row in emitted(_order_path(bill), workdir, "orders")}
