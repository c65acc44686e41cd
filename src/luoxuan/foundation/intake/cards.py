"""An import report as a page shows it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from luoxuan.foundation.intake import words

DIFFERENCE = re.compile(r"file says (?P<said>\S+), rows add up to (?P<added>\S+)")


@dataclass(frozen=True)
class TotalsCheck:
    """One column of the file's own totals row beside the sum of its rows."""

    column: str
    verdict: str

    @property
    def said(self) -> str:
        """The verdict in the page's language."""
        found = DIFFERENCE.fullmatch(self.verdict)
        if not found:
            return self.verdict
        return _("the file says %(said)s, its rows add up to %(added)s") % found.groupdict()

    @property
    def is_equal(self) -> bool:
        """The file's total is what its rows add up to."""
        return self.verdict == "equal"


@dataclass(frozen=True)
class ReportCard:
    """One table of a file: what it is, what became of its rows, what is missing."""

    name: str
    part: str
    status: str
    status_kind: str
    status_word: str
    platform: str
    title: str
    body: Mapping[str, Any]
    dropped: tuple[tuple[str, int], ...]
    quarantined: tuple[tuple[str, int], ...]
    totals: tuple[TotalsCheck, ...]

    @property
    def is_read(self) -> bool:
        """Its rows were counted."""
        return self.status in ("imported", "duplicate")

    @property
    def is_known(self) -> bool:
        """Its layout is known: what a refusal lacks is the shop."""
        return bool(self.body.get("layout"))

    @property
    def facts(self) -> list[str]:
        """Platform, report, encoding, place of the header: what there is of it."""
        line = self.body.get("header_line")
        found = [self.platform, self.title, self.body.get("encoding") or ""]
        if line:
            found.append(_("header in line %(line)s") % {"line": line})
        return [text for text in found if text]

    @property
    def message(self) -> str:
        """What happened and how to mend it, in the page's language where it is known."""
        return words.sentence(str(self.body.get("message") or ""))

    @property
    def metrics(self) -> list[str]:
        """Figures that are not available, by their names."""
        return [words.metric(name) for name in self.body.get("affected_metrics", ())]

    @property
    def dropped_note(self) -> str:
        """The reasons of dropped rows in a line."""
        return _counted(self.dropped)

    @property
    def quarantined_note(self) -> str:
        """The reasons of quarantined rows in a line."""
        return _counted(self.quarantined)

    @property
    def rows_dropped(self) -> int:
        """Rows dropped, for whatever reason."""
        return sum(n for _reason, n in self.dropped)

    @property
    def rows_quarantined(self) -> int:
        """Rows in quarantine, for whatever reason."""
        return sum(n for _reason, n in self.quarantined)


def report_card(body: Mapping[str, Any], titles: Mapping[str, str]) -> ReportCard:
    """The card of one stored report; `titles` names the layouts as a merchant knows them."""
    status = str(body["status"])
    return ReportCard(
        name=str(body["path"]),
        part=body.get("sheet") or body.get("member") or "",
        status=status,
        status_kind=words.STATUS_KINDS[status],
        status_word=words.word(words.STATUSES, status),
        platform=words.word(words.PLATFORMS, body.get("platform")),
        title=titles.get(body.get("layout") or "", body.get("dataset") or ""),
        body=body,
        dropped=_reasons(body["dropped"]),
        quarantined=_reasons(body["quarantined"]),
        totals=tuple(
            TotalsCheck(*item)
            for name in ("totals_check", "footer_check")
            for item in body.get(name, {}).items()
        ),
    )


def report_cards(
    bodies: Iterable[Mapping[str, Any]], titles: Mapping[str, str]
) -> list[ReportCard]:
    """The cards in the order of the file."""
    return [report_card(body, titles) for body in bodies]


def report_cards_tried(bodies: Iterable[Mapping[str, Any]], title: str) -> list[ReportCard]:
    """The cards of a try: what would be imported is not yet."""
    made = [report_card(body, {body.get("layout") or "": title}) for body in bodies]
    ready = _("Can be imported")
    return [
        replace(card, status_word=ready) if card.status == "imported" else card for card in made
    ]


def _counted(reasons: tuple[tuple[str, int], ...]) -> str:
    return "、".join(f"{reason} {n}" for reason, n in reasons)


def _reasons(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((words.word(words.REASONS, code), n) for code, n in counts.items())
