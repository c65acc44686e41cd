"""What kinds, causes, sides and states are called on a page (11.12)."""

from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.platforms import platform_word

if TYPE_CHECKING:
    from luoxuan.check.settlement.models import DifferenceRecord

KINDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "not_due": (_("Not due yet"), _("By the platform's term the money is still to come.")),
    "missing_settlement": (
        _("Missing settlement"), _("The order is due and no bill has it."),
    ),
    "short_paid": (_("Short paid"), _("The bill pays less than the order is worth.")),
    "over_paid": (_("Overpaid"), _("The bill pays more than the order is worth.")),
    "fee_rate_differs": (
        _("Fee rate differs"), _("The fee is not the one that was agreed."),
    ),
    "refund_not_deducted": (
        _("Refund not deducted"), _("A refund has not been taken off the bill yet."),
    ),
    "refund_deducted_twice": (
        _("Refund deducted twice"), _("The bill takes a refund off more than once."),
    ),
    "subsidy_not_paid": (
        _("Subsidy not paid"), _("What the platform bears has not come."),
    ),
    "freight_insurance": (_("Freight insurance"), _("Premiums and payouts of it.")),
    "compensation": (_("Compensation"), _("Paid to a buyer, or a penalty.")),
    "unknown_fee": (_("Unknown fee"), _("A fee in words nobody knows.")),
    "duplicated": (_("Booked twice"), _("The same movement stands there twice.")),
    "unmatched_in": (_("Money in without a cause"), _("Money came and nothing says why.")),
    "unmatched_out": (
        _("Money out without a cause"), _("Money went and nothing says why."),
    ),
    "timing": (_("In the next period"), _("Booked on both sides, on either side of the month's end.")),
    "balance_break": (
        _("Balance break"), _("The balance is not what the movements make it."),
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
        "order": gettext("Order"), "statement": gettext("Bill"),
        "platform_account": gettext("Platform account"), "money_account": gettext("Money account"),
    }  # fmt: skip
    return names.get(key, key)


def provider(key: str) -> str:
    """Whose book it is."""
    names = {
        "alipay": gettext("Alipay"),
        "wechat_pay": gettext("WeChat Pay"),
        "bank": gettext("Bank"),
    }
    return names.get(key) or platform_word(key)


def platform(record: "DifferenceRecord") -> str:
    """Where the difference arose."""
    return provider(record.platform or record.provider)


def account(row: dict[str, Any]) -> str:
    """An account in words: whose, which, whose book."""
    own = account_name(row["account"], row["provider"], *row.get("shop_keys", ()))
    return " · ".join(
        part for part in (provider(row["provider"]), own, ledger(row["ledger"])) if part
    )


def account_name(account: str, *keys: str) -> str:
    """The account as its book calls it; empty where a key of ours stands in for a name."""
    return "" if account in keys else account


def flow(number: str) -> str:
    """A movement's number; of a book without numbers what it says of the movement."""
    if not number.startswith("|"):
        return number
    words = [part for part in number.split("|") if any(ord(char) > 0x2E80 for char in part)]
    return words[0] if words else number.strip("|")


def bucket(key: str) -> str:
    """Days of age."""
    return gettext("%(days)s days") % {"days": key.replace("-", "–").replace("+", " +")}


def state(key: str) -> tuple[str, str]:
    """Kind of status, and its word."""
    found = {
        "open": ("bad", pgettext("difference", "Unexplained")),
        "explained": ("good", gettext("Explained")),
        "claimed": ("warning", gettext("Claimed")),
        "settled": ("good", pgettext("difference", "Settled")),
        "written_off": ("neutral", gettext("Written off")),
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
        "goods": gettext("Goods"), "refund": gettext("Refund"), "subsidy": gettext("Subsidy"),
        "freight_income": gettext("Freight of the buyer"), "commission": gettext("Commission"),
        "platform_fee": gettext("Platform fee"), "payment_fee": gettext("Payment fee"),
        "influencer": gettext("Influencer fee"), "ad": gettext("Advertising"), "freight": gettext("Freight"),
        "freight_insurance": gettext("Freight insurance"), "compensation": gettext("Compensation"),
        "tax": gettext("Tax"), "withdrawal": gettext("Withdrawal"), "deposit": gettext("Deposit"),
        "transfer": gettext("Transfer"), "other": gettext("Other"), "unknown": gettext("Unknown fee"),
        "fee_not_charged": gettext("The agreed fee was not charged."),
    }  # fmt: skip
    return names.get(code, code)
