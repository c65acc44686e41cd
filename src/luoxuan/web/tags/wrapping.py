"""Tags with an inside: drawer, dialog, panel, filter bar. A blank inside draws nothing."""

from collections.abc import Mapping

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()

COMPONENTS = "web/components/"


class _Wrapped(template.Node):
    """What stands between a tag and its end."""

    def __init__(
        self, nodelist: NodeList, name: str, values: Mapping[str, FilterExpression]
    ) -> None:
        self.nodelist = nodelist
        self.name = name
        self.values = values

    def render(self, context: Context) -> SafeString:
        inside = self.nodelist.render(context)
        if not inside.strip() or context.template is None:
            return SafeString("")
        values = {key: expression.resolve(context) for key, expression in self.values.items()}
        found = context.template.engine.get_template(f"{COMPONENTS}{self.name}.html")
        with context.push(inside=inside, **values):
            return found.render(context)


def _wrapping(name: str) -> None:
    def compiled(parser: Parser, token: Token) -> _Wrapped:
        _tag, *pairs = token.split_contents()
        values = dict(pair.split("=", 1) for pair in pairs)
        nodelist = parser.parse((f"end{name}",))
        parser.delete_first_token()
        return _Wrapped(nodelist, name, {k: parser.compile_filter(v) for k, v in values.items()})

    register.tag(name, compiled)


for _name in ("drawer", "dialog", "panel", "filterbar"):
    _wrapping(_name)
