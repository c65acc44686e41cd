"""Files in: one reading engine, and layouts as data (9.1)."""

from luoxuan.warehouse.sources.context import ReadContext, ShopRef
from luoxuan.warehouse.sources.engine import read_file
from luoxuan.warehouse.sources.layout import Layout
from luoxuan.warehouse.sources.library import load_layouts as builtin_layouts
from luoxuan.warehouse.sources.preview import Preview, preview_file
from luoxuan.warehouse.sources.proposals import Proposal
from luoxuan.warehouse.sources.reading import Reading
from luoxuan.warehouse.sources.report import FileReport

__all__ = [
    "FileReport",
    "Layout",
    "Preview",
    "Proposal",
    "ReadContext",
    "Reading",
    "ShopRef",
    "builtin_layouts",
    "preview_file",
    "read_file",
]
