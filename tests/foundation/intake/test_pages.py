"""The import pages: drop, progress, results, undo, shop choice; who may and who may not."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luoxuan.foundation.intake import places, services
from luoxuan.foundation.intake.models import Import, ImportBatch, Original
from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from tests.foundation.intake.bad_files import stranger
from tests.foundation.intake.conftest import Importing
from tests.foundation.intake.reading_back import paid

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "taobao/ExportOrderList202609301015.csv"
PASSWORD = "drei-Ochsen-singen-9"


def person(brand: Brand, role: str, *shops: str) -> User:
    """A made-up member of the brand."""
    user = people.user_create(username=f"yanshi-{role}", password=PASSWORD, name="演示运营一号")
    chosen = tuple(shop for shop in brand.shops.all() if shop.key in shops)
    people.membership_set(brand=brand, user=user, role=role, shops=chosen)
    return user


def signed_in(user: User) -> Client:
    """The person's browser."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    key = client.session.session_key
    people.session_note(user=user, session_key=key, agent="", at=timezone.now())
    return client


@pytest.fixture
def owner(brand: Brand) -> Client:
    """The owner's browser."""
    return signed_in(person(brand, "owner"))


def drop(client: Client, *paths: Path, **more: str) -> str:
    """Drop files; where the browser ends up."""
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    address = "/b/yanshi/data/imports/upload"
    response = client.post(address, {"files": files, **more}, follow=True)
    assert response.status_code == 200
    return response.redirect_chain[-1][0]


def work() -> int:
    """What the worker does."""
    return jobs.jobs_run_pending(at=timezone.now() + timedelta(seconds=1))


def test_an_empty_brand_is_shown_what_to_do(owner: Client) -> None:
    page = owner.get("/b/yanshi/data/imports/").content.decode()
    assert "Drop export files here" in page
    assert "No file yet" in page


def test_files_are_sealed_at_the_door_and_read_by_the_worker(
    owner: Client, brand: Brand, samples: Path
) -> None:
    address = drop(owner, samples / GOOD, samples / "special/empty.csv")
    assert "every 1s" in owner.get(address).content.decode()
    assert Original.objects.count() == 2
    assert not list(places.work_root(brand).iterdir())
    assert work() == 1
    page = owner.get(address + "/progress").content.decode()
    assert "every 1s" not in page
    assert page.count("<article") == 2
    assert paid(brand)[0] == 17


def test_a_job_run_twice_imports_once(owner: Client, brand: Brand, samples: Path) -> None:
    drop(owner, samples / GOOD)
    batch = ImportBatch.objects.get()
    first = services.batch_run(batch=batch, at=timezone.now(), listener=lambda _news: None)
    again = services.batch_run(batch=batch, at=timezone.now(), listener=lambda _news: None)
    assert [r["status"] for r in again] == [r["status"] for r in first] == ["imported"]
    assert Import.objects.count() == Original.objects.count() == 1


def test_the_page_of_an_import_undoes_it(
    owner: Client, brand: Brand, bring: Importing, samples: Path
) -> None:
    (report,) = bring(samples / GOOD)
    address = f"/b/yanshi/data/imports/{report.import_id}"
    assert "Undo this import" in owner.get(address).content.decode()
    page = owner.post(f"{address}/undo", follow=True).content.decode()
    assert "Undone at" in page
    assert "Undo this import" not in page
    assert paid(brand)[0] == 0


def test_the_quarantine_leaves_as_a_workbook(
    owner: Client, bring: Importing, samples: Path
) -> None:
    reports = bring(*sorted((samples / "taobao").glob("*_dirty.*")))
    report = next(report for report in reports if report.quarantined)
    page = owner.get(f"/b/yanshi/data/imports/{report.import_id}").content.decode()
    assert "Quarantine" in page
    body = owner.get(f"/b/yanshi/data/imports/{report.import_id}/rejected.xlsx").content
    sheet = openpyxl.load_workbook(BytesIO(body)).active
    assert sheet.max_row - 1 == sum(report.quarantined.values())


