"""One line of the answer sheet."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One planted problem."""

    kind: str
    """price_conflict, conversion_break, brushing, burning_campaign, stock_out, duplicate_file, lying_total,
    missed_month, action_effect, anomaly; a kind of difference, late_row, withdrawals_merged; losing_sku,
    campaign_below_break_even, influencer_eats_margin; stuck_parcel, oversold, slow_answers."""
    found_in: str
    """daily_report, import_report, review, effect, monitor, reconciliation, matched, adjustment, profit, logistics, stock or
    service."""
    shop: str
    subject: dict[str, str]
    first_day: date
    last_day: date
    size: dict[str, str]
    says: str

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON values."""
        body = asdict(self)
        body["first_day"], body["last_day"] = str(self.first_day), str(self.last_day)
        return body
