"""Texts and names as SQL writes them (9.1)."""

from collections.abc import Iterable


def quoted(text: str) -> str:
    """A text as a literal."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """A name as an identifier."""
    return '"' + name.replace('"', '""') + '"'


def either(expression: str, texts: Iterable[str]) -> str:
    """Whether it equals one of the texts: IN with many texts would be planned as a join and lose the rows' order."""
    tests = [f"{expression} = {quoted(text)}" for text in texts]
    return f"({' OR '.join(tests)})" if tests else "FALSE"


def let(name: str, value: str, body: str) -> str:
    """`body` with `name` standing for `value`, which is worked out once and not copied into every place of use."""
    return f"list_transform([{value}], lambda {name}: {body})[1]"