def test_a_file_whose_shop_is_not_known_is_read_again_for_the_one_chosen(
    owner: Client, brand: Brand, samples: Path
) -> None:
    for key in ("tm-one", "tm-two"):
        people.shop_register(brand=brand, key=key, platform="taobao", name=key)
    lines = next((samples / "taobao").glob("ExportOrderDetail*[0-9].csv"))
    address = drop(owner, lines)
    work()
    assert "This file waits sealed" in owner.get(address).content.decode()
    waiting = Original.objects.get()
    owner.post(f"/b/yanshi/data/imports/waiting/{waiting.original_id}/shop", {"shop": "tm-two"})
    work()
    row = Import.objects.get(status="imported")
    assert (row.shop, Original.objects.get().import_id) == ("tm-two", row.import_id)


def test_what_nobody_can_mend_is_not_kept(owner: Client, brand: Brand, samples: Path) -> None:
    address = drop(owner, samples / "special/login_page.csv", samples / "special/empty.csv")
    work()
    assert "This file waits" not in owner.get(address).content.decode()
    assert list(places.originals_root(brand).iterdir()) == []


def test_a_waiting_file_can_be_deleted(owner: Client, brand: Brand, tmp_path: Path) -> None:
    drop(owner, stranger(tmp_path))
    work()
    waiting = Original.objects.get()
    owner.post(f"/b/yanshi/data/imports/waiting/{waiting.original_id}/discard")
    assert list(places.originals_root(brand).iterdir()) == []


def test_too_many_files_are_refused_at_the_door(owner: Client, samples: Path) -> None:
    files = [SimpleUploadedFile(f"{n}.csv", b"x") for n in range(65)]
    page = owner.post("/b/yanshi/data/imports/upload", {"files": files}, follow=True)
    assert "between 1 and 64" in page.content.decode()
    assert not Original.objects.exists()


def test_the_retention_is_a_setting(owner: Client, brand: Brand) -> None:
    address = "/b/yanshi/data/imports/settings"
    owner.post(address, {"retention_days": "7", "inbox_on": "on"})
    assert "after 7 days" in owner.get("/b/yanshi/data/imports/").content.decode()
    owner.post(address, {"retention_days": "9999"})
    assert "after 7 days" in owner.get("/b/yanshi/data/imports/").content.decode()


@pytest.mark.parametrize(
    ("role", "read", "write", "undo"),
    [("auditor", 200, 403, 403), ("finance", 200, 302, 403), ("content_operator", 403, 403, 403)],
)
def test_each_role_may_what_it_may(
    role: str, read: int, write: int, undo: int, brand: Brand, bring: Importing, samples: Path
) -> None:
    (report,) = bring(samples / GOOD)
    client = signed_in(person(brand, role))
    root = "/b/yanshi/data/imports/"
    assert client.get(root).status_code == read
    files = {"files": [SimpleUploadedFile("a.csv", b"x")]}
    assert client.post(root + "upload", files).status_code == write
    assert client.post(f"{root}{report.import_id}/undo").status_code == undo
    assert paid(brand)[0] == 17


def test_a_member_of_one_shop_sees_only_its_imports(
    brand: Brand, bring: Importing, samples: Path
) -> None:
    (report,) = bring(samples / GOOD)
    people.shop_register(brand=brand, key="jd-one", platform="jd", name="京东演示")
    client = signed_in(person(brand, "channel_operator", "jd-one"))
    page = client.get("/b/yanshi/data/imports/").content.decode()
    assert Path(GOOD).name not in page
    assert client.get(f"/b/yanshi/data/imports/{report.import_id}").status_code == 404
    assert client.post(f"/b/yanshi/data/imports/{report.import_id}/undo").status_code == 404
    drop(client, samples / GOOD)
    assert not Original.objects.filter(import_id="").exists()


def test_another_brands_import_is_not_there(bring: Importing, samples: Path) -> None:
    (report,) = bring(samples / GOOD)
    other = people.brand_create(key="ling", at=timezone.now())
    client = signed_in(person(other, "owner"))
    assert client.get(f"/b/yanshi/data/imports/{report.import_id}").status_code == 404
    assert client.get(f"/b/ling/data/imports/{report.import_id}").status_code == 404
