"""The one reading engine: a file in, one reading per table out, never an exception for bad input (9.1)."""

import hashlib
import logging
from dataclasses import replace
from pathlib import Path

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.containers.opening import file_parts
from luoxuan.warehouse.sources.containers.part import Part
from luoxuan.warehouse.sources.context import ReadContext
from luoxuan.warehouse.sources.detect import Recognizer, Surroundings
from luoxuan.warehouse.sources.reading import Reading
from luoxuan.warehouse.sources.recognition import Recognized, recognize
from luoxuan.warehouse.sources.refusal import RefusedError
from luoxuan.warehouse.sources.report import FileReport
from luoxuan.warehouse.sources.tablereading import TableRequest, table_read

log = logging.getLogger(__name__)
CHUNK = 4 << 20


def read_file(path: Path, *, name: str, context: ReadContext, workdir: Path) -> list[Reading]:
    """Read every table of the file. What cannot be read comes back as a refused reading."""
    try:
        sha256 = digest_of(path)
    except OSError:
        return [_refused(FileReport(name, "", "refused", messages.unreadable_file(name)))]
    base = FileReport(name, sha256, "refused")
    recognizer = Recognizer(context.layouts)
    readings: list[Reading] = []
    for group in file_parts(path, folder=workdir):
        if isinstance(group, RefusedError):
            readings.append(_refused(replace(base, message=group.message, member=group.member)))
        else:
            readings += _group_read(group, base, recognizer, context, workdir)
    return readings


def digest_of(path: Path) -> str:
    """SHA-256 of the content."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()


def _refused(report: FileReport) -> Reading:
    return Reading(report)


def _group_read(
    group: list[Part],
    base: FileReport,
    recognizer: Recognizer,
    context: ReadContext,
    workdir: Path,
) -> list[Reading]:
    """The tables that belong together. Sheets without a report beside one that has it are notes, and left alone."""
    found: list[tuple[Part, Recognized]] = []
    readings: list[Reading] = []
    for part in group:
        try:
            around = Surroundings(base.path, part.sheet, part.member is not None)
            found.append((part, recognize(part, recognizer, around)))
        except RefusedError as error:
            readings.append(_refused(replace(base, message=error.message, member=part.member)))
    known = [each for each in found if each[1].match is not None]
    for part, recognized in known or found[:1]:
        request = TableRequest(part, recognized, base, context, workdir)
        readings.append(_safely_read(request))
    if not group:
        readings.append(_refused(replace(base, message=messages.not_a_table())))
    return readings


def _safely_read(request: TableRequest) -> Reading:
    try:
        return table_read(request)
    except RefusedError as error:
        return _refused(replace(request.report, message=error.message))
    except Exception as error:  # noqa: BLE001 - bad input must never bring the caller down
        # The text of the error may quote a buyer's cell: only its kind is logged.
        log.error("reading failed: %s", type(error).__name__)  # noqa: TRY400
        return _refused(replace(request.report, message=messages.internal()))
