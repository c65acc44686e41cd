"""The list of supported reports is written from the layouts and kept current."""

from luoxuan.warehouse.sources import library, platform_page
from tests.shared_material import ROOT


def test_the_page_is_current() -> None:
    written = (ROOT / platform_page.PAGE).read_text(encoding="utf-8")
    assert written == platform_page.page(library.load_layouts()), (
        "Run python -m luoxuan.warehouse.sources.platform_page."
    )


def test_every_layout_stands_on_the_page_once() -> None:
    text = platform_page.page(library.load_layouts())
    for layout in library.load_layouts():
        assert text.count(f"`{layout.id}`") == 1


def test_what_is_not_read_is_not_listed_as_read() -> None:
    known = library.load_layouts()
    planted = known[0].model_copy(update={"supported": False})
    read, later = platform_page.page((planted, *known[1:])).split("## Recognised")
    assert planted.id not in read
    assert planted.id in later
