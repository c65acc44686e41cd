"""Chapter 9: the data themselves; analyses that this version has not are not here."""

from datetime import timedelta
from decimal import Decimal

from luoxuan.act.conformity.evidence import sources
from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    both,
    nothing_yet,
    percent,
    share,
    share_of,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.foundation.quality import selectors as contracts
from luoxuan.foundation.signals import selectors as signals
from luoxuan.foundation.vault import selectors as vault
from luoxuan.standard import Said
from luoxuan.warehouse import scans

THREE_MONTHS = 90
COMPLETE = Decimal("0.95")


@evidence("9.1")
def shops_collected(context: EvidenceContext) -> Evidence:
    """Shops in operation whose orders reach into the last week."""
    url = context.address("intake:import_list")
    rows = sources.shops_fresh(context)
    value, met, total = share_of(rows)
    if value is None:
        return nothing_yet(
            "还没有登记店铺。", "No shop is registered yet.", context.address("people:shop_list")
        )
    reports = {(row.shop, row.dataset) for row in context.freshness}
    sentence = Said(
        f"{total} 个在运营的店铺中，{met} 个七天内有订单数据（{percent(value)}）；统一数据湖收有 {len(reports)} 种报表。",
        f"{met} of {total} shops in operation have orders of the last seven days ({percent(value)}); the lake holds {len(reports)} reports.",
    )
    return Evidence(value, sentence, sources.newest_day(context), rows, url)


@evidence("9.2")
def rows_clean(context: EvidenceContext) -> Evidence:
    """Rows of the last 90 days' imports outside quarantine; tables with many empty cells hold it back."""
    url = context.address("intake:import_list")
    read = scans.rows_read(context.session, context.at - timedelta(days=THREE_MONTHS))
    total = sum(one.rows for one in read)
    value = share(total - sum(one.quarantined for one in read), total)
    if value is None:
        return nothing_yet("近 90 天没有导入。", "Nothing was imported in the last 90 days.", url)
    rows = [
        EvidenceRow(one.layout, not one.quarantined,
                    Said(f"{one.rows} 行，隔离 {one.quarantined} 行", f"{one.rows} rows, {one.quarantined} set aside"),
                    url, one.shop_key)
        for one in read
    ]  # fmt: skip
    tables = _tables(context)
    sentence = Said(
        f"近 90 天导入 {total} 行，{percent(value)} 通过检查，其余带原因隔离；{len(tables)} 张表中 {sum(t.is_met for t in tables)} 张的五个维度均达标。",
        f"{total} rows came in during 90 days; {percent(value)} passed, the others are set aside with a reason; {sum(t.is_met for t in tables)} of {len(tables)} tables reach every dimension.",
    )
    held_back = any(not table.is_met for table in tables)
    as_of = max(one.last_at for one in read)
    return Evidence(value, sentence, as_of, (*rows, *tables), url, held_back)


DIMENSIONS = (
    ("accuracy", "准确"), ("completeness", "完整"), ("consistency", "一致"), ("uniqueness", "唯一"),
    ("timeliness", "及时"),
)  # fmt: skip


def _tables(context: EvidenceContext) -> list[EvidenceRow]:
    """The tables of the newest look at the contracts, each with its five dimensions."""
    run = contracts.run_last(context.brand)
    if run is None:
        return []
    found = []
    for score in contracts.scores_of(run):
        known = [
            (name, zh, value)
            for name, zh in DIMENSIONS
            if (value := getattr(score, name)) is not None
        ]
        zh = "，".join(f"{word} {percent(value)}" for _name, word, value in known)
        en = ", ".join(f"{name} {percent(value)}" for name, _word, value in known)
        is_met = all(value >= COMPLETE for _name, _zh, value in known)
        url = context.address("quality:table", table=score.table)
        found.append(
            EvidenceRow(
                score.table, is_met, Said(f"{score.rows} 行：{zh}", f"{score.rows} rows: {en}"), url
            )
        )
    return found


