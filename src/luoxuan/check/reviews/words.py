"""What kinds, states and levels are called on a page (12.1)."""

from django.utils.translation import gettext as _

from luoxuan.foundation.people.roles import Role
from luoxuan.metrics import METRICS
from luoxuan.metrics.sentences import Language


def state(key: str) -> tuple[str, str]:
    """Kind of status, and its word."""
    found = {
        "missed": ("bad", _("missed")),
        "met": ("good", _("met")),
        "over": ("good", _("exceeded")),
        "unknown": ("neutral", _("not known")),
    }
    return found.get(key, ("neutral", key))


def review_state(key: str) -> tuple[str, str]:
    """How far a review is."""
    found = {
        "preparing": ("info", _("being prepared")),
        "ready": ("warning", _("ready to be held")),
        "held": ("good", _("held")),
        "frozen": ("good", _("frozen")),
    }
    return found.get(key, ("neutral", key))


def kind(key: str) -> str:
    """The review by its kind."""
    names = {
        "month": _("Monthly review"), "quarter": _("Quarterly review"), "year": _("Yearly review"),
    }  # fmt: skip
    return names.get(key, key)


def follow_state(key: str) -> tuple[str, str]:
    """How far is what followed of a decision."""
    found = {
        "": ("neutral", _("no task followed")),
        "open": ("warning", _("To do")),
        "doing": ("info", _("In progress")),
        "done": ("good", _("Done")),
        "cancelled": ("neutral", _("Dropped")),
    }
    return found.get(key, ("neutral", key))


def level(key: str) -> str:
    """The level of a target."""
    names = {
        "company": _("Company"), "department": _("Department"), "channel": _("Channel"),
        "shop": _("Shop"), "project": _("Project"),
    }  # fmt: skip
    return names.get(key, key)


def role(key: str) -> str:
    """A post; nothing for nobody."""
    return str(dict(Role.choices).get(key, key))


def unit(key: str) -> str:
    """What figures are."""
    names = {
        "money": _("amounts"), "count": _("counts"), "share": _("shares"), "ratio": _("ratios"),
    }  # fmt: skip
    return names.get(key, key)


def metric(key: str, language: Language) -> str:
    """The registry's name."""
    found = METRICS.get(key)
    if found is None:
        return key
    return found.name.zh if language == "zh" else found.name.en


def cause(key: str) -> str:
    """What kind of cause or event it is."""
    names = {
        "factor": _("Factor"), "child": _("Target below"), "shop": _("Shop"),
        "product": _("Product"), "sku": _("SKU"), "source": _("Source"),
        "province": _("Province"), "campaign": _("Campaign"), "days": _("Dates"),
        "stock_out": _("Out of stock"), "conversion_break": _("Broken conversion"),
        "price_conflict": _("Price conflict"), "brushing": _("Suspected brushing"),
        "burning_campaign": _("Burnt ad money"), "anomaly": _("Out of the ordinary"),
        "alert": _("Alert"), "promotion": _("Calendar"), "experiment": _("Experiment"),
        "event": _("Event"),
    }  # fmt: skip
    return names.get(key, key)
