"""What the engine says of a file it has read: the import report (9.2)."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Status = Literal["imported", "duplicate", "not_supported", "refused"]


LISTS = ("missing_columns", "unknown_columns", "unknown_statuses", "affected_metrics", "findings")


@dataclass(frozen=True)
class FileReport:
    """One table of a file. rows_read = rows_kept + rows_merged + all dropped + all quarantined, always."""

    path: str
    sha256: str
    status: Status
    message: str = ""
    """What happened, and for a refusal how to mend it."""
    member: str | None = None
    sheet: str | None = None
    platform: str | None = None
    dataset: str | None = None
    layout: str | None = None
    encoding: str | None = None
    """utf-8, utf-8+bom, gb18030, utf-16; None for workbooks."""
    header_line: int | None = None
    rows_read: int = 0
    rows_kept: int = 0
    rows_merged: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    """duplicate, summary_row, repeated_header, blank_row, comment, footer, placeholder_row, ..."""
    quarantined: dict[str, int] = field(default_factory=dict)
    distinct_keys: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    """Exact sums of the kept rows by clean source column; amounts of grain `order` once per order."""
    totals_check: dict[str, str] = field(default_factory=dict)
    """For each summed column of a dropped totals row: "equal", or "file says X, rows add up to Y"."""
    footer_check: dict[str, str] = field(default_factory=dict)
    """The same for each total stated below the rows (支出合计, 总交易单数)."""
    findings: tuple[str, ...] = ()
    """What a person should look into: footer_mismatch."""
    missing_columns: tuple[str, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    unknown_statuses: tuple[str, ...] = ()
    affected_metrics: tuple[str, ...] = ()
    first_day: str | None = None
    last_day: str | None = None
    import_id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values; sums are decimal texts."""
        body = dict(self.__dict__)
        body["sums"] = {name: format(value, "f") for name, value in self.sums.items()}
        for name in LISTS:
            body[name] = list(body[name])
        return body
