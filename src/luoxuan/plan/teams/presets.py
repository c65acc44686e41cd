"""The processes the standard speaks of, and a RACI to begin with (6.1)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProcessPreset:
    """A process: its clause, and who does what until the brand says otherwise."""

    key: str
    zh: str
    en: str
    clause: str
    duties: tuple[tuple[str, str], ...]


MANAGER = "role:operations_manager"
CHANNEL = "role:channel_operator"
CONTENT = "role:content_operator"
CUSTOMER = "role:customer_operator"
CAMPAIGN = "role:campaign_operator"
ANALYST = "role:data_analyst"
MARKETING, SALES, PRODUCT = "dept:marketing", "dept:sales", "dept:product"
SUPPLY, SERVICE, FINANCE = "dept:supply", "dept:service", "dept:finance"

PARTIES: tuple[str, ...] = (
    MANAGER, CHANNEL, CONTENT, CUSTOMER, CAMPAIGN, ANALYST,
    MARKETING, SALES, PRODUCT, SUPPLY, SERVICE, FINANCE,
)  # fmt: skip
"""Six core roles, the five departments of clause 六, and finance."""

PROCESSES: tuple[ProcessPreset, ...] = (
    ProcessPreset("daily_report", "日报与监控", "Daily report and monitoring", "9.4",
        ((ANALYST, "AR"), (CHANNEL, "C"), (MANAGER, "I"), (SALES, "I"))),
    ProcessPreset("targets", "目标设定", "Setting targets", "6.5",
        ((MANAGER, "AR"), (ANALYST, "R"), (CHANNEL, "C"), (SALES, "C"), (FINANCE, "C"))),
    ProcessPreset("plan", "年度与月度计划", "Annual and monthly plans", "6.3",
        ((MANAGER, "AR"), (CAMPAIGN, "R"), (CONTENT, "R"), (MARKETING, "C"), (PRODUCT, "C"), (SUPPLY, "C"))),
    ProcessPreset("budget", "预算审批", "Approving budgets", "11.10",
        ((MANAGER, "A"), (CAMPAIGN, "R"), (FINANCE, "C"), (MARKETING, "I"))),
    ProcessPreset("promotion", "活动报名与预检", "Entering and checking promotions", "7.7",
        ((CAMPAIGN, "AR"), (CHANNEL, "R"), (SUPPLY, "C"), (PRODUCT, "C"), (SERVICE, "I"))),
    ProcessPreset("content", "内容审核发布", "Reviewing and publishing content", "8.5",
        ((CONTENT, "AR"), (MARKETING, "C"), (PRODUCT, "C"), (CHANNEL, "I"))),
    ProcessPreset("price", "价格变更", "Changing prices", "7.6",
        ((MANAGER, "A"), (CHANNEL, "R"), (PRODUCT, "C"), (FINANCE, "C"), (SERVICE, "I"))),
    ProcessPreset("stock", "库存预警", "Stock alerts", "7.6",
        ((CHANNEL, "A"), (SUPPLY, "R"), (CAMPAIGN, "C"), (SALES, "I"))),
    ProcessPreset("complaint", "客诉处理", "Handling complaints", "10.6",
        ((CUSTOMER, "A"), (SERVICE, "R"), (PRODUCT, "C"), (MANAGER, "I"))),
    ProcessPreset("settlement", "对账月结", "Reconciling and closing the month", "11.9",
        ((MANAGER, "A"), (FINANCE, "R"), (CHANNEL, "C"), (SALES, "I"))),
    ProcessPreset("review", "复盘", "Reviews", "12.2",
        ((MANAGER, "AR"), (ANALYST, "R"), (CHANNEL, "C"), (CONTENT, "C"), (CUSTOMER, "C"), (CAMPAIGN, "C"), (MARKETING, "I"))),
    ProcessPreset("incident", "事件报告", "Reporting incidents", "11.8",
        ((MANAGER, "A"), (CHANNEL, "R"), (SERVICE, "R"), (SUPPLY, "I"), (MARKETING, "I"))),
    ProcessPreset("privacy", "用户信息请求", "Requests about personal data", "11.4",
        ((CUSTOMER, "A"), (SERVICE, "R"), (ANALYST, "C"))),
    ProcessPreset("knowledge", "知识沉淀", "Keeping knowledge", "12.6",
        ((MANAGER, "A"), (CONTENT, "R"), (ANALYST, "R"), (CAMPAIGN, "C"))),
)  # fmt: skip


def preset_of(key: str) -> ProcessPreset | None:
    """The preset of that key."""
    return next((preset for preset in PROCESSES if preset.key == key), None)
