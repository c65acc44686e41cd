"""What kinds, causes, sides and states are called on a page (11.12)."""

from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext

from luoxuan.foundation.people.platforms import platform_word

if TYPE_CHECKING:
    from luoxuan.check.settlement.models import DifferenceRecord

KINDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "not_due": (later("Not due yet"), later("By the platform's term the money is still to come.")),
    "missing_settlement": (
        later("Missing settlement"), later("The order is due and no bill has it."),
    ),
    "short_paid": (later("Short paid"), later("The bill pays less than the order is worth.")),
    "over_paid": (later("Overpaid"), later("The bill pays more than the order is worth.")),
    "fee_rate_differs": (
        later("Fee rate differs"), later("The fee is not the one that was agreed."),
    ),
    "refund_not_deducted": (
        later("Refund not deducted"), later("A refund has not been taken off the bill yet."),
    ),
    "refund_deducted_twice": (
        later("Refund deducted twice"), later("The bill takes a refund off more than once."),
    ),
    "subsidy_not_paid": (
        later("Subsidy not paid"), later("What the platform bears has not come."),
    ),
    "freight_insurance": (later("Freight insurance"), later("Premiums and payouts of it.")),
    "compensation": (later("Compensation"), later("Paid to a buyer, or a penalty.")),
    "unknown_fee": (later("Unknown fee"), later("A fee in words nobody knows.")),
    "duplicated": (later("Booked twice"), later("The same movement stands there twice.")),
    "unmatched_in": (later("Money in without a cause"), later("Money came and nothing says why.")),
    "unmatched_out": (
        later("Money out without a cause"), later("Money went and nothing says why."),
    ),
    "timing": (later("In the next period"), later("Booked on both sides, on either side of the month's end.")),
    "balance_break": (
        later("Balance break"), later("The balance is not what the movements make it."),
    ),
}  # fmt: skip
BUCKETS = ("0-7", "8-30", "31-60", "60+")


def kind(key: str) -> str:
    """The kind of a difference."""
    return str(KINDS[key][0]) if key in KINDS else key


def meaning(key: str) -> str:
    """What the kind means, in a sentence."""
    return str(KINDS[key][1]) if key in KINDS else ""


def ledger(key: str) -> str:
    """Whose book a line stands in."""
    names = {
        "order": _("Order"), "statement": _("Bill"),
        "platform_account": _("Platform account"), "money_account": _("Money account"),
    }  # fmt: skip
    return names.get(key, key)


def provider(key: str) -> str:
    """Whose book it is."""
    names = {"alipay": _("Alipay"), "wechat_pay": _("WeChat Pay"), "bank": _("Bank")}
    return names.get(key) or platform_word(key)


def platform(record: "DifferenceRecord") -> str:
    """Where the difference arose."""
    return platform_word(record.platform) if record.platform else provider(record.provider)


def account(row: dict[str, Any]) -> str:
    """An account in words: whose, which, whose book."""
    told = (provider(row["provider"]), row["account"], ledger(row["ledger"]))
    return " · ".join(part for part in told if part)


def bucket(key: str) -> str:
    """Days of age."""
    return _("%(days)s days") % {"days": key.replace("-", "–").replace("+", " +")}


def state(key: str) -> tuple[str, str]:
    """Kind of status, and its word."""
    found = {
        "open": ("bad", pgettext("difference", "Unexplained")),
        "explained": ("good", _("Explained")),
        "claimed": ("warning", _("Claimed")),
        "settled": ("good", _("Settled")),
        "written_off": ("neutral", _("Written off")),
    }
    return found.get(key, ("neutral", key))


def month_state(key: str) -> tuple[str, str]:
    """How far a month is."""
    found = {
        "open": ("info", pgettext("month", "Open")),
        "asked": ("warning", pgettext("month", "Waiting for approval")),
        "closed": ("good", pgettext("month", "Closed")),
        "refused": ("bad", pgettext("month", "Turned down")),
        "reopened": ("neutral", pgettext("month", "Opened again")),
    }
    return found.get(key, ("neutral", key))


def note(code: str) -> str:
    """What the analysis says of a difference; a fee type or a code it knows."""
    names = {
        "goods": _("Goods"), "refund": _("Refund"), "subsidy": _("Subsidy"),
        "freight_income": _("Freight of the buyer"), "commission": _("Commission"),
        "platform_fee": _("Platform fee"), "payment_fee": _("Payment fee"),
        "influencer": _("Influencer fee"), "ad": _("Advertising"), "freight": _("Freight"),
        "freight_insurance": _("Freight insurance"), "compensation": _("Compensation"),
        "tax": _("Tax"), "withdrawal": _("Withdrawal"), "deposit": _("Deposit"),
        "transfer": _("Transfer"), "other": _("Other"), "unknown": _("Unknown fee"),
        "fee_not_charged": _("The agreed fee was not charged."),
    }  # fmt: skip
    return names.get(code, code)
