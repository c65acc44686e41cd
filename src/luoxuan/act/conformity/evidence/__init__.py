"""Evidence computed of records: importing this registers every chapter."""

from luoxuan.act.conformity.evidence import (
    chapter_03,
    chapter_04,
    chapter_05,
    chapter_06,
    chapter_07,
    chapter_09,
    chapter_10,
    chapter_11,
    chapter_12,
    chapter_13,
    fulfilment,
    improving,
    targets,
)
from luoxuan.act.conformity.evidence.registry import EVIDENCE

CHAPTERS = (
    chapter_03,
    chapter_04,
    chapter_05,
    chapter_06,
    chapter_07,
    chapter_09,
    chapter_10,
    chapter_11,
    chapter_12,
    chapter_13,
    fulfilment,
    improving,
    targets,
)

__all__ = ["CHAPTERS", "EVIDENCE"]
