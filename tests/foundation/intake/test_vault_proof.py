"""The proof: everything imported, exported and gone wrong, and no raw personal value anywhere (9.3)."""

import json
import logging
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from luoxuan.foundation.intake import places
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.vault import services
from luoxuan.foundation.vault.models import Person
from luoxuan.foundation.vault.selectors import scan
from tests.foundation.intake.conftest import Importing
from tests.foundation.intake.test_privacy_scan import cells_of, found_in, personal_values
from tests.foundation.vault.conftest import CHOICE
from tests.foundation.vault.shop_files import taobao_file, youzan_file
from tests.people_there import AT, PASSWORD, member_there

pytestmark = pytest.mark.django_db(transaction=True)
ONE = ("演示甲一号", "13800000001", "演示路1号2栋")
EXPORTS = (
    "data/quality/quality.xlsx",
    "check/profit/losses.xlsx",
    "data/imports/",
    "data/persons/",
    "data/persons/requests/requests.xlsx",
    "trail/",
    "no-such-page",
    "check/daily/2026-09-01/",
)


def texts_of(home: Path) -> list[tuple[str, str]]:
    """Every file of the home and every row of the database."""
    return list(chain(scan.home_texts(home), scan.database_texts()))


@pytest.mark.clause("9.3")
def test_the_scan_sees_what_is_planted_anywhere(
    brand: Brand,
    own_home: Path,
    settings: Any,
    tmp_path: Path,
) -> None:
    home = Path(settings.LUOXUAN_HOME)
    room = places.brand_root(brand)
    (room / "work").mkdir(parents=True, exist_ok=True)
    (room / "work" / "left.txt").write_text(f"电话{ONE[1]}")
    (home / "error.log").write_text("身份证 11010519491231002X")
    Brand.objects.filter(pk=brand.pk).update(name=f"品牌{ONE[1]}")
    hits = {(hit.place, hit.kind, hit.masked) for hit in scan.scan(texts_of(home)).hits}
    assert (str(Path("brands", brand.key, "work", "left.txt")), "phone", "138****0001") in hits
    assert ("error.log", "id_card", "1****************X") in hits
    assert ("people_brand.name", "phone", "138****0001") in hits
    assert ONE[1] not in str(hits)


def test_a_brand_that_keeps_persons_has_them_in_boxes_only(
    brand: Brand,
    bring: Importing,
    settings: Any,
    tmp_path: Path,
) -> None:
    services.settings_save(brand=brand, choice=CHOICE, actor=None, at=AT)
    bring(youzan_file(tmp_path, ONE))
    assert Person.objects.count() == 1
    home = Path(settings.LUOXUAN_HOME)
    texts = texts_of(home)
    assert scan.scan(texts).hits == ()
    assert found_in(texts, set(ONE)) == []
    assert scan.unsealed_originals(home) == []
    assert raw_bytes_with(home, set(ONE)) == []


@pytest.mark.slow
@pytest.mark.parametrize("keeps", [False, True])
def test_after_all_samples_are_in_nothing_raw_is_anywhere(
    brand: Brand,
    bring: Importing,
    samples: Path,
    settings: Any,
    caplog: Any,
    keeps: bool,
    tmp_path: Path,
) -> None:
    if keeps:
        services.settings_save(brand=brand, choice=CHOICE, actor=None, at=AT)
    manifest = json.loads((samples / "manifest.json").read_text(encoding="utf-8"))
    caplog.set_level(logging.DEBUG)
    specials = sorted(p for p in (samples / "special").iterdir() if p.suffix != ".json")
    reports = bring(*sorted({samples / entry["path"] for entry in manifest}), *specials)
    assert sum(report.status == "imported" for report in reports) > 50
    # The samples mask every phone: nobody of them is anybody. These two files do not.
    bring(youzan_file(tmp_path, ONE), taobao_file(tmp_path, ONE))
    assert Person.objects.count() == keeps
    home = Path(settings.LUOXUAN_HOME)
    texts = [*texts_of(home), *pages(brand), ("logs", caplog.text)]
    assert found_in(texts, personal_values(samples, manifest) | set(ONE)) == []
    ids = " ".join(cells_of(samples, manifest)[1])
    kept = {cell for cell in ids.split() if cell.isdigit()}
    numbers = [hit for hit in scan.scan(texts).hits if not masks_one_of(hit.masked, kept)]
    assert numbers == []
    assert scan.unsealed_originals(home) == []


def pages(brand: Brand) -> Iterator[tuple[str, str]]:
    """Exports, pages and error pages as an owner sees them."""
    owner = member_there(brand, "owner")
    client = Client(raise_request_exception=False)
    assert client.login(username=owner.username, password=PASSWORD)
    for address in EXPORTS:
        answer = client.get(f"/b/{brand.key}/{address}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        yield address, body.decode("utf-8", errors="ignore")


def masks_one_of(masked: str, numbers: set[str]) -> bool:
    """Whether a find is a number of goods or orders that stands in a column of no person."""
    return any(
        len(number) == len(masked)
        and all(a in ("*", b) for a, b in zip(masked, number, strict=True))
        for number in numbers
    )


def raw_bytes_with(home: Path, values: set[str]) -> list[str]:
    """Files, the database's own among them, in whose bytes a value stands."""
    return [
        path.name
        for path in home.rglob("*")
        if path.is_file() and any(value.encode() in path.read_bytes() for value in values)
    ]
