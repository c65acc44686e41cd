"""What came in, what is true now, and what is missing (9.1, 9.2)."""

from luoxuan.foundation.intake.selectors.freshness import Freshness, freshness, gaps_between
from luoxuan.foundation.intake.selectors.quarantine import RejectedRow, rejected_rows
from luoxuan.foundation.intake.selectors.records import (
    batch_detail,
    batch_files,
    batch_to_run,
    catalogue_last,
    draft_of,
    import_anywhere,
    import_detail,
    imports_live,
    imports_recent,
    layout_titles,
    layouts_of,
    original_of,
    original_of_import,
    retention,
    settings_of,
    shops_of,
    snapshot,
)

__all__ = [
    "Freshness",
    "RejectedRow",
    "batch_detail",
    "batch_files",
    "batch_to_run",
    "catalogue_last",
    "draft_of",
    "freshness",
    "gaps_between",
    "import_anywhere",
    "import_detail",
    "imports_live",
    "imports_recent",
    "layout_titles",
    "layouts_of",
    "original_of",
    "original_of_import",
    "rejected_rows",
    "retention",
    "settings_of",
    "shops_of",
    "snapshot",
]
