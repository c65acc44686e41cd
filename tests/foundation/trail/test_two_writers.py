"""Two writers at once never fork a chain."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail import selectors, services
from luoxuan.foundation.trail.models import TrailEntry
from tests.people_there import AT, brand_untrailed

WRITERS = 3
EACH = 15


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain_without_gaps() -> None:
    brand = brand_untrailed()
    start = threading.Barrier(WRITERS)
    errors: list[BaseException] = []
    threads = [
        threading.Thread(target=write, args=(brand, name, start, errors)) for name in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    verdict = selectors.trail_verify(brand=brand)
    assert (verdict.entries, verdict.broken_at) == (WRITERS * EACH, None)
    assert TrailEntry.objects.values("detail__writer").distinct().count() == WRITERS


def write(brand: Brand, writer: int, start: threading.Barrier, errors: list[BaseException]) -> None:
    """Entries of one writer, each in a transaction of its own."""
    try:
        start.wait()
        for number in range(EACH):
            with transaction.atomic():
                services.trail_record(
                    brand=brand, actor=None, verb="import.finished", subject_type="import",
                    subject_id=str(number), detail={"writer": writer},
                    at=AT + timedelta(seconds=number),
                )  # fmt: skip
    except BaseException as error:  # noqa: BLE001  # shown by the test, whatever it is
        errors.append(error)
    finally:
        connection.close()
