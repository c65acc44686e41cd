"""The report as JSON values (9.4)."""

from typing import Any

from luoxuan.analysis.daily.answer import DailyAnswer, Pace, Series
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import plain


def to_json(answer: DailyAnswer) -> dict[str, Any]:
    """Numbers as decimal text, None with its reason beside, sentences in both languages."""
    question = answer.question
    return {
        "grain": question.grain,
        "period": _days(answer.period),
        "asked": _days(question.period),
        "currency": question.currency,
        "as_of": question.as_of.isoformat() if question.as_of else None,
        "headline": [sentence.to_json() for sentence in answer.headline],
        "warnings": [sentence.to_json() for sentence in answer.warnings],
        "comparisons": [
            {"key": c.key, "label": c.label.to_json(), "period": _days(c.period)}
            for c in answer.comparisons
        ],
        "total": answer.total.to_json(),
        "shops": [row.to_json() for row in answer.rows],
        "pace": _pace(answer.pace) if answer.pace else None,
        "movers_against": answer.movers_against,
        "movers": [moved.to_json() for moved in answer.movers],
        "factors": [factor.to_json() for factor in answer.factors],
        "findings": [finding.to_json() for finding in answer.findings],
        "freshness": [
            {
                "shop": row.shop,
                "report": row.report,
                "last_day": row.last_day.isoformat() if row.last_day else None,
                "missing": [day.isoformat() for day in row.missing],
            }
            for row in answer.freshness
        ],
        "trend": [_line(line) for line in answer.trend],
    }


def _line(line: Series) -> dict[str, Any]:
    return {
        "metric": line.metric,
        "shop": line.shop,
        "days": [day.isoformat() for day in line.days],
        "values": [plain(value) for value in line.values],
    }


def _days(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _pace(pace: Pace) -> dict[str, Any]:
    return {
        "month": _days(pace.month),
        "so_far": plain(pace.so_far),
        "days_done": pace.days_done,
        "elapsed": plain(pace.elapsed),
        "pattern": pace.pattern,
        "landing": plain(pace.landing),
        "month_before": plain(pace.month_before),
        "year_before": plain(pace.year_before),
        "sentence": pace.sentence.to_json(),
    }
