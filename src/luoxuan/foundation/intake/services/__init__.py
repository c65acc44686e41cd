"""Files in, files out, layouts made: every door of intake calls these (9.1)."""

from luoxuan.foundation.intake.services.answers import (
    ColumnAnswer,
    MappingAnswers,
    answers_parse,
)
from luoxuan.foundation.intake.services.batches import batch_again, batch_open, batch_run
from luoxuan.foundation.intake.services.catalogue import catalogue_append
from luoxuan.foundation.intake.services.errors import (
    ImportNotLiveError,
    ImportUnknownError,
    IntakeError,
    LayoutAnswerError,
    ShopUnknownError,
)
from luoxuan.foundation.intake.services.imports import BATCH, files_import, import_undo
from luoxuan.foundation.intake.services.inbox import Stamp, inbox_poll, inbox_round
from luoxuan.foundation.intake.services.layouts import (
    draft_answer,
    draft_open,
    draft_preview,
    draft_save,
    draft_try,
    layout_propose,
    layout_retire,
    layout_save,
)
from luoxuan.foundation.intake.services.mapping import layout_build
from luoxuan.foundation.intake.services.mending import CellCorrection, MendingError, rows_mend
from luoxuan.foundation.intake.services.originals import (
    original_keep,
    original_open,
    originals_expire,
    originals_remove,
)
from luoxuan.foundation.intake.services.reading import FileProgress, IncomingFile, Progress
from luoxuan.foundation.intake.services.settings import settings_save, shop_allowed, shop_create
from luoxuan.foundation.intake.services.workdir import workdir, workdirs_sweep

__all__ = [
    "BATCH",
    "CellCorrection",
    "ColumnAnswer",
    "FileProgress",
    "ImportNotLiveError",
    "ImportUnknownError",
    "IncomingFile",
    "IntakeError",
    "LayoutAnswerError",
    "MappingAnswers",
    "MendingError",
    "Progress",
    "ShopUnknownError",
    "Stamp",
    "answers_parse",
    "batch_again",
    "batch_open",
    "batch_run",
    "catalogue_append",
    "draft_answer",
    "draft_open",
    "draft_preview",
    "draft_save",
    "draft_try",
    "files_import",
    "import_undo",
    "inbox_poll",
    "inbox_round",
    "layout_build",
    "layout_propose",
    "layout_retire",
    "layout_save",
    "original_keep",
    "original_open",
    "originals_expire",
    "originals_remove",
    "rows_mend",
    "settings_save",
    "shop_allowed",
    "shop_create",
    "workdir",
    "workdirs_sweep",
]
