"""The tables of budgets: lines, months, movements."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.foundation.people.platforms import platform_word
from luoxuan.plan.budgets.models import Budget, BudgetLine, BudgetVersion, UnplannedSpend
from luoxuan.plan.budgets.room import ZERO, MonthRoom
from luoxuan.plan.budgets.selectors import BudgetStanding, LineStanding, months_of

Pick = Callable[[MonthRoom, Decimal], Decimal]


def measures() -> dict[str, tuple[str, Pick]]:
    """What the months can show: word, and how it is taken from a month and its forecast."""
    return {
        "planned": (_("Budgeted"), lambda room, _forecast: room.ceiling),
        "committed": (_("Committed"), lambda room, _forecast: room.committed),
        "actual": (_("Spent"), lambda room, _forecast: room.actual),
        "left": (_("Money left"), lambda room, _forecast: room.left),
        "forecast": (_("Forecast"), lambda _room, forecast: forecast),
    }


def place_word(line: BudgetLine, shops: Mapping[str, str]) -> str:
    """Where the line's money goes."""
    place = _("The whole brand")
    if line.shop_key:
        place = shops.get(line.shop_key, line.shop_key)
    elif line.channel:
        place = platform_word(line.channel)
    return f"{place} · {line.campaign_id}" if line.campaign_id else place


def lines_table(standing: BudgetStanding, shops: Mapping[str, str]) -> Table:
    """One row per line."""
    currency = standing.budget.brand.currency
    columns = (
        Column("line", _("Line")),
        Column("place", _("Place")),
        Column("objective", _("Objective")),
        *(
            Column(key, word, "money", currency=currency)
            for key, word in (
                ("planned", _("Budgeted")), ("exceptions", _("Exceptions")),
                ("committed", _("Committed")), ("actual", _("Spent")), ("left", _("Money left")),
                ("forecast", _("Forecast")),
            )
        ),
        Column("pace", _("Pace"), "share", hint=_("Spent over what was planned up to the day.")),
        Column("roi", "ROI", "ratio", direction="up"),
        Column("state", _("State"), "status"),
    )  # fmt: skip
    rows = tuple(_line_row(one, shops) for one in standing.lines)
    sums = (
        "", "", "", standing.planned,
        sum((one.room.exceptions for one in standing.lines), ZERO), standing.committed,
        standing.actual, standing.left, standing.forecast, "", "", "",
    )  # fmt: skip
    return Table(
        columns, rows, key="budget-lines", caption=_("Lines"), sums=sums if rows else (),
        sums_label=_("All lines"),
    )  # fmt: skip


def months_table(standing: BudgetStanding, measure: str) -> Table:
    """Lines by months, of one measure."""
    word, pick = measures()[measure]
    currency = standing.budget.brand.currency
    columns = (
        Column("line", _("Line")),
        *(
            Column(f"m{n}", f"{standing.budget.year}-{n:02d}", "money", currency=currency)
            for n in range(1, 13)
        ),
        Column("year", _("Whole year"), "money", currency=currency),
    )
    rows = []
    sums = [ZERO] * 12
    for one in standing.lines:
        picked = [
            pick(room, told.amount) for room, told in zip(one.room.months, one.months, strict=True)
        ]
        sums = [before + amount for before, amount in zip(sums, picked, strict=True)]
        rows.append(Row((one.line.name, *picked, sum(picked, ZERO)), href=line_url(one.line)))
    total = ("", *sums, sum(sums, ZERO)) if rows else ()
    return Table(
        columns, tuple(rows), key=f"budget-months-{measure}", caption=word, sums=total,
        sums_label=_("All lines"),
    )  # fmt: skip


