"""The page that closes a month: what hinders, who signs, what was signed (11.12)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from luoxuan.check.settlement import selectors, services, words
from luoxuan.check.settlement.models import MonthClose
from luoxuan.foundation.gates.registry import GateFinding
from luoxuan.foundation.people.access import Scope


@dataclass(frozen=True)
class ClosePage:
    """One month on its way to be closed."""

    scope: Scope
    month: str

    @cached_property
    def closing(self) -> MonthClose | None:
        """The last closing, whatever its state."""
        return selectors.closing_of(self.scope.brand, self.month)

    @property
    def state(self) -> tuple[str, str]:
        """As kind and word."""
        return words.month_state(self.closing.state if self.closing else "open")

    @property
    def is_closed(self) -> bool:
        """Whether it is signed."""
        return self.closing is not None and self.closing.is_closed

    @property
    def is_asked(self) -> bool:
        """Whether it waits for a signature."""
        return self.closing is not None and self.closing.state == MonthClose.State.ASKED

    @property
    def has_run(self) -> bool:
        """Whether it was ever reconciled."""
        return selectors.run_latest(self.scope.brand, self.month) is not None

    @cached_property
    def hindrances(self) -> list[GateFinding]:
        """Found now; none of a closed month."""
        if self.is_closed:
            return []
        return services.hindrances(brand=self.scope.brand, month=self.month)

    @property
    def _blocking(self) -> int:
        return sum(one.severity == "block" for one in self.hindrances)

    @property
    def is_hindered(self) -> bool:
        """Whether only the owner could sign it as it is."""
        return self._blocking > 0

    @property
    def lead(self) -> str:
        """Whether it can be closed, in a sentence."""
        told: dict[str, Any] = {"month": self.month}
        if self.closing is not None and self.is_closed:
            told |= {"who": self.closing.closed_by, "day": f"{self.closing.closed_at:%Y-%m-%d}"}
            return _("%(month)s was closed by %(who)s on %(day)s.") % told
        if self.is_asked:
            return _("%(month)s waits for a signature.") % told
        blocking = self._blocking
        if blocking:
            text = ngettext(
                "%(n)s thing still hinders %(month)s from being closed.",
                "%(n)s things still hinder %(month)s from being closed.",
                blocking,
            )
            return text % (told | {"n": blocking})
        return _("%(month)s can be closed.") % told

    def findings(self) -> list[dict[str, Any]]:
        """What hinders, as the page draws it."""
        is_chinese = (get_language() or "zh").startswith("zh")
        return [
            {
                "text": one.zh if is_chinese else one.en,
                "kind": "bad" if one.severity == "block" else "warning",
                "href": one.url,
            }
            for one in self.hindrances
        ]

    @property
    def gate_href(self) -> str:
        """Where it is decided."""
        if self.closing is None or self.closing.gate_id is None:
            return ""
        return reverse("gates:gate", args=[self.scope.brand.key, self.closing.gate_id])

    @property
    def closings(self) -> list[dict[str, Any]]:
        """Every closing of the month, newest first."""
        return [
            {"row": one, "state": words.month_state(one.state), "short": one.digest[:16]}
            for one in selectors.closings_of(self.scope.brand, self.month)
        ]
