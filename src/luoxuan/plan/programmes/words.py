"""The parts of a plan in the standard's words, and where each takes its figures from (6.3, 6.4)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.platforms import CHANNEL_TYPES, platform_word
from luoxuan.plan.strategy.presets import preset_of
from luoxuan.plan.strategy.words import preset_word, quadrant_word


@dataclass(frozen=True)
class PartWord:
    """One part: its name, what belongs into it, and the sources of its figures."""

    key: str
    title: str | Promise
    hint: str | Promise
    sources: tuple[str, ...]
    """Keys of `sources.SOURCES`."""


YEAR_PARTS: tuple[PartWord, ...] = (
    PartWord(
        "goals", _("Core objectives"),
        _("GMV, customer growth, profit margin: what the year is for, and why these goals."),
        ("objectives", "targets"),
    ),
    PartWord(
        "market", _("Target market and customers"),
        _("Which market, which customers, what they need, who else offers it."),
        ("swot", "notes"),
    ),
    PartWord(
        "channels", _("Channel matrix"),
        _("Which channels lead, which support, and what each is for."),
        ("shops", "channel_targets"),
    ),
    PartWord(
        "rhythm", _("Marketing rhythm and big promotions"),
        _("The year month by month: festivals, 618, 11.11, and how each is played."),
        ("events", "promotions"),
    ),
    PartWord(
        "budget", _("Budget framework"),
        _("How much for what, who may spend it, and what happens when it is not enough."),
        ("budgets",),
    ),
    PartWord(
        "team", _("Building the core team"),
        _("Posts to fill, core roles to hold, skills to train."),
        ("posts", "roles"),
    ),
)  # fmt: skip
"""核心目标、目标市场与用户人群、重点渠道矩阵、年度营销节奏与大促策略、预算分配框架、核心团队建设计划."""

PERIOD_PARTS: tuple[PartWord, ...] = (
    PartWord(
        "schedule", _("Promotion schedule"),
        _("Which promotion runs when, in which shop, with which products."),
        ("events", "promotions"),
    ),
    PartWord(
        "content", _("Content plan"),
        _("What is produced, for which channel, by whom, until when."),
        ("content",),
    ),
    PartWord(
        "ads", _("Advertising plan"),
        _("Where advertising runs, with how much, and what it must return."),
        ("flights", "budgets"),
    ),
    PartWord(
        "resources", _("Resources needed"),
        _("Stock, people and money the period needs, and when."),
        ("stock", "posts"),
    ),
    PartWord(
        "kpis", _("KPIs in detail"),
        _("Each figure, its target, who answers for it."),
        ("targets", "channel_targets"),
    ),
)  # fmt: skip
"""活动排期、内容生产计划、广告投放计划、预期资源需求、详细的 KPI 指标."""


def parts_of(kind: str) -> tuple[PartWord, ...]:
    """The parts of a plan of that length, in order."""
    return YEAR_PARTS if kind == "year" else PERIOD_PARTS


def part_of(kind: str, key: str) -> PartWord | None:
    """One part, None where a plan of that length has none such."""
    return next((part for part in parts_of(kind) if part.key == key), None)


SOURCE_WORDS: dict[str, str | Promise] = {
    "objectives": _("Objectives"),
    "targets": _("Targets of the company"),
    "channel_targets": _("Targets of channels and shops"),
    "swot": _("SWOT"),
    "notes": _("Market notes"),
    "shops": _("Shops in operation"),
    "events": _("Festivals and big days"),
    "promotions": _("Promotions in the calendar"),
    "content": _("Content in the calendar"),
    "flights": _("Ad flights in the calendar"),
    "stock": _("Stock arrivals in the calendar"),
    "budgets": _("Budget lines"),
    "posts": _("Posts and team plan"),
    "roles": _("Core roles held"),
}

VALUE_WORDS: dict[str, str | Promise] = {
    "objectives": _("Kind"),
    "swot": _("Quadrant"),
    "notes": _("Source"),
    "shops": _("Platform"),
    "events": _("Day"),
    "promotions": _("Amount"),
    "content": _("Amount"),
    "flights": _("Amount"),
    "stock": _("Amount"),
    "budgets": _("Amount"),
    "targets": _("Target"),
    "channel_targets": _("Target"),
    "posts": _("Headcount"),
    "roles": _("Headcount"),
}
"""What the value of a fact is."""


def value_word(source: str, value: str) -> str:
    """The value in the page's language, where it is a word of the house."""
    if source == "shops":
        platform, _dot, channel = value.partition(" · ")
        said = [
            platform_word(platform),
            *([CHANNEL_TYPES.get(channel, channel)] if channel else []),
        ]
        return " · ".join(str(one) for one in said)
    if source == "objectives" and (preset := preset_of(value)):
        return preset_word(preset)
    return quadrant_word(value) if source == "swot" else value


SILENT: dict[str, tuple[str | Promise, str]] = {
    "text": (_("Write it in a few sentences at least."), ""),
    "objectives": (_("No objective runs in this period: take one up."), "strategy:objective_list"),
    "targets": (_("No approved targets cover this period."), "targets:home"),
    "channel_targets": (_("No channel or shop has an approved target."), "targets:home"),
    "swot": (_("No SWOT board covers this period."), "strategy:board_list"),
    "notes": (_("No market note is up to date."), "strategy:note_list"),
    "shops": (_("No shop is registered."), "people:shop_list"),
    "events": (_("No festival or big day falls into this period."), ""),
    "promotions": (_("The calendar has no promotion in this period."), "calendar:calendar"),
    "content": (_("The calendar has no content in this period."), "calendar:calendar"),
    "flights": (_("The calendar has no ad flight in this period."), "calendar:calendar"),
    "stock": (_("The calendar has no stock arrival in this period."), "calendar:calendar"),
    "budgets": (_("No budget line has money in this period."), "budgets:home"),
    "posts": (_("No post is written down."), "teams:home"),
    "roles": (_("No core role is held."), "teams:home"),
}
"""What is missing in a sentence, and the page where it is mended."""

OPTIONAL = frozenset({"events"})
"""A month without a festival is no gap."""
