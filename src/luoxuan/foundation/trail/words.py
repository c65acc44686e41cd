"""Verbs and objects of the trail in words; what nobody named stays what it is."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.platforms import platform_word
from luoxuan.foundation.people.roles import PERMISSION_WORDS, Role

VERBS: dict[str, str | Promise] = {
    "brand.created": _("made the brand"),
    "brand.changed": _("changed the brand"),
    "shop.registered": _("registered the shop"),
    "shop.changed": _("changed the shop"),
    "member.set": _("gave a role"),
    "member.ended": _("took out of the brand"),
    "password.changed": _("changed the password"),
    "password.reset": _("set a new password"),
    "token.issued": _("made a token"),
    "token.revoked": _("revoked a token"),
    "user.logged_in": _("logged in"),
    "key.destroyed": _("destroyed the key for good"),
    "job.cancelled": _("cancelled the job"),
    "job.repeated": _("ran the job again"),
    "import.committed": _("imported"),
    "costs.kept": _("kept costs"),
    "bundles.kept": _("kept bundles"),
    "fee_terms.kept": _("kept agreed fees"),
    "import.mended": _("set cells right in"),
    "import.undone": _("undid the import"),
    "import_settings.saved": _("changed the import settings"),
    "layout.saved": _("saved the layout"),
    "layout.retired": _("retired the layout"),
    "push_target.saved": _("saved the push"),
    "push_target.removed": _("removed the push"),
    "monitor.saved": _("saved the monitor"),
    "monitor.removed": _("removed the monitor"),
    "alert.raised": _("raised an alert"),
    "alert.acknowledged": _("acknowledged the alert"),
    "alert.judged": _("judged the alert"),
    "channel.saved": _("set where a person is told"),
    "channel.removed": _("removed where a person is told"),
    "review.prepared": _("prepared the review"),
    "review.agenda_set": _("set the agenda"),
    "review.attended": _("said who was there"),
    "review.minuted": _("wrote the minutes"),
    "review.held": _("held the review"),
    "review.signed": _("signed the review"),
    "review.frozen": _("froze the review"),
    "review.decided": _("decided"),
    "review.decision_removed": _("took the decision back"),
    "review.proposal_answered": _("answered the proposal"),
    "review.data_changed": _("noted that the data changed"),
    "review_settings.saved": _("changed the rules of the reviews"),
    "difference.assigned": _("gave the difference to somebody"),
    "difference.explained": _("explained the difference"),
    "difference.claimed": _("claimed the difference"),
    "difference.reopened": _("opened the difference again"),
    "difference.write_off_asked": _("asked to write the difference off"),
    "difference.written_off": _("wrote the difference off"),
    "settlement_month.asked": _("asked to close the month"),
    "settlement_month.closed": _("closed the month"),
    "settlement_month.reopen_asked": _("asked to open the month again"),
    "settlement_month.reopened": _("opened the month again"),
    "settlement_limits.set": _("set the limits of the month close"),
    "tolerance.set": _("set the tolerance"),
    "tolerance.removed": _("removed the tolerance"),
    "sql.asked": _("asked in SQL"),
    "article.written": _("wrote the article"),
    "article.changed": _("changed the article"),
    "article.published": _("published the article"),
    "article.retired": _("retired the article"),
    "article.reviewed": _("reviewed the article"),
    "article.read": _("read the article"),
    "suggestion.made": _("suggested"),
    "suggestion.answered": _("answered the suggestion"),
    "trial.written": _("wrote the trial down"),
    "trial.started": _("started the trial"),
    "trial.refused": _("refused the trial"),
    "trial.spent": _("spent on the trial"),
    "trial.stopped": _("stopped the trial"),
    "trial.finished": _("ended the trial"),
    "trial_pool.set": _("set the trial money"),
    "calendar.planned": _("planned in the calendar"),
    "calendar.changed": _("changed in the calendar"),
    "calendar.moved": _("moved in the calendar"),
    "calendar_feed.issued": _("made a calendar address"),
    "calendar_feed.revoked": _("revoked a calendar address"),
    "warehouse.compacted": _("tidied the warehouse"),
    "target_tree.created": _("made the targets"),
    "target_tree.saved": _("changed the targets' name"),
    "target_tree.removed": _("threw the draft of targets away"),
    "target_tree.revised": _("copied the targets for a revision"),
    "target_tree.asked": _("put the targets before approval"),
    "target_tree.approved": _("put the targets into force"),
    "target_node.saved": _("saved the node"),
    "target_node.removed": _("took the node out"),
    "target.set": _("set targets"),
    "target.year_set": _("set the year's target"),
    "target.season_set": _("learned the season"),
    "target.taken_over": _("took targets over from below"),
    "target.distributed": _("gave targets down"),
    "target.months_closed": _("closed months"),
    "target.resplit": _("split the rest of the year anew"),
    "benchmark.saved": _("saved the benchmark"),
    "benchmark.removed": _("removed the benchmark"),
    "gate.asked": _("asked for approval"),
    "gate.approved": _("approved"),
    "gate.refused": _("refused"),
    "gate.withdrawn": _("withdrew the question"),
    "gate.expired": _("ran out undecided"),
    "approval_limit.set": _("set the approval limit"),
    "approval_limit.removed": _("removed the approval limit"),
    "delegation.given": _("let somebody stand in"),
    "delegation.ended": _("ended the standing in"),
    "budget.opened": _("opened the budget"),
    "budget.approved": _("put the budget into force"),
    "budget.changed": _("changed the budget"),
    "budget.exception_granted": _("granted more money"),
    "budget.committed": _("committed money"),
    "budget.released": _("released committed money"),
    "budget.spent": _("booked what a commitment cost"),
    "budget.cost_booked": _("booked a cost"),
    "budget.costs_imported": _("imported costs"),
    "budget_line.saved": _("saved the budget line"),
    "budget_line.removed": _("removed the budget line"),
    "task.opened": _("opened the task"),
    "task.started": _("began"),
    "task.paused": _("put back among those to do"),
    "task.done": _("finished the task"),
    "task.cancelled": _("dropped the task"),
    "task.reopened": _("opened the task again"),
    "task.assigned": _("gave the task to"),
    "task.moved": _("moved the due moment"),
    "task.prioritised": _("changed the priority"),
    "task.commented": _("commented"),
    "task.escalated": _("brought the late task before"),
    "task.attached": _("attached a file"),
    "task.detached": _("removed a file"),
    "task_feed.made": _("made a calendar address"),
    "task_feed.revoked": _("ended the calendar address"),
    "work_hours.saved": _("set the working hours"),
    "finding.opened": _("opened the finding"),
    "finding.closed": _("closed the finding"),
    "finding.reopened": _("opened the finding again"),
    "finding.cause_added": _("named a cause"),
    "finding.cause_confirmed": _("confirmed the root cause"),
    "finding.cause_doubted": _("took the root cause back"),
    "finding.cause_removed": _("removed a cause"),
    "finding.evidence_added": _("linked an analysis"),
    "action.planned": _("planned the action"),
    "action.moved": _("moved the days of the action"),
    "action.done": _("put the action in force"),
    "action.measured": _("measured the effect"),
    "action.closed": _("decided on the action"),
    "action.standardised": _("made the action an SOP"),
    "objective.saved": _("saved the objective"),
    "objective.state_set": _("set the state of the objective"),
    "swot.board_saved": _("saved the SWOT board"),
    "swot.item_saved": _("saved a SWOT item"),
    "swot.item_removed": _("removed a SWOT item"),
    "swot.evidence_added": _("added evidence"),
    "swot.evidence_removed": _("removed evidence"),
    "swot.move_made": _("made a SWOT move"),
    "swot.move_removed": _("removed a SWOT move"),
    "rival.saved": _("saved the rival"),
    "rival_prices.saved": _("brought prices of rivals"),
    "market_note.saved": _("saved the market note"),
    "market_note.reviewed": _("looked at the market note again"),
    "market_note.removed": _("removed the market note"),
    "programme.opened": _("opened the operating plan"),
    "programme.part_written": _("wrote a part of the plan"),
    "programme.removed": _("removed the operating plan"),
    "programme.asked": _("handed the plan in"),
    "programme.approved": _("put the plan into force"),
    "programme.refused": _("did not approve the plan"),
    "programme.withdrawn": _("took the plan back"),
    "post.saved": _("saved the post"),
    "post.removed": _("removed the post"),
    "processes.started": _("brought in the standard's processes"),
    "process.saved": _("saved the process"),
    "raci.set": _("set a duty"),
    "team_plan.set": _("planned the team"),
    "conformity.measured": _("measured conformity"),
    "conformity.noted": _("wrote an assessment note"),
    "conformity.exempted": _("signed that it does not apply"),
    "conformity.exemption_asked": _("asked that it need not apply"),
    "conformity.exemption_refused": _("refused the exemption"),
    "conformity.exemption_ended": _("ended the exemption"),
    "conformity.signed": _("signed the self-assessment"),
    "conformity.packed": _("made an evidence pack"),
    "citation.reviewed": _("reviewed a cited document"),
}

SUBJECTS: dict[str, str | Promise] = {
    "brand": _("Brand"),
    "shop": _("Shop"),
    "user": _("Person"),
    "token": _("Token"),
    "job": _("Job"),
    "import": _("Import"),
    "import_settings": _("Import settings"),
    "layout": _("Layout"),
    "push_target": _("Push"),
    "review": _("Review"),
    "difference": _("Settlement difference"),
    "month_close": _("Month close"),
    "review_settings": _("Rules of the reviews"),
    "gate": _("Approval"),
    "approval_limit": _("Approval limit"),
    "delegation": _("Standing in"),
    "budget": _("Budget"),
    "budget_line": _("Line of the budget"),
    "budget_change": _("Budget change"),
    "budget_exception": _("Budget exception"),
    "monitor": _("Monitor"),
    "alert": _("Alert"),
    "channel": _("Channel of a person"),
    "article": _("Article"),
    "suggestion": _("Suggestion"),
    "trial": _("Trial"),
    "trial_pool": _("Trial money"),
    "calendar_entry": _("Calendar entry"),
    "calendar_feed": _("Calendar address"),
    "warehouse": _("Warehouse"),
    "target_tree": _("Targets"),
    "target_node": _("Node of the targets"),
    "benchmark": _("Benchmark"),
    "task": _("Task"),
    "task_feed": _("Calendar address"),
    "work_hours": _("Working hours"),
    "finding": _("Issue"),
    "action": _("Action"),
    "objective": _("Objective"),
    "swot_board": _("SWOT board"),
    "rival": _("Rival"),
    "rival_prices": _("Prices of rivals"),
    "market_note": _("Market note"),
    "programme": _("Operating plan"),
    "programme_version": _("Version of a plan"),
    "post": _("Post"),
    "process": _("Work process"),
    "conformity_run": _("Conformity run"),
    "requirement": _("Requirement"),
    "citation": _("Cited document"),
}


def verb_word(verb: str) -> str:
    """What was done."""
    return str(VERBS.get(verb, verb))


def subject_word(kind: str) -> str:
    """What it was done to."""
    return str(SUBJECTS.get(kind, kind))


def detail_words(detail: Mapping[str, Any]) -> str:
    """What is told of an entry beside verb and object; what is empty is left out."""
    told = [
        ", ".join(_said(name, one) for one in (value if isinstance(value, list) else [value]))
        for name, value in detail.items()
        if value not in ("", [], None)
    ]
    return " · ".join(told)


PRIORITIES: dict[str, str | Promise] = {
    "urgent": _("urgent"),
    "high": _("high"),
    "normal": _("normal"),
    "low": _("low"),
}


def person_word(actor: str) -> str:
    """What user:<id> is called now; who was forgotten keeps the id."""
    if not (actor.startswith("user:") and actor[5:].isdigit()):
        return actor
    return people.names_of({int(actor[5:])}).get(int(actor[5:]), actor)


SAYS: dict[str, Callable[[str], object]] = {
    "role": lambda role: dict(Role.choices).get(role, role),
    "permissions": lambda name: PERMISSION_WORDS.get(name, name),
    "platform": platform_word,
    "priority": lambda word: PRIORITIES.get(word, word),
    "owner": lambda word: person_word(word),
}


def _said(name: str, value: Any) -> str:
    if name == "is_live":
        return str(_("in operation") if value else _("closed"))
    if isinstance(value, bool):
        return f"{name}: {_('yes') if value else _('no')}"
    return str(SAYS[name](value)) if name in SAYS else str(value)
