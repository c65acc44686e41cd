"""The phone a token is made of reads alike in SQL and in Python (9.3)."""

import hashlib
import hmac

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.foundation.vault.phones import phone_bare
from luoxuan.warehouse.sources.emit.identity import keyed_hash
from luoxuan.warehouse.sources.persons import phone_sql

SESSION = duckdb.connect(":memory:")
written = st.one_of(
    st.from_regex(r"(\+?86|0086)?[ -]?1[3-9][0-9] ?-?[0-9]{4} ?-?[0-9]{4}", fullmatch=True),
    st.from_regex(r"[+＋]?[0-9０-９]{6,16}", fullmatch=True).map(lambda t: t),
    st.text("0123456789+-*() ab#＋０８１３", max_size=18),
    st.sampled_from(["138****8000", "13800000001-1234", "0571-88888888", "＋８６１３８００００００００１"]),
)  # fmt: skip


@settings(deadline=None)
@given(written)
def test_sql_and_python_agree_on_every_phone(text: str) -> None:
    found = SESSION.execute(f"SELECT {phone_sql('t')} FROM (SELECT ? AS t)", [text]).fetchone()
    assert found == (phone_bare(text),)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    st.binary(min_size=1, max_size=64),
)
def test_the_hash_in_sql_is_hmac(text: str, key: bytes) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    found = SESSION.execute(f"SELECT {keyed_hash(quoted, key)}").fetchone()
    assert found == (hmac.new(key, text.encode(), hashlib.sha256).hexdigest(),)
