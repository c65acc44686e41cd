"""Did an action work? The effect on a metric, with its interval (12.4, 9.15)."""

from luoxuan.analysis.effect.answer import DayPoint, EffectAnswer
from luoxuan.analysis.effect.ask import answered, ask
from luoxuan.analysis.effect.chart import draw, draw_days
from luoxuan.analysis.effect.question import EffectQuestion

__all__ = ["DayPoint", "EffectAnswer", "EffectQuestion", "answered", "ask", "draw", "draw_days"]
