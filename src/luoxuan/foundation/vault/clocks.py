"""Classes of personal data, how long each stays unless the brand says otherwise, and why (9.3)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

YEAR = 365
THREE_YEARS = 3 * YEAR


@dataclass(frozen=True)
class DataClass:
    """One class: its name, the days it stays, from when they count, why."""

    key: str
    title: str | Promise
    days: int
    counted_from: str | Promise
    reason: str | Promise
    least: int = 1
    """The law asks for no less."""


CLASSES: tuple[DataClass, ...] = (
    DataClass(
        "address",
        _("Addresses"),
        YEAR,
        _("the last file that names the person"),
        _(
            "Parcels and after-sales are over within a year: 个人信息保护法 第十九条, the shortest time needed."
        ),
    ),
    DataClass(
        "contact",
        _("Names and phones"),
        THREE_YEARS,
        _("the last file that names the person"),
        _(
            "Disputes over a sale last three years: 民法典 第一百八十八条; after that the person is erased."
        ),
    ),
    DataClass(
        "readings",
        _("Who read what, and why"),
        THREE_YEARS,
        _("the reading"),
        _("个人信息保护法 第五十六条: records of processing are kept for three years at least."),
        THREE_YEARS,
    ),
    DataClass(
        "consents",
        _("Consents"),
        THREE_YEARS,
        _("the withdrawal"),
        _(
            "What a person agreed to must be shown (第十四条); three years after it was withdrawn nobody asks."
        ),
        THREE_YEARS,
    ),
    DataClass(
        "requests",
        _("Requests of persons"),
        THREE_YEARS,
        _("the answer"),
        _("That a right was answered must be shown as long as it can be disputed."),
        THREE_YEARS,
    ),
)
BY_KEY = {each.key: each for each in CLASSES}
