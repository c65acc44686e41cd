"""Finds every text of the screens: in Python by its syntax tree, in templates as Django itself reads them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_IN_CONTEXT = {"npgettext", "npgettext_lazy"}
_STRING = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")


@dataclass(frozen=True)
class Found:
    """One text, where it stands, and its plural or context where it has one."""

    text: str
    line: int
    plural: str = ""
    context: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """As a catalogue keys it."""
        return (self.text, self.plural) if self.plural else self.text


def texts_of(path: Path) -> Iterator[Found]:
    """The texts of a Python file or a template."""
    source = path.read_text(encoding="utf-8")
    return _of_python(source) if path.suffix == ".py" else _of_template(source)


def _of_python(source: str) -> Iterator[Found]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            words = [
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            found = _found(name, words, node.lineno)
            if found:
                yield found


def _of_template(source: str) -> Iterator[Found]:
    for n, line in enumerate(templatize(source).splitlines(), start=1):
        for name, arguments in _CALL.findall(line):
            words = [ast.literal_eval(word) for word in re.findall(_STRING, arguments)]
            found = _found(name, words, n)
            if found:
                yield found


def _found(name: str, words: list[str], line: int) -> Found | None:
    if name in PLAIN and words:
        return Found(words[0], line)
    if name in PLURAL and len(words) >= 2:
        return Found(words[0], line, plural=words[1])
    if name in IN_CONTEXT and len(words) >= 2:
        return Found(words[1], line, context=words[0])
    if name in PLURAL_IN_CONTEXT and len(words) >= 3:
        return Found(words[1], line, plural=words[2], context=words[0])
    return None
