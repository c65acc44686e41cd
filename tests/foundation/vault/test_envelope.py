"""A box opens with its key for its person, or not at all (9.3)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.foundation.vault.envelope import EnvelopeBrokenError, box_open, box_seal, new_key

ciphers = st.sampled_from(["aes", "sm4"])


@pytest.mark.clause("9.3")
@settings(deadline=None)
@given(value=st.binary(max_size=200), bound=st.binary(max_size=80), cipher=ciphers)
def test_what_was_sealed_comes_out_and_no_box_is_twice_the_same(
    value: bytes, bound: bytes, cipher: str
) -> None:
    key = new_key()
    boxes = [box_seal(value, key=key, bound_to=bound, cipher=cipher) for _ in range(2)]
    assert boxes[0] != boxes[1]
    assert [box_open(box, key=key, bound_to=bound) for box in boxes] == [value, value]


@settings(deadline=None)
@given(value=st.binary(max_size=40), cipher=ciphers, data=st.data())
def test_a_box_with_one_bit_turned_is_refused(
    value: bytes, cipher: str, data: st.DataObject
) -> None:
    key = new_key()
    box = bytearray(box_seal(value, key=key, bound_to=b"x", cipher=cipher))
    place = data.draw(st.integers(0, len(box) * 8 - 1))
    box[place // 8] ^= 1 << place % 8
    with pytest.raises(EnvelopeBrokenError):
        box_open(bytes(box), key=key, bound_to=b"x")


@settings(deadline=None)
@given(value=st.binary(max_size=40), cipher=ciphers, cut=st.integers(0, 60))
def test_a_cut_box_is_refused(value: bytes, cipher: str, cut: int) -> None:
    key = new_key()
    box = box_seal(value, key=key, bound_to=b"x", cipher=cipher)
    with pytest.raises(EnvelopeBrokenError):
        box_open(box[: min(cut, len(box) - 1)], key=key, bound_to=b"x")


@pytest.mark.parametrize("cipher", ["aes", "sm4"])
def test_a_box_moved_to_another_person_or_opened_with_another_key_is_refused(cipher: str) -> None:
    key = new_key()
    box = box_seal(b"13800138000", key=key, bound_to=b"one", cipher=cipher)
    for other, bound in ((key, b"two"), (new_key(), b"one")):
        with pytest.raises(EnvelopeBrokenError):
            box_open(box, key=other, bound_to=bound)
    assert b"13800138000" not in box
