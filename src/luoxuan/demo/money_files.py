"""What money, stock, parcels and service look like as files."""

from collections.abc import Iterator

from luoxuan.demo.bills.books import Books
from luoxuan.demo.bills.files import bill_files
from luoxuan.demo.costs import cost_files
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.parcels import parcel_files
from luoxuan.demo.service import service_files
from luoxuan.demo.stock import stock_files


def money_files(books: Books) -> Iterator[ExportFile]:
    """Bills first, then what is kept beside them."""
    yield from bill_files(books)
    yield from cost_files(books.story.window)
    yield from stock_files(books.story)
    yield from parcel_files(books.story)
    yield from service_files(books.story)
