"""What came in, and what was not kept (9.2)."""

from luoxuan.warehouse.tables.model import SHOP, Column, Table

SOURCE_FILES = Table(
    "source_files",
    "one row per table read: a file, a sheet or a zip member",
    ("import_id", "part"),
    SHOP
    + (
        Column("part", "text", "Sheet or zip member; empty text for a plain file."),
        Column("name", "text", "File name as given."),
        Column("source", "text", "Where the file came from: taobao, sycm, alimama, ..."),
        Column("dataset", "text", "Which report it is."),
        Column("status", "text", "imported, duplicate, not_supported, refused."),
        Column("rows_read", "count", "Rows below the header."),
        Column("rows_kept", "count", "Rows kept."),
        Column("rows_merged", "count", "Rows folded into another row of the same key in the file."),
        Column("rows_dropped", "count", "Rows dropped as no data."),
        Column("rows_quarantined", "count", "Rows in quarantine."),
        Column("first_day", "date", "First day the data covers."),
        Column("last_day", "date", "Last day the data covers."),
        Column("report", "text", "The whole import report as JSON."),
    ),
)

REJECTED_ROWS = Table(
    "rejected_rows",
    "one row per quarantined source row",
    ("import_id", "part", "rejected_row_no"),
    SHOP
    + (
        Column("part", "text", "Sheet or zip member; empty text for a plain file."),
        Column("rejected_row_no", "count", "Ordinal of the row below the header, from 1."),
        Column(
            "reason",
            "text",
            "Reason code, e.g. destroyed_id, negative_reversal, bad_date, missing_key.",
        ),
        Column("detail", "text", "What is wrong and how to mend it, in a sentence."),
        Column("cells", "text", "The row's cells as JSON, personal columns removed."),
    ),
)
