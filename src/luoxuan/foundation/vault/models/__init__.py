"""Persons of a brand: their sealed values, what they agreed to, what they asked for (9.3)."""

from luoxuan.foundation.vault.models.consents import Consent, Purpose
from luoxuan.foundation.vault.models.persons import Person, PersonValue, Take, ValueSource
from luoxuan.foundation.vault.models.reads import Unmasking
from luoxuan.foundation.vault.models.requests import PersonRequest
from luoxuan.foundation.vault.models.retention import RetentionClock, RetentionRun
from luoxuan.foundation.vault.models.switch import VaultKey, VaultSettings

__all__ = [
    "Consent",
    "Person",
    "PersonRequest",
    "PersonValue",
    "Purpose",
    "RetentionClock",
    "RetentionRun",
    "Take",
    "Unmasking",
    "ValueSource",
    "VaultKey",
    "VaultSettings",
]
