"""Imports by token: list, bring, look, undo; each asks for its permission."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luoxuan.foundation.intake.models import Original
from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand
from tests.foundation.intake.conftest import Importing
from tests.foundation.intake.reading_back import paid
from tests.foundation.intake.test_pages import person

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "taobao/ExportOrderList202609301015.csv"
ROOT = "/api/v1/b/yanshi/imports/"
ALL = ["imports.read", "imports.write", "imports.undo"]


def program(brand: Brand, *permissions: str) -> Client:
    """A program with a token that may so much."""
    user = person(brand, "owner")
    plan = people.TokenPlan(name="probe", permissions=permissions)
    _token, secret = people.token_issue(brand=brand, user=user, plan=plan, at=timezone.now())
    return Client(headers={"authorization": f"Bearer {secret}"})


def test_bring_look_and_undo(brand: Brand, samples: Path) -> None:
    client = program(brand, *ALL)
    file = SimpleUploadedFile(Path(GOOD).name, (samples / GOOD).read_bytes())
    brought = client.post(ROOT, {"files": [file]})
    assert brought.status_code == 202
    batch = brought.json()
    assert (batch["state"], batch["reports"]) == ("ready", [])
    jobs.jobs_run_pending(at=timezone.now() + timedelta(seconds=1))
    done = client.get(f"{ROOT}batches/{batch['batch_id']}").json()
    assert (done["state"], done["reports"][0]["status"]) == ("done", "imported")
    import_id = done["reports"][0]["import_id"]
    assert [row["import_id"] for row in client.get(ROOT).json()] == [import_id]
    assert client.get(ROOT + import_id).json()["reports"][0]["distinct_keys"] == 17
    undone = client.post(f"{ROOT}{import_id}/undo")
    assert undone.status_code == 200
    assert undone.json()["undone_at"]
    assert client.post(f"{ROOT}{import_id}/undo").status_code == 409
    assert paid(brand)[0] == 0


def test_a_token_may_what_it_says_and_no_more(
    brand: Brand, bring: Importing, samples: Path
) -> None:
    (report,) = bring(samples / GOOD)
    client = program(brand, "imports.read")
    assert client.get(ROOT).status_code == 200
    file = SimpleUploadedFile("a.csv", b"x")
    assert client.post(ROOT, {"files": [file]}).status_code == 403
    assert client.post(f"{ROOT}{report.import_id}/undo").status_code == 403
    assert paid(brand)[0] == 17


def test_another_brand_is_not_there(brand: Brand, bring: Importing, samples: Path) -> None:
    (report,) = bring(samples / GOOD)
    other = people.brand_create(key="ling", at=timezone.now())
    client = program(other, *ALL)
    assert client.get(ROOT).status_code == 404
    assert client.get(f"/api/v1/b/ling/imports/{report.import_id}").status_code == 404
    assert client.post(f"/api/v1/b/ling/imports/{report.import_id}/undo").status_code == 404


def test_nothing_or_an_unknown_shop_is_not_taken(brand: Brand) -> None:
    client = program(brand, *ALL)
    assert client.post(ROOT, {}).status_code == 422
    file = SimpleUploadedFile("a.csv", b"x")
    assert client.post(ROOT, {"files": [file], "shop": "nowhere"}).status_code == 422
    assert not Original.objects.exists()
