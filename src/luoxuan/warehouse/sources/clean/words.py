"""Words that stand for nothing, for a total, or for no data, on every platform (9.1)."""

NULL_WORDS = (
    "-", "--", "---", "—", "——", "–", "/", "\\", "nan", "NaN", "NAN", "null", "NULL", "Null",
    "(空)", "（空）", "无", "None", "none", "N/A", "n/a", "#N/A", "NA", "(null)", "暂无",
)  # fmt: skip
"""Cells that hold nothing, in any column."""

NULL_STARTS = ("无", "暂无", "未", "不", "没有", "任意", "永久", "系统计算中", "计算中")
"""A text without digits that begins so, in a column of numbers or times, says that there is none: 无退款申请."""

ZERO_WORDS = ("包邮", "免邮", "免运费", "免费", "Free", "free")
"""Texts that mean 0.00 in a column of money."""

NO_DATES = ("0000-00-00", "0001-01-01", "1970-01-01", "1900-01-00", "1900-1-0", "0000/00/00")
"""Dates that databases write where there is none."""

TOTAL_WORDS = (
    "合计", "总计", "汇总", "全部", "小计", "平均值", "均值", "合计值", "汇总值", "总和", "总合计", "本页合计",
    "全店汇总值", "同行同层均值", "Total", "total", "TOTAL", "Totals", "Grand total", "Grand Total", "Subtotal",
    "总数", "共计", "合计：", "总计：", "合计:", "总计:", "Average", "平均",
)  # fmt: skip
SUMS = frozenset(
    word
    for word in TOTAL_WORDS
    if not any(s in word for s in ("平均", "均值", "Average", "小计", "Subtotal"))
)
"""Of them those whose row adds up the rows of the file."""
TOTAL_STARTS = (
    "Total:",
    "Total ",
    "合计(",
    "合计（",
    "总计(",
    "总计（",
    "共计",
    "合计：",
    "总计：",
    "合计:",
    "总计:",
)
PLACEHOLDERS = ("暂无数据", "暂无", "没有数据", "无数据", "No data", "no data")
COMMENT = "#"
