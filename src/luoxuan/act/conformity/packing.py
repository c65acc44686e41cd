"""The evidence pack: the paper, the figures as JSON, and how to check them, in one archive."""

import hashlib
import io
import json
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import translation

from luoxuan.act.conformity.papers import run_document
from luoxuan.documents.paper import paper

if TYPE_CHECKING:
    from luoxuan.act.conformity.models import ConformityRun

READ_ME = """T/GXDSL 265-2025 {edition}

report.pdf     the self-assessment as it prints
results.json   every figure with its threshold, rows and addresses
SHA256SUMS     hashes of both

The SHA-256 of the results over canonical JSON (sorted keys, no blanks) is {digest};
it stands in the trail of the brand since {at}, and so does the hash of this archive.
"""


def pack_bytes(run: "ConformityRun", body: dict[str, Any], language: str) -> bytes:
    """The archive; the same run in the same language makes the same bytes but for the paper's own stamp."""
    with translation.override(language):
        printed = paper(run_document(run), language=language)
    figures = json.dumps(
        body | {"sha256": run.digest}, ensure_ascii=False, indent=1, sort_keys=True
    )
    parts = {"report.pdf": printed, "results.json": figures.encode()}
    sums = "".join(f"{hashlib.sha256(part).hexdigest()}  {name}\n" for name, part in parts.items())
    told = READ_ME.format(edition=run.edition, digest=run.digest, at=run.at.isoformat())
    parts |= {"SHA256SUMS": sums.encode(), "README.txt": told.encode()}
    return _zipped(parts, run.at)


def _zipped(parts: dict[str, bytes], at: datetime) -> bytes:
    held = io.BytesIO()
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, moment), part, zipfile.ZIP_DEFLATED)
    return held.getvalue()
