"""Days of the lunar calendar that move a shop's trade: a table, not a formula (紫金山天文台)."""

from datetime import date

SPRING_FESTIVAL: dict[int, tuple[int, int]] = {
    2010: (2, 14), 2011: (2, 3), 2012: (1, 23), 2013: (2, 10), 2014: (1, 31), 2015: (2, 19),
    2016: (2, 8), 2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12),
    2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6),
    2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31),
    2034: (2, 19), 2035: (2, 8),
}  # fmt: skip
"""First day of the first lunar month."""

QIXI: dict[int, tuple[int, int]] = {
    2023: (8, 22), 2024: (8, 10), 2025: (8, 29), 2026: (8, 19), 2027: (8, 8), 2028: (8, 26),
}  # fmt: skip
MID_AUTUMN: dict[int, tuple[int, int]] = {
    2023: (9, 29), 2024: (9, 17), 2025: (10, 6), 2026: (9, 25), 2027: (9, 15), 2028: (10, 3),
}  # fmt: skip
DRAGON_BOAT: dict[int, tuple[int, int]] = {
    2023: (6, 22), 2024: (6, 10), 2025: (5, 31), 2026: (6, 19), 2027: (6, 9), 2028: (5, 28),
}  # fmt: skip


def spring_festival(year: int) -> date | None:
    """The first day of the lunar year that begins in `year`; None beyond the table."""
    return lunar_day(SPRING_FESTIVAL, year)


def lunar_day(table: dict[int, tuple[int, int]], year: int) -> date | None:
    """The table's day in that year; None beyond it."""
    return date(year, *table[year]) if year in table else None
