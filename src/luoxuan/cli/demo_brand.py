"""Filling the demo brands through the doors a merchant uses: register, wizard, import."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.management import call_command

from luoxuan.cli import demo_year
from luoxuan.demo import brand as demo
from luoxuan.demo import retail
from luoxuan.demo.folder import ANSWERS, FILES, LATE, write_folder
from luoxuan.demo.story import SEED
from luoxuan.foundation.intake.services import (
    ColumnAnswer,
    FileProgress,
    IncomingFile,
    MappingAnswers,
    files_import,
    layout_save,
)
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.people.services import (
    brand_create,
    membership_set,
    shop_register,
    user_create,
)
from luoxuan.warehouse.sources.report import FileReport

Say = Callable[[str], None]


class Work(NamedTuple):
    """How long something took, and how much of the processors."""

    seconds: float
    cpu: float


class DemoError(Exception):
    """The demo could not be filled; says what to look at."""


SHARED_WORD = "qinglan-yanshi"
"""The log-in word of all demo people; the demo serves on this machine alone."""

PEOPLE = {
    Role.OWNER: ("demo", "演示负责人"),
    Role.OPERATIONS_MANAGER: ("demo-operations", "演示运营一号"),
    Role.CHANNEL_OPERATOR: ("demo-channel", "演示渠道一号"),
    Role.CONTENT_OPERATOR: ("demo-content", "演示内容一号"),
    Role.CUSTOMER_OPERATOR: ("demo-customer", "演示用户运营一号"),
    Role.CAMPAIGN_OPERATOR: ("demo-campaign", "演示活动一号"),
    Role.DATA_ANALYST: ("demo-analyst", "演示分析一号"),
    Role.FINANCE: ("demo-finance", "演示财务一号"),
    Role.SERVICE_LEAD: ("demo-service", "演示客服一号"),
    Role.AUDITOR: ("demo-auditor", "演示审计一号"),
    Role.ADMIN: ("demo-admin", "演示管理一号"),
}

CHANNELS = {
    "taobao": "general",
    "jd": "general",
    "pdd": "general",
    "douyin": "content",
    "xiaohongshu": "content",
    "wechat_shop": "social",
}
"""What kind of channel each shop is (7.1)."""

RETAIL = MappingAnswers(
    title="UCI Online Retail",
    dataset="online_retail",
    columns=(
        ColumnAnswer("InvoiceNo", "id", "order_lines.order_id", is_key=True),
        ColumnAnswer("StockCode", "id", "order_lines.merchant_sku", is_key=True),
        ColumnAnswer("Description", "text", "order_lines.title"),
        ColumnAnswer("Quantity", "count", "order_lines.quantity"),
        ColumnAnswer("InvoiceDate", "time", "order_lines.created_at"),
        ColumnAnswer("UnitPrice", "money", "order_lines.unit_price"),
        ColumnAnswer("CustomerID", "id", "order_lines.customer_key"),
        ColumnAnswer("Country", "text", "order_lines.province"),
    ),
    shop_platform="other",
    currency="GBP",
    zone="Europe/London",
    paid_assumed=True,
    negative_refunds=True,
    repeats_count=True,
)
"""What a person would answer the wizard: a web shop's invoice lines, cancellations as negative pieces."""


def folder() -> Path:
    """Where the demo's files lie."""
    return Path(settings.LUOXUAN_HOME) / "demo"


def is_filled() -> bool:
    """Both brands are in; the second start is warm."""
    return (folder() / "filled.json").is_file()


def fill(last: date, seed: int, say: Say) -> None:
    """Database, people, shops, files, imports; may be run again after it was interrupted."""
    began = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    brand = _brand(demo.BRAND_KEY, demo.BRAND_NAME, "Asia/Shanghai", "CNY")
    _brand(retail.BRAND_KEY, retail.BRAND_NAME, RETAIL.zone, RETAIL.currency)
    _people()
    for shop in demo.SHOPS:
        shop_register(
            brand=brand,
            key=shop.key,
            platform=shop.platform,
            name=shop.name,
            platform_shop_id=shop.platform_shop_id,
            channel_type=CHANNELS[shop.key],
        )
    beside = subprocess.Popen([sys.executable, "-m", "luoxuan.cli.main", "demo", "fill-retail"])
    try:
        last = _fill_demo(brand, last, seed or SEED, say)
    finally:
        code = beside.wait()
    if code:
        raise DemoError("Online Retail was not imported: see above, then run the command again.")
    files = Work(time.monotonic() - began, sum(os.times()[:4]))
    say(f"Files are in after {files.seconds:.0f} s.")
    _play(brand, last, say)
    _mark(last, files, time.monotonic() - began, say)


def _play(brand: Brand, last: date, say: Say) -> None:
    """The year of the loop, unless it was played before an interruption; a half-played one is told."""
    cast: dict[str, User] = {
        role: user for role in PEOPLE if (user := people.user_by_name(PEOPLE[role][0]))
    }
    began = folder() / "playing.json"
    if began.is_file():
        raise DemoError(
            "The demo's year was interrupted: `luoxuan demo reset --yes`, then `luoxuan demo up`."
        )
    began.write_text("{}\n", encoding="utf-8")
    demo_year.play(brand, cast, last, say, folder() / LATE)
    began.unlink()


