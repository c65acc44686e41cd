"""Layouts of the brand: proposed from a file, adjusted by a person, tried, saved, used (9.1)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.intake.models import BrandLayout, ImportBatch, LayoutDraft, Original
from luoxuan.foundation.intake.services.answers import (
    ColumnAnswer,
    MappingAnswers,
    answers_parse,
)
from luoxuan.foundation.intake.services.batches import batch_again
from luoxuan.foundation.intake.services.mapping import OWN, layout_build
from luoxuan.foundation.intake.services.originals import original_open
from luoxuan.foundation.intake.services.reading import (
    IncomingFile,
    ReadingRun,
    file_weigh,
    files_read,
    run_context,
)
from luoxuan.foundation.intake.services.workdir import workdir
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.services import trail_record
from luoxuan.warehouse import sources
from luoxuan.warehouse.sources.layout import Layout
from luoxuan.warehouse.sources.report import FileReport

if TYPE_CHECKING:
    from luoxuan.warehouse.sources import Preview


def draft_open(
    *, brand: Brand, original: Original, created_by: User | None, at: datetime
) -> LayoutDraft:
    """Begin a mapping for the file. Nothing of its cells is stored; each step reads them anew."""
    return LayoutDraft.objects.create(
        brand=brand, original=original, created_by=created_by, at=at, answers={}
    )


def draft_preview(*, draft: LayoutDraft, at: datetime) -> "Preview":
    """Encoding, header and first rows of the file, personal-looking cells masked."""
    with workdir(draft.brand) as folder:
        path = original_open(original=draft.original, folder=folder)
        run = ReadingRun(draft.brand, at, None, folder)
        return sources.preview_file(path, name=draft.original.name, context=run_context(run, ()))


def layout_propose(*, draft: LayoutDraft, preview: "Preview") -> MappingAnswers:
    """The answers so far, else what names and contents of the columns suggest."""
    if draft.answers:
        return answers_parse(draft.answers)
    columns = tuple(
        ColumnAnswer(
            name=proposal.column,
            kind=proposal.kind,
            target=proposal.target or "",
            is_key=_is_key(proposal.target or ""),
        )
        for proposal in preview.proposals
    )
    stem = draft.original.name.rsplit(".", 1)[0]
    return MappingAnswers(
        title=stem[:60],
        dataset=next((SHORT_KEYS[c.table] for c in columns if c.table in SHORT_KEYS), "report"),
        columns=columns,
        currency=draft.brand.currency,
        zone=draft.brand.zone,
    )


KEYS = (
    "order_id", "line_id", "refund_id", "product_id", "sku_id", "period", "merchant_sku", "flow_no", "valid_from",
)  # fmt: skip


SHORT_KEYS = {"settlement_lines": "bank", "costs": "own_costs"}


def _is_key(target: str) -> bool:
    return target.partition(".")[2] in KEYS


def draft_answer(*, draft: LayoutDraft, answers: MappingAnswers) -> LayoutDraft:
    """Keep what the person said."""
    draft.answers = answers.to_json()
    draft.save(update_fields=["answers"])
    return draft


def draft_try(*, draft: LayoutDraft, at: datetime) -> list[FileReport]:
    """Read the whole file as the answers say, and write nothing."""
    layout = layout_build(answers_parse(draft.answers))
    with workdir(draft.brand) as folder:
        path = original_open(original=draft.original, folder=folder)
        run = ReadingRun(draft.brand, at, None, folder, layouts=(layout,))
        file = file_weigh(IncomingFile(path, draft.original.name))
        (read,) = files_read(run, [file])
        read.close()
    return list(read.reports)


def draft_save(*, draft: LayoutDraft, saved_by: User | None, at: datetime) -> ImportBatch:
    """Save the layout and import the file with it."""
    answers = answers_parse(draft.answers)
    layout_save(brand=draft.brand, answers=answers, created_by=saved_by, at=at)
    batch = batch_again(brand=draft.brand, originals=[draft.original], requested_by=saved_by, at=at)
    draft.delete()
    return batch


@transaction.atomic
def layout_save(
    *, brand: Brand, answers: MappingAnswers, created_by: User | None, at: datetime
) -> BrandLayout:
    """A new version of the brand's layout; the version before it is retired."""
    earlier = BrandLayout.objects.filter(brand=brand, platform=OWN, dataset=answers.dataset)
    version = max((row.version for row in earlier), default=0) + 1
    layout = layout_build(answers, version=version)
    earlier.filter(retired_at__isnull=True).update(retired_at=at)
    saved = BrandLayout.objects.create(
        brand=brand,
        platform=OWN,
        dataset=answers.dataset,
        version=version,
        layout=layout.model_dump(mode="json"),
        created_by=created_by,
        at=at,
    )
    _layout_trail(saved, "layout.saved", created_by, at)
    return saved


@transaction.atomic
def layout_retire(*, layout: BrandLayout, retired_by: User | None, at: datetime) -> None:
    """Stop using the layout; what it imported stays."""
    layout.retired_at = at
    layout.save(update_fields=["retired_at"])
    _layout_trail(layout, "layout.retired", retired_by, at)


def _layout_trail(layout: BrandLayout, verb: str, user: User | None, at: datetime) -> None:
    trail_record(
        brand=layout.brand,
        actor=user,
        verb=verb,
        subject_type="layout",
        subject_id=str(layout),
        detail={"title": layout.layout["title"]},
        at=at,
    )


def layouts_in_use(brand: Brand) -> tuple[Layout, ...]:
    """The brand's own layouts, as the engine wants them."""
    return tuple(Layout.model_validate(row.layout) for row in selectors.layouts_of(brand))
