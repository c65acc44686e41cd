"""Every sentence the engine says to a person: what, where, and how to mend it (9.2).

Screens, command line and JSON print them as they are; another language replaces this module.
"""


def empty_file() -> str:
    return "文件是空的（0 字节）。请回到平台后台重新导出。"


def not_a_table() -> str:
    return "这不是表格文件：里面是程序或图片数据。请上传平台后台导出的 CSV、Excel 或 ZIP 文件。"


def unreadable_file(name: str) -> str:
    return f"打不开文件 {name}。请确认它还在原处并且可以读取，再试一次。"


def web_page() -> str:
    return "这是一个网页（多半是登录页），不是导出的表格：登录可能已过期。请重新登录平台后台，再导出一次。"


def encrypted_workbook() -> str:
    return "这个 Excel 文件有密码。请在 Excel 中取消密码后另存，再上传。"


def broken_workbook() -> str:
    return "这个 Excel 文件已损坏，读不出工作表。请重新导出，或用 Excel 打开后另存。"


def workbook_too_large() -> str:
    return "这个 Excel 文件过大。请在平台后台选较短的日期范围分次导出，或导出 CSV。"


def encrypted_archive(member: str) -> str:
    return f"压缩包里的 {member} 有密码。请先解压，再上传里面的表格。"


def broken_archive() -> str:
    return "压缩包已损坏，打不开。请重新下载。"


def archive_bomb(member: str) -> str:
    return f"压缩包里的 {member} 解压后大得不正常，已拒绝。请解压后只上传需要的表格。"


def archive_too_many() -> str:
    return "压缩包里的文件太多。请只上传需要的表格。"


def archive_too_deep() -> str:
    return "压缩包里又套着压缩包，层数太多。请解压后再上传。"


def archive_empty() -> str:
    return "压缩包里没有可以读取的明细表格。请重新导出。"


def line_too_long() -> str:
    return "有一行长得不正常（超过 1 MB 没有换行），这不是表格。请回到平台后台重新导出。"


def row_too_long() -> str:
    return "数据中有一行长得不正常（多半是引号没有配对），读不下去。请重新导出，或用 Excel 打开后另存为 CSV。"


def no_header() -> str:
    # Nothing of the file is quoted: in a file without a header the first cell may be a person.
    return "认不出这是哪种报表：前 40 行里没有已知的表头。请用“导入新报表”向导（mapping wizard）说明各列的含义。"


def lacks_columns(title: str, names: list[str]) -> str:
    return (
        f"看起来是{title}，但缺少必需的列：{'、'.join(names)}。请在导出时勾选这些列，再导出一次。"
    )


def ambiguous(titles: list[str]) -> str:
    return f"这个文件同时符合{'、'.join(titles)}，分不清是哪一种。请在导出时勾选更多列后重新导出。"


def not_yet(title: str) -> str:
    return f"是{title}，已认出；将在以后的版本支持。"


def unknown_shop(names: list[str]) -> str:
    return f"文件没有写明是哪家店铺，而登记的店铺有：{'、'.join(names)}。请选定店铺后再导入。"


def unlike_shop(title: str, shop: str) -> str:
    return f"选定的店铺“{shop}”不属于{title}的平台。请选同一平台的店铺。"


def header_only(title: str) -> str:
    return f"是{title}，只有表头，没有数据行。"


def nothing_kept(title: str) -> str:
    return f"是{title}，但没有一行可以保留，原因见各行统计。"


def internal() -> str:
    return "读这个文件时出了意外，没有写入任何内容。请重新导出后再试；若仍不行，请把这条提示告诉管理员。"


def replaced_characters() -> str:
    return "有少数字符无法识别，已用�代替。"


def totals_differ(names: list[str]) -> str:
    return f"文件自带的合计与各行之和不一致：{'、'.join(names)}。"


def footer_differs(names: list[str]) -> str:
    return f"文件末尾写明的合计与各行不符：{'、'.join(names)}。可能导出不完整，请重新导出并核对。"


def statuses_unknown(texts: list[str]) -> str:
    return f"有不认识的状态：{'、'.join(texts)}，记为“未知”。"


def second_table() -> str:
    return "文件中还有第二张表，没有读取。"


DETAILS = {
    "destroyed_id": "编号已被 Excel 变成科学计数或丢失末位数字，无法恢复。请从平台重新导出，不要用 Excel 另存。",
    "missing_key": "缺少编号，无法确定这一行是哪笔记录。请补上编号后重新导入。",
    "bad_date": "有一列的日期读不出来。请改成 2026-09-01 10:00:00 的写法后重新导入。",
    "bad_number": "有一列的数字读不出来。请改成 1234.50 的写法后重新导入。",
    "negative_reversal": "金额为负，是手工冲销行；计入会重复扣减。请核对后在退款文件中处理。",
    "ragged_row": "这一行的列数与表头不同（多半是内容里有逗号或换行）。请改正后重新导入。",
}
"""Quarantine reasons, each with what is wrong and how to mend it."""


def detail(reason: str, columns: str) -> str:
    """The sentence for a rejected row, naming the columns that are wrong."""
    sentence = DETAILS.get(reason, reason)
    return f"{sentence}（{columns}）" if columns else sentence
