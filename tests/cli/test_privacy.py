"""`luoxuan privacy`: the proof on a real small home, and turning the keys (9.3)."""

import json
from pathlib import Path

import pytest
from django.conf import settings as configured
from typer.testing import CliRunner, Result

from luoxuan.cli.privacy import app
from luoxuan.foundation.intake import places
from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.privacy.masters import MasterMissingError
from luoxuan.foundation.privacy.models import BrandKey
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.foundation.vault import selectors, services
from luoxuan.foundation.vault.models import Person, PersonValue
from tests.foundation.vault.conftest import CHOICE, OTHER, PHONE
from tests.foundation.vault.shop_files import taobao_file, youzan_file
from tests.people_there import AT, brand_there

pytestmark = pytest.mark.clause("9.3")
ONE = ("演示甲一号", PHONE, "演示路1号2栋")
TWO = ("演示乙二号", OTHER, "演示街8号")


@pytest.fixture
def home(own_home: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose master key is in its file."""
    for name in ("LUOXUAN_MASTER_KEY", "LUOXUAN_MASTER_KEY_OLD"):
        monkeypatch.delenv(name, raising=False)
    return Path(configured.LUOXUAN_HOME)


@pytest.fixture
def brand(home: Path, db: None, tmp_path: Path) -> Brand:
    """A brand that keeps the persons of two imported files, originals sealed."""
    made = brand_there()
    services.settings_save(brand=made, choice=CHOICE, actor=None, at=AT)
    for path in (youzan_file(tmp_path, ONE), taobao_file(tmp_path, ONE, TWO)):
        (report,) = intake.files_import(
            brand=made, files=[intake.IncomingFile(path, path.name)], at=AT
        )
        assert report.status == "imported"
    return made


def run(*words: str) -> Result:
    return CliRunner().invoke(app, [*words])


def test_a_home_with_persons_in_the_vault_is_clean_and_the_scan_says_how_much_it_read(
    brand: Brand,
) -> None:
    assert Person.objects.count() == 2
    done = run("scan")
    assert done.exit_code == 0, done.output
    assert "0 finds, 0 unsealed originals." in done.stdout
    body = json.loads(run("scan", "--json").stdout)
    assert (body["hits"], body["unsealed"]) == ([], [])
    assert body["texts"] > 100
    assert body["letters"] > 10_000


@pytest.mark.parametrize("options", [(), ("--brand", "yanshi")])
def test_what_lies_outside_is_found_printed_masked_and_ends_with_one(
    brand: Brand, options: tuple[str, ...]
) -> None:
    room = places.brand_root(brand) / "work"
    room.mkdir(exist_ok=True)
    (room / "note.txt").write_text(f"回电 {PHONE}", encoding="utf-8")
    done = run("scan", *options)
    assert done.exit_code == 1
    assert "work/note.txt: phone 138****0001" in done.stdout
    assert PHONE not in done.output
    told = run("scan", "--json", *options)
    assert told.exit_code == 1
    (hit,) = json.loads(told.stdout)["hits"]
    assert (hit["kind"], hit["masked"]) == ("phone", "138****0001")


def test_a_number_in_the_database_is_found_with_its_table(brand: Brand) -> None:
    Brand.objects.filter(pk=brand.pk).update(name=f"演示 {PHONE}")
    done = run("scan")
    assert done.exit_code == 1
    assert "people_brand.name: phone 138****0001" in done.stdout
    assert PHONE not in done.output
    assert run("scan", "--brand", "yanshi").exit_code == 0, "the files of the brand are clean"


def test_an_original_that_is_not_sealed_is_told(brand: Brand) -> None:
    (places.originals_root(brand) / "plain.csv").write_text("订单号\n1\n", encoding="utf-8")
    done = run("scan")
    assert done.exit_code == 1
    assert "not sealed: plain.csv" in done.stdout


@pytest.mark.parametrize("verb", ["scan", "rotate"])
def test_a_brand_nobody_has_is_refused_and_nothing_is_turned(brand: Brand, verb: str) -> None:
    before = (TrailEntry.objects.count(), bytes(BrandKey.objects.get().wrapped or b""))
    done = run(verb, "--brand", "nichts")
    assert done.exit_code == 2
    assert "there is no brand nichts" in done.output
    assert (TrailEntry.objects.count(), bytes(BrandKey.objects.get().wrapped or b"")) == before


def opened(brand: Brand) -> list[str]:
    """What the vault shows of the first person."""
    person = selectors.person_by_phone(brand, PHONE)
    assert person is not None
    return [each.value for each in selectors.masked_of(person)]


def test_turning_the_master_key_touches_no_person(home: Path, brand: Brand) -> None:
    shown, boxes = opened(brand), set(Person.objects.values_list("wrapped", flat=True))
    before = (home / "keys/master.key").read_text()
    done = run("rotate")
    assert done.exit_code == 0, done.output
    assert "the keys of 1 brands wrapped anew" in done.stdout
    after = (home / "keys/master.key").read_text()
    assert after != before
    assert (home / "keys/master.key").stat().st_mode & 0o777 == 0o600
    (old,) = (home / "keys").glob("master.old-*")
    assert (old.read_text(), old.stat().st_mode & 0o777) == (before, 0o600)
    assert before not in done.output
    assert after not in done.output
    old.unlink()
    assert opened(brand) == shown
    assert set(Person.objects.values_list("wrapped", flat=True)) == boxes


def test_turning_a_brands_key_wraps_every_person_anew_and_no_value(brand: Brand) -> None:
    shown, token = opened(brand), services.phone_token(brand, PHONE)
    sealed = set(PersonValue.objects.values_list("sealed", flat=True))
    keys = set(Person.objects.values_list("wrapped", flat=True))
    done = run("rotate", "--brand", "yanshi")
    assert done.exit_code == 0, done.output
    assert "yanshi: the keys of 2 persons wrapped anew." in done.stdout
    assert not keys & set(Person.objects.values_list("wrapped", flat=True))
    assert set(PersonValue.objects.values_list("sealed", flat=True)) == sealed
    assert opened(brand) == shown
    assert services.phone_token(brand, PHONE) == token
    verbs = set(TrailEntry.objects.values_list("verb", flat=True))
    assert {"key.rewrapped", "vault.key_added", "vault.rotated"} <= verbs
    assert run("scan").exit_code == 0


def test_without_the_old_master_a_backup_of_before_opens_nothing(home: Path, brand: Brand) -> None:
    kept = bytes(BrandKey.objects.get().wrapped or b"")
    assert run("rotate").exit_code == 0
    for old in (home / "keys").glob("master.old-*"):
        old.unlink()
    BrandKey.objects.update(wrapped=kept, master="")
    with pytest.raises(MasterMissingError):
        opened(brand)
