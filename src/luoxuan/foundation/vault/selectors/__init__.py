"""What is known of persons: settings, masked values, consents, requests, clocks."""

from luoxuan.foundation.vault.selectors.persons import (
    Plain,
    imports_of,
    masked_of,
    person_by_phone,
    person_of,
    persons_of,
    reads_since,
    unmaskings_of,
    values_live,
)
from luoxuan.foundation.vault.selectors.retention import Clock, clocks_of, runs_of
from luoxuan.foundation.vault.selectors.rights import (
    Standing,
    consents_of,
    due_day,
    given_count,
    has_consent,
    purpose_of,
    purposes_of,
    request_of,
    requests_of,
    requests_open,
    standings_of,
)
from luoxuan.foundation.vault.selectors.settings import keeps_personal, key_now, settings_of

__all__ = [
    "Clock",
    "Plain",
    "Standing",
    "clocks_of",
    "consents_of",
    "due_day",
    "given_count",
    "has_consent",
    "imports_of",
    "keeps_personal",
    "key_now",
    "masked_of",
    "person_by_phone",
    "person_of",
    "persons_of",
    "purpose_of",
    "purposes_of",
    "reads_since",
    "request_of",
    "requests_of",
    "requests_open",
    "runs_of",
    "settings_of",
    "standings_of",
    "unmaskings_of",
    "values_live",
]
