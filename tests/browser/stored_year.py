"""Eleven months of a brand with six shops, imported once and put back before each test that wants them."""

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import override_settings

from luoxuan.demo.brand import SHOPS
from luoxuan.demo.demand_files import demand_files
from luoxuan.demo.shop_files import shop_files
from luoxuan.demo.story import Story
from luoxuan.foundation.intake.services import IncomingFile, files_import
from luoxuan.foundation.people import services
from tests.people_there import brand_there, member_there

LAST = date(2026, 11, 23)
DAYS = 330
"""From the end of December on: every month of the year is whole but the last two."""
ORDERS = 8_000
AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
REPORTS = (
    "ExportOrderList", "订单导出", "_qinglan", "orders_export", "订单信息", "微信小店订单", "店铺整体",
)  # fmt: skip
"""Orders of all shops, and the visitors of the flagship."""
MADE_BY_DJANGO = ("contenttypes", "auth", "sessions", "admin")


@dataclass(frozen=True)
class StoredYear:
    """The rows of the database as JSON, and the home folder that belongs to them."""

    rows: str
    home: Path

    def put_back(self) -> None:
        """Fill the empty database and the empty home of a test."""
        shutil.copytree(self.home, settings.LUOXUAN_HOME, dirs_exist_ok=True)
        with transaction.atomic():
            for row in serializers.deserialize("json", self.rows):
                row.save()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)


def year_stored(folder: Path) -> StoredYear:
    """Import the year into `folder`; the database is as before afterwards."""
    home = folder / "home"
    home.mkdir(mode=0o700)
    with override_settings(LUOXUAN_HOME=home), transaction.atomic():
        _fill(list(_files(folder)))
        rows = serializers.serialize("json", _rows())
        transaction.set_rollback(True)
    return StoredYear(rows, home)


def _files(folder: Path) -> list[IncomingFile]:
    story = Story(LAST, days=DAYS, orders=ORDERS)
    found = []
    for file in (*shop_files(story), *demand_files(story)):
        if file.copy_of or not any(word in file.path for word in REPORTS):
            continue
        path = folder / file.path.replace("/", "_")
        path.write_bytes(file.data)
        found.append(IncomingFile(path, Path(file.path).name, file.path))
    return found


def _fill(files: list[IncomingFile]) -> None:
    brand = brand_there("qinglan")
    for shop in SHOPS:
        services.shop_register(
            brand=brand, key=shop.key, platform=shop.platform, name=shop.name,
            platform_shop_id=shop.platform_shop_id,
        )  # fmt: skip
    for role in ("owner", "operations_manager"):
        member_there(brand, role)
    reports = files_import(brand=brand, files=files, at=AT)
    assert {report.status for report in reports} == {"imported"}


def _rows() -> list[object]:
    models = [
        model
        for model in apps.get_models()
        if model._meta.app_label not in MADE_BY_DJANGO and model._meta.managed
    ]
    return [row for model in models for row in model._base_manager.order_by("pk")]
