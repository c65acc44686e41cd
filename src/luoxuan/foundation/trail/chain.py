"""How an entry is hashed: canonical JSON, SHA-256, each entry over the one before."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Body:
    """What the chain protects. `personal` is a salted hash of what may be shredded, empty where there is nothing."""

    brand: str
    seq: int
    at: str
    actor: str
    verb: str
    subject_type: str
    subject_id: str
    detail: dict[str, Any]
    personal: str


def canonical(value: Any) -> str:
    """JSON in the one way: sorted keys, no blanks, no escapes. Raises TypeError for what JSON has no word for."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def entry_hash(previous: str, body: Body) -> str:
    """SHA-256 of the previous hash and the body."""
    return hashlib.sha256(f"{previous}\n{canonical(asdict(body))}".encode()).hexdigest()


def commitment(salt: str, personal: dict[str, Any]) -> str:
    """Binds the entry to personal detail without holding it: after shredding nothing leads back, since the salt is gone."""
    return hashlib.sha256(f"{salt}\n{canonical(personal)}".encode()).hexdigest()
