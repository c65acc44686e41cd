"""What an allocation says, as templates (12.3)."""

from luoxuan.metrics.sentences import Template

WHY: dict[str, Template] = {
    "no_value": Template(
        "allocation_no_value",
        en="Its reports name no sales.",
        zh="报表没有成交额，无法估计回报。",
    ),
    "few_days": Template(
        "allocation_few_days",
        en="Too few days with spend to learn from.",
        zh="有花费的天数太少，无法估计。",
    ),
    "no_variation": Template(
        "allocation_no_variation",
        en="Its spend never moved by itself: nothing shows what more or less would bring.",
        zh="花费几乎没有独立变动，看不出多花或少花会怎样。",
    ),
    "unsure": Template(
        "allocation_unsure",
        en="Its days contradict one another: the curve could be anything.",
        zh="各天的表现相互矛盾，曲线无法确定。",
    ),
    "stopped": Template(
        "allocation_stopped",
        en="It spends nothing at present.",
        zh="目前没有花费。",
    ),
}
NO_ADS = Template(
    "allocation_no_ads", en="No advertising report covers these days.", zh="这些天没有广告报表。"
)
NOT_ENOUGH = Template(
    "allocation_not_enough",
    en="Not enough variation: fewer than two campaigns have a return that can be told, so nothing is proposed.",
    zh="变动不足：能估计回报的计划不到两个，不提建议。",
)
NOT_SURE = Template(
    "allocation_not_sure",
    en="Moving money would bring between {low:money} and {high:money} a day: too unsure to propose.",
    zh="挪动预算每天的结果在 {low:money} 到 {high:money} 之间，不够确定，不提建议。",
)
NOTHING_BETTER = Template(
    "allocation_nothing_better",
    en="The returns are as good as equal: nothing is to be gained by moving money.",
    zh="各计划的边际回报基本相同，挪动预算没有好处。",
)
PROPOSED = Template(
    "allocation_proposed",
    en="Move {moved:money} a day ({share:share} of the spend): about {gain:money} more attributed value a day, between {low:money} and {high:money}.",
    zh="每天挪动 {moved:money}（占花费 {share:share}），归因成交额每天约多 {gain:money}（区间 {low:money} 至 {high:money}）。",
)
SHIFT = Template(
    "allocation_shift",
    en="Move {amount:money} a day from {giver} (the last yuan brings {giver_return:ratio}) to {taker} (the next brings {taker_return:ratio}): about {gain:money} a day, between {low:money} and {high:money}.",
    zh="每天从「{giver}」（最后一元带来 {giver_return:ratio}）挪 {amount:money} 到「{taker}」（下一元带来 {taker_return:ratio}）：每天约多 {gain:money}（{low:money} 至 {high:money}）。",
)
