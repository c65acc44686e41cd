"""kill -9 while persons are written or taken out: the vault and the lake agree then, and the next run mends (9.1, 9.3)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.intake import services as intake_services
from luoxuan.foundation.intake.models import Import
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.vault import selectors, services
from luoxuan.foundation.vault.models import Person, PersonValue, Take, ValueSource
from luoxuan.foundation.vault.services import phone_token
from luoxuan.warehouse import engine
from tests.foundation.vault.conftest import CHOICE
from tests.foundation.vault.shop_files import taobao_file, youzan_file
from tests.people_there import AT, brand_there
from tests.shared_material import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("9.3")]

ONE = ("演示甲一号", "13800000001", "演示路1号2栋")
TWO = ("演示乙二号", "13900000002", "演示街8号")
THREE = ("演示丙三号", "13700000003", "演示巷9号")
IMPORT_PLACES = [
    ("call", "take_write"), ("return", "_persons_of"), ("return", "_piece_write"), ("return", "take_write"),
    ("call", "takes_confirm"), ("return", "takes_confirm"), ("return", "catalogue_append"),
    ("return", "originals_bind"), ("return", "batch_commit"),
]  # fmt: skip
UNDO_PLACES = [
    ("call", "takes_drop"), ("return", "takes_drop"), ("return", "_undo_record"), ("call", "_orphans_remove"),
    ("return", "_seen_set_back"), ("return", "takes_sweep"), ("return", "import_undo"),
]  # fmt: skip
CONNECTION = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


@pytest.fixture
def brand(own_home: None, db: None, tmp_path: Path) -> Brand:
    """A brand that keeps persons and has one import of two."""
    made = brand_there()
    services.settings_save(brand=made, choice=CHOICE, actor=None, at=AT)
    assert bring(made, youzan_file(tmp_path, ONE, TWO)) == "imported"
    return made


def bring(brand: Brand, path: Path) -> str:
    """Import the file; its status."""
    files = [intake_services.IncomingFile(path, path.name)]
    (report,) = intake_services.files_import(brand=brand, files=files, at=AT)
    return report.status


def other_file(folder: Path, who: tuple[str, str, str]) -> Path:
    """An order of the person with a number no other file has."""
    path = youzan_file(folder, who, name="youzan2.csv")
    path.write_text(path.read_text().replace("E2026", "E2027"))
    return path


def dies(verb: str, place: tuple[str, str], *paths: Path) -> None:
    """A process of its own that is killed at the place."""
    said = {name: connection.settings_dict[name] for name in CONNECTION}
    given = os.environ | {
        "LUOXUAN_HOME": str(settings.LUOXUAN_HOME), "DJANGO_SETTINGS_MODULE": "luoxuan.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "LUOXUAN_TEST_DATABASE": json.dumps(said, default=str),
    }  # fmt: skip
    connection.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.foundation.vault.killed_import", verb, *place, *map(str, paths)],
        cwd=settings.LUOXUAN_HOME, env=given, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == -9, done.stdout + done.stderr


def tokens_in_lake(brand: Brand) -> set[str]:
    """Who bought, as the warehouse knows it."""
    with engine.open_session(intake.snapshot(brand)) as session:
        sql = "SELECT DISTINCT customer_key FROM orders WHERE identity_quality = 'phone_key'"
        return set(session.fetch(sql)["customer_key"].to_pylist())


def tokens_seen(brand: Brand) -> set[str]:
    """Whom the vault shows."""
    return set(selectors.persons_of(brand).values_list("token", flat=True))


def tokens_of(brand: Brand, *people: tuple[str, str, str]) -> set[str]:
    """The tokens of the people."""
    return {str(phone_token(brand, phone)) for _name, phone, _where in people}


def check_mended(brand: Brand, *people: tuple[str, str, str]) -> None:
    """Exactly these people, each with an import that stands and values that open; nothing left over."""
    expected = tokens_of(brand, *people)
    assert tokens_in_lake(brand) == tokens_seen(brand) == expected
    assert set(Person.objects.values_list("token", flat=True)) == expected
    live = Import.objects.filter(status="imported", undone_at=None)
    assert set(live.values_list("import_id", flat=True)) == set(
        Take.objects.filter(state="live").values_list("import_id", flat=True)
    )
    assert not Take.objects.exclude(state="live").exists()
    assert not PersonValue.objects.filter(sources__isnull=True).exists()
    assert not ValueSource.objects.exclude(take__state="live").exists()
    for person in Person.objects.all():
        assert {each.kind for each in selectors.masked_of(person)} == {"phone", "name", "address"}
    assert services.takes_sweep(brand=brand) == 0


def check_killed_import(brand: Brand, folder: Path, place: tuple[str, str]) -> None:
    """Old or new right after the kill, new after the next run."""
    path = taobao_file(folder, ONE, THREE)
    dies("import", place, path)
    seen = tokens_seen(brand)
    assert tokens_in_lake(brand) == seen
    is_done = place == ("return", "batch_commit")
    assert seen == tokens_of(brand, ONE, TWO, *([THREE] if is_done else []))
    assert bring(brand, path) == ("duplicate" if is_done else "imported")
    check_mended(brand, ONE, TWO, THREE)


def test_a_kill_after_persons_were_written_leaves_nobody_and_the_next_run_mends(
    brand: Brand, tmp_path: Path
) -> None:
    check_killed_import(brand, tmp_path, ("return", "take_write"))


@pytest.mark.slow
def test_what_a_killed_run_left_goes_with_the_next_import_of_another_file(
    brand: Brand, tmp_path: Path
) -> None:
    dies("import", ("return", "take_write"), taobao_file(tmp_path, THREE))
    assert Person.objects.filter(token__in=tokens_of(brand, THREE)).exists()
    assert bring(brand, other_file(tmp_path, ONE)) == "imported"
    check_mended(brand, ONE, TWO)


@pytest.mark.slow
@pytest.mark.parametrize("place", IMPORT_PLACES, ids="-".join)
def test_a_killed_import_leaves_old_or_new(
    brand: Brand, tmp_path: Path, place: tuple[str, str]
) -> None:
    check_killed_import(brand, tmp_path, place)


@pytest.mark.slow
@pytest.mark.parametrize("place", UNDO_PLACES, ids="-".join)
def test_a_killed_undo_leaves_old_or_new(
    brand: Brand, tmp_path: Path, place: tuple[str, str]
) -> None:
    bring(brand, taobao_file(tmp_path, ONE, THREE))
    dies("undo", place)
    seen = tokens_seen(brand)
    assert tokens_in_lake(brand) == seen
    first = Import.objects.order_by("at", "seq")[0]
    if first.is_live:
        assert seen == tokens_of(brand, ONE, TWO, THREE)
        intake_services.import_undo(
            brand=brand, import_id=first.import_id, requested_by=None, at=AT
        )
    else:
        assert seen == tokens_of(brand, ONE, THREE)
        assert bring(brand, other_file(tmp_path, THREE)) == "imported"
    check_mended(brand, ONE, THREE)