def _fill_demo(brand: Brand, last: date, seed: int, say: Say) -> date:
    """Write the files where they are not written, import them; the last day of the data."""
    answers = folder() / ANSWERS
    if answers.is_file():
        last = date.fromisoformat(json.loads(answers.read_text(encoding="utf-8"))["last_day"])
    else:
        say(f"Writing 400 days of export files up to {last} ...")
        say(f"  {len(write_folder(folder(), last, seed=seed))} files")
    paths = sorted(path for path in (folder() / FILES).rglob("*") if path.is_file())
    say(f"Importing {len(paths)} files into {brand.key} ...")
    _import(brand, paths, say)
    return last


def fill_retail(at: datetime, say: Say) -> None:
    """UCI Online Retail through a layout made with the wizard's function."""
    path = folder() / retail.FILE_NAME
    if not path.is_file():
        retail.write_retail(path)
    brand = people.brand_by_key(retail.BRAND_KEY)
    if brand is None:
        raise DemoError(f"There is no brand {retail.BRAND_KEY}: run `luoxuan demo up`.")
    if not people.shops_of(brand):
        shop_register(
            brand=brand,
            key="web",
            platform=RETAIL.shop_platform,
            name="Online Retail",
            zone=RETAIL.zone,
            currency=RETAIL.currency,
        )
        layout_save(brand=brand, answers=RETAIL, created_by=None, at=at.astimezone(UTC))
    say(f"Importing {retail.ROWS:,} lines into {brand.key} ...")
    _import(brand, [path], say)


def _import(brand: Brand, paths: Sequence[Path], say: Say) -> list[FileReport]:
    """All files in one call; every twentieth is told, and what was kept in the end."""

    def tell(news: FileProgress) -> None:
        if news.phase == "read" and news.done % 20 == 0 and news.name:
            say(f"  {brand.key}: {news.done} of {news.total} files read")

    files = [IncomingFile(path, path.name, _label(path)) for path in paths]
    reports = files_import(brand=brand, files=files, at=datetime.now(UTC), progress=tell)
    counts = {
        status: sum(r.status == status for r in reports) for status in ("imported", "duplicate")
    }
    kept = sum(report.rows_kept for report in reports if report.status == "imported")
    say(
        f"  {brand.key}: {kept:,} rows kept of {counts['imported']} tables, {counts['duplicate']} duplicate"
    )
    refused = [f"{r.path}: {r.message}" for r in reports if r.status == "refused"]
    if refused:
        raise DemoError("Files were refused: " + "; ".join(refused[:5]))
    return reports


def _label(path: Path) -> str:
    """The path as the answer sheet names it."""
    return str(path.relative_to(folder())).removeprefix(f"{FILES}/")


def _brand(key: str, name: str, zone: str, currency: str) -> Brand:
    found = people.brand_by_key(key)
    return found or brand_create(
        key=key, name=name, zone=zone, currency=currency, at=datetime.now(UTC)
    )


def _people() -> None:
    """One person per role, members of both brands."""
    brands = [people.brand_by_key(key) for key in (demo.BRAND_KEY, retail.BRAND_KEY)]
    for role, (username, name) in PEOPLE.items():
        user = people.user_by_name(username) or user_create(
            username=username, password=SHARED_WORD, name=name
        )
        for brand in filter(None, brands):
            membership_set(brand=brand, user=user, role=role)


def _mark(last: date, files: Work, seconds: float, say: Say) -> None:
    whole = sum(os.times()[:4])
    body = {
        "last_day": str(last),
        "seconds": round(files.seconds, 1),
        "cpu_seconds": round(files.cpu, 1),
        "year_cpu_seconds": round(whole - files.cpu, 1),
    }
    (folder() / "filled.json").write_text(json.dumps(body) + "\n", encoding="utf-8")
    say(f"Filled in {seconds:.0f} s, data up to {last}.")


def how_to_log_in(port: int) -> str:
    """Address and log-in, in the two languages of the screens."""
    others = ", ".join(username for username, _ in list(PEOPLE.values())[1:])
    return (
        f"\n  http://127.0.0.1:{port}/   demo / {SHARED_WORD}\n"
        f"  one per role, same word: {others}\n"
        f"  answer sheet: {folder() / ANSWERS}\n"
    )


def hindrance() -> str:
    """Why the home folder may not simply be removed; empty where it may."""
    home = settings.LUOXUAN_HOME
    if not folder().is_dir():
        return f"There is no demo in {home}: nothing removed."
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return "The demo's database is not in its home folder: drop both yourself."
    own = {demo.BRAND_KEY, retail.BRAND_KEY}
    others = [brand.key for brand in people.brands_all() if brand.key not in own]
    return f"{home} also holds {', '.join(others)}: nothing removed." if others else ""
