"""合规度: thirteen chapters, the gaps, and every requirement with its evidence."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoxuan import charts
from luoxuan.act.conformity import selectors, tables, words
from luoxuan.act.conformity.forms import ExemptionForm, NoteForm
from luoxuan.act.conformity.judging import gaps
from luoxuan.act.conformity.keys import gap_id, gap_key
from luoxuan.act.conformity.papers import answer
from luoxuan.act.conformity.views.asked import latest, requirement_asked, to, today
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.standard import CURRENT, edition


@require_GET
@brand_page("conformity.read")
def overview(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The newest run: score, chapters, gaps, requirements."""
    run = latest(scope)
    context: dict[str, Any] = {"scope": scope, "run": run, "edition": edition()}
    if run is not None:
        link = to(scope, "requirement", "requirement_id")
        context |= {
            "answer": answer(run),
            "chapters": tables.chapters_table(run, edition(), today(scope), "chapter-"),
            "gaps": tables.gaps_table(run.results, link),
            "cards": [_gap(row, link(row["id"])) for row in gaps(run.results)[:5]],
            "parts": _parts(run.results, scope),
            "trend": _scores(scope),
        }
    return render(request, "conformity/overview.html", context)


def _gap(row: Mapping[str, Any], href: str) -> dict[str, Any]:
    return {
        "id": row["id"],
        "title": f"{row['id']} {row['title']}",
        "sentence": words.here(row["sentence"]),
        "kind": words.STATE_KINDS[row["state"]],
        "href": href,
    }


def _parts(results: list[dict[str, Any]], scope: Scope) -> list[dict[str, Any]]:
    link = to(scope, "requirement", "requirement_id")
    found = []
    for number, chapter in edition().chapters.items():
        own = [row for row in results if row["id"].split(".")[0] == str(number)]
        if own:
            title = f"{number} {words.here(chapter.title)}"
            table = tables.requirements_table(own, today(scope), link, title)
            found.append({"number": number, "title": title, "table": table})
    return found


def _scores(scope: Scope) -> charts.Spec | None:
    runs = {run.day: run.score for run in reversed(selectors.runs_of(scope.brand, CURRENT))}
    if len(runs) < 2:
        return None
    measure = charts.Measure("share")
    return charts.line(list(runs), [charts.Line(_("Score"), tuple(runs.values()))], measure)


@require_GET
@brand_page("conformity.read")
def requirement(request: HttpRequest, scope: Scope, requirement_id: str) -> HttpResponse:
    """One requirement: clause, evidence, rows, trend, notes, tasks."""
    asked = requirement_asked(requirement_id)
    run = latest(scope)
    result = selectors.result_of(run, requirement_id) if run else None
    moments = selectors.history_of(scope.brand, CURRENT, requirement_id)
    context = {
        "scope": scope,
        "requirement": asked,
        "chapter": words.here(edition().chapters[asked.number].title),
        "product": words.here(asked.product),
        "evidence": words.here(asked.evidence),
        "run": run,
        "shown": _shown(result, scope) if result else None,
        "is_gap": bool(result) and result["state"] in {"partly", "not", "no_data"},  # type: ignore[index]
        "history": tables.history_table(moments, asked.unit) if moments else None,
        "chart": _trend(moments, asked.unit, str(asked.threshold)),
        "notes": selectors.notes_of(scope.brand, requirement_id),
        "exemptions": selectors.exemptions_of(scope.brand, requirement_id),
        "tasks": tasks.tasks_by_source(scope.brand, "requirement", gap_id(CURRENT, requirement_id)),
        "open_task": tasks.task_by_key(scope.brand, gap_key(CURRENT, requirement_id)),
        "note_form": NoteForm(),
        "exemption_form": ExemptionForm(),
    }
    return render(request, "conformity/requirement.html", context)


def _shown(result: dict[str, Any], scope: Scope) -> dict[str, Any]:
    return {
        "sentence": words.here(result["sentence"]),
        "exemption": words.here(result["exemption"]) if result["exemption"] else "",
        "state": str(words.STATE_WORDS[result["state"]]),
        "kind": words.STATE_KINDS[result["state"]],
        "value": words.figure(result["value"], result["unit"]),
        "threshold": words.threshold_words(result),
        "age": tables.age(result["as_of"], today(scope)),
        "url": result["evidence_url"],
        "rows": tables.evidence_table(selectors.rows_seen(result, scope)),
        "cut": max(result["rows_total"] - len(result["rows"]), 0),
    }


def _trend(moments: list[selectors.Moment], unit: str, threshold: str) -> charts.Spec | None:
    if sum(moment.value is not None for moment in moments) < 2:
        return None
    bound = (Decimal(threshold),) * len(moments)
    series = [
        charts.Line(_("Value"), tuple(moment.value for moment in moments)),
        charts.Line(_("Threshold"), bound, is_reference=True),
    ]
    measure = charts.Measure("share" if unit == "share" else "days" if unit == "days" else "count")
    return charts.line([moment.at.date() for moment in moments], series, measure)
