"""The first sentences of a pack (12.1)."""

from luoxuan.metrics.sentences import Template

SCORE = Template(
    "review_score",
    en="{when}: {met} of {known} targets met or exceeded, {missed} missed.",
    zh="{when}：{known} 个目标中 {met} 个达成，{missed} 个未达成。",
)
NO_TREE = Template(
    "review_no_tree",
    en="{when}: no targets are approved for this year, so nothing can be compared with them.",
    zh="{when}：本年没有已批准的目标，无从对比。",
)
NOTHING_KNOWN = Template(
    "review_nothing_known",
    en="{when}: none of the {count} targets can be compared: no report covers the period.",
    zh="{when}：{count} 个目标都无法对比：没有报表覆盖该时段。",
)
TOP = {
    unit: Template(
        f"review_top_{unit}",
        en=f"{{title}}: {{actual:{unit}}} against {{due:{unit}}}, {{reached:share}} reached.",
        zh=f"{{title}} {{actual:{unit}}}，目标 {{due:{unit}}}，达成 {{reached:share}}。",
    )
    for unit in ("money", "count", "share", "ratio")
}
