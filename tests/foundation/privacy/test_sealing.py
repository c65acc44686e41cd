"""A sealed file opens to the very same bytes, and not at all once one of its own bytes is different (9.3)."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoxuan.foundation.privacy import sealing

KEY = bytes(range(32))
SMALL = 64
"""Chunks of a test, so that a few hundred bytes have several."""

quick = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "CHUNK", SMALL)


def sealed(folder: Path, content: bytes) -> Path:
    """A sealed file of the content."""
    source, target = folder / "plain", folder / "sealed"
    source.write_bytes(content)
    sealing.seal(source, target, key=KEY)
    return target


def opened(path: Path, key: bytes = KEY) -> bytes:
    """What is in it."""
    target = path.with_name("opened")
    sealing.unseal(path, target, key=key)
    return target.read_bytes()


@quick
@given(st.binary(max_size=5 * SMALL))
def test_what_is_sealed_opens_to_the_same_bytes(tmp_path: Path, content: bytes) -> None:
    assert opened(sealed(tmp_path, content)) == content


@pytest.mark.parametrize("size", [0, 1, SMALL - 1, SMALL, SMALL + 1, 3 * SMALL])
def test_every_length_around_a_chunk_opens(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    assert opened(sealed(tmp_path, content)) == content


def test_a_length_that_says_more_than_there_is_is_refused(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"x")
    box = bytearray(path.read_bytes())
    box[len(sealing.MAGIC) + sealing.NONCE + 3] += 2
    path.write_bytes(bytes(box))
    with pytest.raises(sealing.SealBrokenError):
        opened(path)


@quick
@given(st.binary(min_size=1, max_size=4 * SMALL), st.data())
def test_a_changed_byte_anywhere_is_refused_and_nothing_is_left(
    tmp_path: Path, content: bytes, data: st.DataObject
) -> None:
    path = sealed(tmp_path, content)
    box = bytearray(path.read_bytes())
    box[data.draw(st.integers(0, len(box) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(box))
    (tmp_path / "opened").unlink(missing_ok=True)
    with pytest.raises(sealing.SealBrokenError):
        opened(path)
    assert not (tmp_path / "opened").exists()


@quick
@given(st.binary(min_size=1, max_size=4 * SMALL), st.data())
def test_a_file_cut_anywhere_is_refused(
    tmp_path: Path, content: bytes, data: st.DataObject
) -> None:
    path = sealed(tmp_path, content)
    box = path.read_bytes()
    path.write_bytes(box[: data.draw(st.integers(0, len(box) - 1))])
    with pytest.raises(sealing.SealBrokenError):
        opened(path)


@quick
@given(st.binary(min_size=1, max_size=4 * SMALL), st.binary(min_size=1, max_size=2 * SMALL))
def test_a_file_with_something_added_is_refused(
    tmp_path: Path, content: bytes, added: bytes
) -> None:
    path = sealed(tmp_path, content)
    path.write_bytes(path.read_bytes() + added)
    with pytest.raises(sealing.SealBrokenError):
        opened(path)


def test_swapped_and_repeated_chunks_are_refused(tmp_path: Path) -> None:
    path = sealed(tmp_path, os.urandom(4 * SMALL))
    box = path.read_bytes()
    head = len(sealing.MAGIC) + sealing.NONCE
    step = 4 + SMALL + sealing.TAG
    chunks = [box[at : at + step] for at in range(head, len(box), step)]
    one, two, *rest = chunks
    for wrong in ([two, one, *rest], [one, one, two, *rest], [one, *rest]):
        path.write_bytes(box[:head] + b"".join(wrong))
        with pytest.raises(sealing.SealBrokenError):
            opened(path)


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    with pytest.raises(sealing.SealBrokenError):
        opened(sealed(tmp_path, b"x"), key=bytes(32))


def test_two_seals_of_the_same_bytes_differ(tmp_path: Path) -> None:
    first = sealed(tmp_path, b"x" * 100).read_bytes()
    assert sealed(tmp_path, b"x" * 100).read_bytes() != first


def test_sealed_and_opened_files_are_for_their_owner_only(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"x")
    opened(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "opened").stat().st_mode & 0o777 == 0o600


def test_the_plain_bytes_are_not_in_the_sealed_file(tmp_path: Path) -> None:
    assert (
        "演示买家一号".encode() not in sealed(tmp_path, "演示买家一号".encode() * 50).read_bytes()
    )
