"""Originals: sealed on arrival, no longer there than they must be."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from luoxuan.foundation.intake import places, services
from luoxuan.foundation.intake.models import ImportSettings, Original
from luoxuan.foundation.people.models import Brand
from tests.foundation.intake.conftest import AT, Importing

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "taobao/ExportOrderList202609301015.csv"


def sealed(brand: Brand) -> list[Path]:
    """The sealed files there are."""
    return sorted(places.originals_root(brand).iterdir())


def test_the_original_is_sealed_and_opens_again(
    bring: Importing, brand: Brand, samples: Path, tmp_path: Path
) -> None:
    bring(samples / GOOD)
    (path,) = sealed(brand)
    plain = (samples / GOOD).read_bytes()
    assert plain[:64] not in path.read_bytes()
    opened = services.original_open(original=Original.objects.get(), folder=tmp_path)
    assert opened.read_bytes() == plain


def test_it_expires_after_the_retention_of_the_brand(
    bring: Importing, brand: Brand, samples: Path
) -> None:
    ImportSettings.objects.create(brand=brand, retention_days=10)
    bring(samples / GOOD)
    assert services.originals_expire(at=AT + timedelta(days=9)) == 0
    assert len(sealed(brand)) == 1
    assert services.originals_expire(at=AT + timedelta(days=10)) == 1
    assert sealed(brand) == []


def test_a_shorter_retention_counts_for_what_is_kept(
    bring: Importing, brand: Brand, samples: Path
) -> None:
    bring(samples / GOOD)
    services.settings_save(brand=brand, retention_days=2, inbox_on=True, actor=None, at=AT)
    assert Original.objects.get().keep_until == AT + timedelta(days=2)


def test_undo_deletes_it(bring: Importing, brand: Brand, samples: Path) -> None:
    (report,) = bring(samples / GOOD)
    services.import_undo(brand=brand, import_id=report.import_id, requested_by=None, at=AT)
    assert sealed(brand) == []


def test_a_refused_file_of_the_command_line_is_not_kept(
    bring: Importing, brand: Brand, samples: Path
) -> None:
    bring(samples / "special/login_page.csv")
    assert sealed(brand) == []


def test_sealed_bytes_without_a_row_are_swept(brand: Brand) -> None:
    stray = places.originals_root(brand) / "stray.sealed"
    stray.write_bytes(b"x")
    late = AT.fromtimestamp(stray.stat().st_mtime, AT.tzinfo) + timedelta(days=2)
    services.originals_expire(at=late)
    assert sealed(brand) == []


def test_an_upload_a_killed_server_left_is_swept(tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    left, fresh = tmp_path / "left.upload", tmp_path / "fresh.upload"
    left.write_bytes(b"x")
    fresh.write_bytes(b"x")
    at = AT.fromtimestamp(left.stat().st_mtime, AT.tzinfo)
    os.utime(left, (at.timestamp() - 100_000, at.timestamp() - 100_000))
    services.originals_expire(at=at)
    assert sorted(tmp_path.glob("*.upload")) == [fresh]
