"""Settings come from the environment, and are closed where it says nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.settings.database import database
from luoxuan.settings.home import secret

NAMES = ("DEBUG", "ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECRET_KEY")
PRINT = f"""
import json; from luoxuan import settings
print(json.dumps({{n: getattr(settings, n) for n in {NAMES!r}}} | {{"home": str(settings.LUOXUAN_HOME)}}))
"""


def settings_with(home: Path, **surroundings: str) -> dict[str, Any]:
    """The settings of a process with these variables."""
    around = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        env=around | {"LUOXUAN_HOME": str(home)} | surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_by_default_all_is_closed(tmp_path: Path) -> None:
    found = settings_with(tmp_path / "home")
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


def test_the_secret_key_is_made_once_and_closed(tmp_path: Path) -> None:
    first = settings_with(tmp_path)["SECRET_KEY"]
    assert settings_with(tmp_path)["SECRET_KEY"] == first
    assert len(first) >= 60
    assert (tmp_path / "keys" / "secret.key").stat().st_mode & 0o777 == 0o600


def test_behind_https_cookies_are_secure(tmp_path: Path) -> None:
    found = settings_with(tmp_path, LUOXUAN_HTTPS="1", LUOXUAN_HOSTS="shop.example")
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["SECURE_HSTS_SECONDS"] == 31536000
    assert "shop.example" in found["ALLOWED_HOSTS"]


def test_a_secret_from_the_environment_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOXUAN_MASTER_KEY", "given")
    path = tmp_path / "keys" / "master.key"
    assert secret(path, variable="LUOXUAN_MASTER_KEY") == "given"
    assert not path.exists()


def test_an_empty_secret_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.touch()
    with pytest.raises(RuntimeError, match=r"secret\.key is empty"):
        secret(path, variable="LUOXUAN_NO_SUCH_VARIABLE")


def test_sqlite_waits_for_the_lock_and_reads_while_written(tmp_path: Path) -> None:
    found = database("", home=tmp_path)
    assert found["NAME"] == tmp_path / "db.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20), st.integers(1, 65535))
def test_any_name_and_password_come_through_the_address(
    user: str, password: str, port: int
) -> None:
    from urllib.parse import quote

    address = f"postgres://{quote(user, safe='')}:{quote(password, safe='')}@db.example:{port}/lx"
    found = database(address, home=Path())
    assert (found["USER"], found["PASSWORD"], found["PORT"]) == (user, password, str(port))
    assert (found["NAME"], found["HOST"]) == ("lx", "db.example")


def test_a_database_we_do_not_run_on_is_refused() -> None:
    with pytest.raises(ValueError, match="use postgres://"):
        database("mysql://db.example/lx", home=Path())
