"""Which role may do what: one table, deny by default (6.1)."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The standard's six core roles, and those a merchant needs besides."""

    OWNER = "owner", _("Owner")
    OPERATIONS_MANAGER = "operations_manager", _("Operations manager")
    CHANNEL_OPERATOR = "channel_operator", _("Channel operator")
    CONTENT_OPERATOR = "content_operator", _("Content operator")
    CUSTOMER_OPERATOR = "customer_operator", _("Customer operator")
    CAMPAIGN_OPERATOR = "campaign_operator", _("Campaign operator")
    DATA_ANALYST = "data_analyst", _("Data analyst")
    FINANCE = "finance", _("Finance")
    SERVICE_LEAD = "service_lead", _("Service lead")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")


CORE_ROLES = (
    Role.OPERATIONS_MANAGER,
    Role.CHANNEL_OPERATOR,
    Role.CONTENT_OPERATOR,
    Role.CUSTOMER_OPERATOR,
    Role.CAMPAIGN_OPERATOR,
    Role.DATA_ANALYST,
)
"""运营经理、渠道、内容、用户、活动、数据分析师: T/GXDSL 265-2025, 6.1."""

PERMISSION_WORDS: dict[str, str | Promise] = {
    "reports.read": _("Read reports and figures"),
    "imports.read": _("See imports"),
    "imports.write": _("Import files"),
    "imports.undo": _("Undo imports"),
    "layouts.write": _("Keep own layouts"),
    "warehouse.sql": _("Ask the warehouse in SQL"),
    "shops.read": _("See the register of shops"),
    "shops.write": _("Keep the register of shops"),
    "people.read": _("See who may do what"),
    "people.manage": _("Add people and give roles"),
    "trail.read": _("Read the trail"),
    "jobs.read": _("See background work"),
    "jobs.manage": _("Cancel and repeat background work"),
    "push.manage": _("Set up pushes"),
    "tokens.manage": _("Make API tokens"),
    "settings.write": _("Change the brand's settings"),
    "tasks.work": _("Work on tasks"),
    "tasks.manage": _("Give tasks to others"),
    "gates.read": _("See approvals"),
    "gates.decide": _("Approve and refuse"),
    "monitors.read": _("See monitors and alerts"),
    "monitors.write": _("Set up monitors"),
    "plan.read": _("See plans and targets"),
    "plan.write": _("Keep plans and targets"),
    "budgets.read": _("See budgets"),
    "budgets.write": _("Keep budgets"),
    "settlement.read": _("See bills, money and differences"),
    "settlement.write": _("Work on differences"),
    "settlement.close": _("Close a month"),
    "profit.read": _("See profit and costs"),
    "costs.write": _("Keep costs and agreed fees"),
    "quality.read": _("See data quality"),
    "persons.read": _("See masked personal data and consents"),
    "persons.unmask": _("Read personal data for a stated purpose"),
    "persons.manage": _("Keep consents, answer requests of persons, set retention"),
    "reviews.read": _("Read reviews"),
    "reviews.write": _("Hold reviews"),
    "improvements.read": _("See findings and actions"),
    "improvements.write": _("Keep findings and actions"),
    "ideas.read": _("See suggestions and trials"),
    "ideas.write": _("Make suggestions"),
    "ideas.decide": _("Decide on suggestions and trials"),
    "knowledge.read": _("Read the knowledge base"),
    "knowledge.write": _("Write the knowledge base"),
    "conformity.read": _("See conformity"),
    "conformity.write": _("Keep the self-assessment"),
}

PERMISSIONS = frozenset(PERMISSION_WORDS)

_READS = {
    "reports.read", "shops.read", "tasks.work", "gates.read", "monitors.read", "plan.read",
    "reviews.read", "improvements.read", "improvements.write", "ideas.read", "ideas.write",
    "knowledge.read",
}  # fmt: skip
_PLANS = {"plan.write", "knowledge.write", "monitors.write"}
_WORKS = _READS | {"imports.read", "imports.write", "jobs.read", "quality.read"}
_MONEY = {"settlement.read", "settlement.write", "settlement.close", "profit.read", "costs.write"}
_BUDGETS = {"budgets.read", "budgets.write"}

ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    Role.OWNER: PERMISSIONS,
    Role.ADMIN: PERMISSIONS,
    Role.OPERATIONS_MANAGER: PERMISSIONS - {"people.manage", "settings.write", "persons.manage"},
    Role.CHANNEL_OPERATOR: frozenset(
        _WORKS | _PLANS | {"imports.undo", "layouts.write", "shops.write", "budgets.read"}
    ),
    Role.CONTENT_OPERATOR: frozenset(_READS | _PLANS),
    Role.CUSTOMER_OPERATOR: frozenset(_READS | _PLANS),
    Role.CAMPAIGN_OPERATOR: frozenset(_WORKS | _PLANS | _BUDGETS),
    Role.DATA_ANALYST: frozenset(
        _WORKS
        | _PLANS
        | {
            "imports.undo",
            "layouts.write",
            "warehouse.sql",
            "tokens.manage",
            "conformity.read",
            "profit.read",
        }
    ),
    Role.FINANCE: frozenset(_WORKS | _BUDGETS | _MONEY | {"warehouse.sql", "gates.decide"}),
    Role.SERVICE_LEAD: frozenset(_READS | _PLANS | {"persons.read", "persons.unmask"}),
    Role.AUDITOR: frozenset(
        {permission for permission in PERMISSIONS if permission.endswith(".read")}
        | {"warehouse.sql"}
    ),
}

BRAND_WIDE = frozenset(
    {
        "layouts.write",
        "warehouse.sql",
        "people.read",
        "people.manage",
        "trail.read",
        "jobs.manage",
        "push.manage",
        "tokens.manage",
        "settings.write",
        "shops.write",
        "gates.decide",
        "budgets.read",
        "budgets.write",
        "tasks.manage",
        "conformity.write",
        "settlement.read",
        "settlement.write",
        "settlement.close",
        "costs.write",
        "quality.read",
        "persons.read",
        "persons.unmask",
        "persons.manage",
    }
)
"""What shows or changes every shop at once: nobody who is limited to some shops holds it."""


def permissions_of(role: str) -> frozenset[str]:
    """What the role may do; nothing for a role we do not know."""
    return ROLE_PERMISSIONS.get(role, frozenset())