@evidence("9.3")
def nothing_personal(context: EvidenceContext) -> Evidence:
    """Text columns of the lake in which a scan finds neither phone, nor identity number, nor e-mail."""
    found = scans.personal_scan(context.session)
    rows = tuple(
        EvidenceRow(f"{one.table}.{one.column}", not one.hits,
                    Said(f"{one.rows} 行，命中 {one.hits}", f"{one.rows} rows, {one.hits} hits"))
        for one in found
    )  # fmt: skip
    value, met, total = share_of(rows)
    if value is None:
        return nothing_yet(
            "数据湖还是空的。", "The lake is empty.", context.address("intake:import_list")
        )
    rights = _rights(context)
    sentence = Said(
        f"扫描数据湖 {total} 个文本列，{met} 个没有手机号、身份证号或邮箱（{percent(value)}）。"
        f"原始文件加密保存并按期删除；{rights.zh}",
        f"{met} of {total} text columns of the lake hold no phone number, identity number or e-mail ({percent(value)}). "
        f"Originals are sealed and expire; {rights.en}",
    )
    url = context.address("vault:home")
    return Evidence(value, sentence, context.at, rows, url, is_at_most_partly=_is_owed(context))


def _rights(context: EvidenceContext) -> Said:
    """What the vault keeps, who read it, what waits."""
    brand = context.brand
    if not vault.keeps_personal(brand) and not vault.persons_of(brand).exists():
        return Said("本品牌不保存个人信息。", "the brand keeps no personal data.")
    persons, purposes = vault.persons_of(brand).count(), len(vault.purposes_of(brand))
    reads, waiting = vault.unmaskings_of(brand).count(), vault.requests_open(brand).count()
    return Said(
        f"{persons} 人的信息加密保存，登记 {purposes} 个处理目的，{reads} 次查看均有用途，{waiting} 项权利请求待答复。",
        f"the data of {persons} persons lie encrypted, {purposes} purposes are registered, each of {reads} readings has its purpose, {waiting} requests wait.",
    )


def _is_owed(context: EvidenceContext) -> bool:
    """Persons are kept without a purpose in the register, or a request is past its day."""
    brand = context.brand
    is_nameless = vault.persons_of(brand).exists() and not vault.purposes_of(brand)
    return is_nameless or vault.requests_open(brand).filter(due_on__lt=context.day).exists()


@evidence("9.4")
def dashboards_fresh(context: EvidenceContext) -> Evidence:
    """How many days the newest day of data is behind."""
    url = context.address("dashboards:newest", report="daily")
    last = sources.newest_day(context)
    if last is None:
        return nothing_yet(
            "还没有数据：先导入订单。", "There are no data yet: import orders first.", url
        )
    age = (context.day - last).days
    sentence = Said(
        f"核心仪表盘的数据到 {last}，距今 {age} 天。",
        f"The dashboards reach {last}, {age} days ago.",
    )
    return Evidence(Decimal(age), sentence, last, sources.shops_fresh(context), url)


@evidence("9.15")
def alerts_dealt_with(context: EvidenceContext) -> Evidence:
    """Alerts of the last 90 days that a person judged, acknowledged or finished."""
    url = context.address("monitors:alert_list")
    alerts = signals.alerts_between(context.brand, context.ago(THREE_MONTHS), context.day)
    rows = tuple(
        EvidenceRow(Said(f"{alert.day} {alert.sentence_zh}", f"{alert.day} {alert.sentence_en}"),
                    not alert.is_open, both(alert.get_state_display()), alert.drill_url or url, alert.shop_key)
        for alert in alerts
    )  # fmt: skip
    value, met, total = share_of(rows)
    if value is None:
        return nothing_yet(
            "近 90 天没有预警：先设监控。", "No alert in 90 days: set monitors first.", url
        )
    sentence = Said(
        f"近 90 天 {total} 次预警，{met} 次有人处理（{percent(value)}）。",
        f"Of {total} alerts in 90 days somebody dealt with {met} ({percent(value)}).",
    )
    return Evidence(value, sentence, max(alert.last_seen for alert in alerts), rows, url)