def line_months_table(one: LineStanding) -> Table:
    """The months of one line: everything that is reckoned."""
    currency = one.line.brand.currency
    words = (
        _("Budgeted"), _("Exceptions"), _("Committed"), _("Own costs"), _("Ad spend of the data"),
        _("Spent"), _("Money left"), _("Forecast"),
    )  # fmt: skip
    columns = (
        Column("month", _("Month")),
        *(Column(f"c{n}", word, "money", currency=currency) for n, word in enumerate(words)),
    )
    rows = tuple(
        Row((
            f"{one.line.budget.year}-{room.month:02d}", room.planned, room.exceptions,
            room.committed, room.costs + room.settled, room.ads, room.actual,
            Cell(room.left, note=_("above the budget") if room.left < 0 else ""), told.amount,
        ))
        for room, told in zip(one.room.months, one.months, strict=True)
    )  # fmt: skip
    room = one.room
    sums = (
        "", room.planned, room.exceptions, room.committed,
        sum((m.costs + m.settled for m in room.months), ZERO),
        sum((m.ads for m in room.months), ZERO), room.actual, room.left, one.forecast,
    )  # fmt: skip
    return Table(columns, rows, key="budget-line-months", caption=_("Months"), sums=sums,
                 sums_label=_("Whole year"))  # fmt: skip


def unplanned_table(
    budget: Budget, rows: Iterable[UnplannedSpend], shops: Mapping[str, str]
) -> Table:
    """Ad spend that no line covers."""
    columns = (
        Column("shop", _("Shop")),
        Column("campaign", _("Campaign id")),
        Column("month", _("Month")),
        Column("spend", _("Ad spend"), "money", currency=budget.brand.currency),
    )
    told = list(rows)
    return Table(
        columns,
        tuple(
            Row((
                shops.get(one.shop_key, one.shop_key), one.campaign_id or _("(not named)"),
                f"{budget.year}-{one.month:02d}", one.spend,
            ))
            for one in told
        ),
        key="budget-unplanned",
        caption=_("Spend outside the budget"),
        sums=("", "", "", sum((one.spend for one in told), ZERO)) if told else (),
    )  # fmt: skip


def line_url(line: BudgetLine) -> str:
    """The line's page."""
    return reverse("budgets:line", kwargs={"brand": line.brand.key, "line_id": line.pk})


def state_cell(one: LineStanding) -> Cell:
    """The line's light: over, likely over, ads that return too little, fine."""
    if one.left < 0:
        return Cell(_("over the budget"), kind="bad")
    if one.months_over:
        return Cell(_("months over"), kind="warning")
    if one.is_roi_low:
        return Cell(_("ROI below its floor"), kind="warning")
    if one.forecast > one.planned + one.room.exceptions:
        return Cell(_("will be over"), kind="warning")
    return Cell(_("within"), kind="good")


def _line_row(one: LineStanding, shops: Mapping[str, str]) -> Row:
    objective = one.line.objective
    return Row(
        (
            Cell(one.line.name, note=one.line.get_cost_kind_display()),
            place_word(one.line, shops),
            Cell(objective.title if objective else None, reason=_("Linked to no objective.")),
            one.planned, one.room.exceptions, one.committed, one.actual, one.left, one.forecast,
            Cell(one.pace, reason=_("Nothing was planned up to this day.")),
            Cell(one.roi, reason=_("No ad report gives a value.")),
            state_cell(one),
        ),
        href=line_url(one.line),
    )  # fmt: skip


def version_table(budget: Budget, version: BudgetVersion, lines: Iterable[BudgetLine]) -> Table:
    """What the version said per line, and what holds now."""
    currency = budget.brand.currency
    now = {line.pk: (line.name, sum(months_of(line), ZERO)) for line in lines}
    then = {
        one["id"]: (one["name"], sum(map(Decimal, one["months"]), ZERO)) for one in version.lines
    }
    columns = (
        Column("line", _("Line")),
        Column("then", _("Version %(n)s") % {"n": version.number}, "money", currency=currency),
        Column("now", _("Now"), "money", currency=currency),
        Column("change", _("Change"), "money", currency=currency),
    )
    rows = []
    for key in [*then, *(key for key in now if key not in then)]:
        name = now.get(key, then.get(key, ("", ZERO)))[0]
        before, after = then.get(key, ("", ZERO))[1], now.get(key, ("", ZERO))[1]
        rows.append(Row((name, before, after, after - before)))
    sums = ("", *(sum((row.cells[n] for row in rows), ZERO) for n in (1, 2, 3)))
    return Table(columns, tuple(rows), key="budget-version", sums=sums if rows else ())
