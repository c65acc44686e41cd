"""What an import brings: sealed in pieces, true at once with the catalogue, taken out exactly (9.1, 9.3)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from luoxuan.foundation.vault.envelope import CipherName, box_seal, new_key
from luoxuan.foundation.vault.keyring import Keyring, value_digest
from luoxuan.foundation.vault.models import Person, PersonValue, Take, ValueSource
from luoxuan.foundation.vault.selectors.settings import settings_of
from luoxuan.foundation.vault.spool import Met

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

PIECE = 500


def take_write(*, brand: "Brand", import_id: str, met: Iterable[Met], at: datetime) -> Take:
    """Seal what was met. Nobody sees it before `takes_confirm`; a killed run's is swept."""
    cipher: CipherName = "sm4" if settings_of(brand).cipher == "sm4" else "aes"
    take = Take.objects.create(brand=brand, import_id=import_id, at=at)
    for piece in _pieces(met):
        with transaction.atomic():
            _piece_write(take, piece, cipher)
    tokens = PersonValue.objects.filter(sources__take=take).values("person").distinct()
    take.persons = tokens.count()
    take.save(update_fields=["persons", "withheld"])
    return take


def takes_confirm(*, brand: "Brand", import_ids: Sequence[str]) -> None:
    """Make them true, inside the transaction of the catalogue."""
    Take.objects.filter(brand=brand, import_id__in=import_ids).update(state=Take.State.LIVE)


def takes_drop(*, brand: "Brand", import_ids: Sequence[str]) -> None:
    """Take them out, inside the transaction of the undo; the rows go with the sweep after it."""
    Take.objects.filter(brand=brand, import_id__in=import_ids).update(state=Take.State.DROPPED)
    transaction.on_commit(lambda: takes_sweep(brand=brand))


def takes_sweep(*, brand: "Brand") -> int:
    """Remove what is not live: dropped, or left by a killed run. Only with the brand's write lock held."""
    gone = 0
    for take in Take.objects.filter(brand=brand).exclude(state=Take.State.LIVE):
        while ids := list(take.sources.values_list("value", flat=True)[:PIECE]):
            with transaction.atomic():
                ValueSource.objects.filter(take=take, value__in=ids).delete()
                persons = list(
                    Person.objects.filter(values__in=ids).values_list("pk", flat=True).distinct()
                )
                _orphans_remove(ids)
                _seen_set_back(persons)
        take.delete()
        gone += 1
    return gone


def _orphans_remove(ids: Sequence[int]) -> None:
    """Values no import brings and no person said, and persons without any: their keys go with them."""
    values = PersonValue.objects.filter(pk__in=ids, sources__isnull=True, is_corrected=False)
    persons = list(values.values_list("person", flat=True).distinct())
    values.delete()
    Person.objects.filter(pk__in=persons, values__isnull=True, erased_at__isnull=True).delete()


def _seen_set_back(persons: Sequence[int]) -> None:
    """Who is left was last seen in the newest import that still stands: the clocks count from there."""
    live = Take.objects.filter(sources__value__person=OuterRef("pk"), state=Take.State.LIVE)
    for name, order in (("first_seen_at", "at"), ("last_seen_at", "-at")):
        stands = Subquery(live.order_by(order).values("at")[:1])
        Person.objects.filter(pk__in=persons).update(**{name: Coalesce(stands, F(name))})


def _pieces(met: Iterable[Met]) -> Iterator[list[Met]]:
    rest = iter(met)
    while piece := list(islice(rest, PIECE)):
        yield piece


def _piece_write(take: Take, piece: Sequence[Met], cipher: CipherName) -> None:
    # The key may have been turned since the last piece: it is read anew, and stays until this one is in.
    ring = Keyring(take.brand, cipher=cipher, is_held=True)
    persons = _persons_of(ring, take, {each.token for each in piece})
    keys = {
        token: ring.unwrap(bytes(person.wrapped), person.key_version, token)
        for token, person in persons.items()
        if person.wrapped is not None
    }
    take.withheld += len(persons) - len(keys)
    fresh: dict[tuple[int, str, str], PersonValue] = {}
    for token, kind, value in piece:
        if token not in keys:
            continue
        digest = value_digest(keys[token], kind, value)
        fresh.setdefault((persons[token].pk, kind, digest), PersonValue(
            person=persons[token], kind=kind, digest=digest, at=take.at,
            sealed=box_seal(
                value.encode(), key=keys[token], bound_to=ring.bound_to(token, kind),
                cipher=ring.cipher,
            ),
        ))  # fmt: skip
    PersonValue.objects.bulk_create(fresh.values(), ignore_conflicts=True)
    held = PersonValue.objects.filter(person__in=[p.pk for p in persons.values()])
    ids = {
        (row[1], row[2], row[3]): row[0]
        for row in held.values_list("pk", "person", "kind", "digest")
    }
    ValueSource.objects.bulk_create(
        [ValueSource(take=take, value_id=ids[key]) for key in fresh], ignore_conflicts=True
    )


def _persons_of(ring: Keyring, take: Take, tokens: set[str]) -> dict[str, Person]:
    """The persons of the tokens, new ones with a key of their own."""
    brand = take.brand
    held = Person.objects.select_for_update().filter(brand=brand, token__in=tokens)
    known = {person.token: person for person in held}
    earlier = [p.pk for p in known.values() if p.wrapped is not None and p.last_seen_at < take.at]
    Person.objects.filter(pk__in=earlier).update(last_seen_at=take.at)
    made = [
        Person(
            brand=brand, token=token, wrapped=ring.wrap(new_key(), token),
            key_version=ring.version, first_seen_at=take.at, last_seen_at=take.at,
        )
        for token in sorted(tokens - known.keys())
    ]  # fmt: skip
    Person.objects.bulk_create(made)
    return known | {person.token: person for person in made}
