"""Keeps the translations: collects texts into each app's catalogue, compiles, checks.

`python -m luoxuan.web.messages [APP...]` rewrites `locale/zh_Hans/LC_MESSAGES/django.{po,mo}` of every
app, or of those named; `--check` writes nothing and fails where a text is missing, unsure or not compiled.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from luoxuan.web.extraction import texts_of

SOURCE = Path(__file__).resolve().parents[1]
LOCALE = "zh_Hans"
HOLE = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")
AUTHORS = "The Luoxuan authors"
HEADER = "# Luoxuan: what the screens say. The left side is English, the right side Chinese."


def apps(source: Path = SOURCE) -> list[Path]:
    """The folder of every Django app."""
    return sorted(path.parent for path in source.rglob("apps.py"))


def collected(app: Path) -> Catalog:
    """The texts of the app as they stand in its files."""
    catalog = _empty()
    for path in _files(app):
        place = path.relative_to(app).as_posix()
        for found in texts_of(path):
            catalog.add(
                found.id, locations=[(place, found.line)], context=found.context or None,
                flags=["python-format"] if "%(" in found.text else (),
            )  # fmt: skip
    return catalog


def updated(app: Path) -> Catalog:
    """The app's catalogue brought up to its files; what was translated stays, what is gone goes."""
    catalog = stored(app)
    catalog.update(collected(app), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.header_comment = HEADER
    catalog.project, catalog.version, catalog.fuzzy = "Luoxuan", "1", False
    catalog.last_translator = catalog.language_team = AUTHORS
    catalog.msgid_bugs_address = ""
    return catalog


def stored(app: Path) -> Catalog:
    """The catalogue as it is kept."""
    path = _folder(app) / "django.po"
    if not path.exists():
        return _empty()
    return read_po(io.BytesIO(path.read_bytes()), locale=LOCALE, domain="django")


def complaints(app: Path) -> list[str]:
    """What is wrong with the app's translations; one line each."""
    catalog = stored(app)
    wanted = collected(app)
    name = app.relative_to(SOURCE.parent).as_posix()
    lines = []
    for message in wanted:
        if not message.id:
            continue
        text = message.id[0] if isinstance(message.id, tuple) else message.id
        kept = catalog.get(text, message.context)
        if kept is None or not _is_said(kept.string):
            lines.append(f"{name}: not translated: {text!r}")
        elif kept.fuzzy:
            lines.append(f"{name}: unsure: {text!r}")
        elif not _holes_fit(message.id, kept.string):
            lines.append(f"{name}: other holes than the original: {text!r}")
    compiled = _folder(app) / "django.mo"
    if any(message.id for message in wanted) and (
        not compiled.exists() or compiled.read_bytes() != _compiled(catalog)
    ):
        lines.append(f"{name}: django.mo is not what django.po says: run luoxuan.web.messages")
    return lines


def quarrels(found: list[Path]) -> list[str]:
    """One English text said in two ways: the screens know one catalogue, so one app would silently win."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for app in found:
        for message in stored(app):
            if message.id and _is_said(message.string):
                key = (str(message.id), message.context or "")
                said.setdefault(key, {}).setdefault(str(message.string), app.name)
    return [
        f"{text!r} is said as {' and '.join(f'{word} in {app}' for word, app in words.items())}: use pgettext"
        for (text, _context), words in sorted(said.items())
        if len(words) > 1
    ]


def write(app: Path) -> None:
    """Rewrite the app's catalogue and its compiled form."""
    catalog = updated(app)
    if not any(message.id for message in catalog):
        return
    folder = _folder(app)
    folder.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalog, omit_header=False, sort_by_file=True, include_lineno=False, width=120)
    (folder / "django.po").write_bytes(text.getvalue())
    (folder / "django.mo").write_bytes(_compiled(stored(app)))


def _compiled(catalog: Catalog) -> bytes:
    body = io.BytesIO()
    write_mo(body, catalog)
    return body.getvalue()


def _files(app: Path) -> Iterator[Path]:
    for pattern in ("*.py", "*.html", "*.txt"):
        for path in sorted(app.rglob(pattern)):
            if "migrations" not in path.parts and "static" not in path.parts:
                yield path


def _empty() -> Catalog:
    return Catalog(
        locale=LOCALE, domain="django", header_comment=HEADER, project="Luoxuan", charset="utf-8"
    )


def _folder(app: Path) -> Path:
    return app / "locale" / LOCALE / "LC_MESSAGES"


def _holes_fit(original: str | Sequence[str], said: object) -> bool:
    """A translation names what the original names. Of a plural the one Chinese form must name the number too."""
    wanted = original if isinstance(original, str) else original[-1]
    parts = said if isinstance(said, list | tuple) else (said,)
    return all(
        sorted(set(HOLE.findall(str(part)))) == sorted(set(HOLE.findall(wanted))) for part in parts
    )


def _is_said(string: object) -> bool:
    parts = string if isinstance(string, list | tuple) else (string,)
    return bool(parts) and all(parts)


def main(arguments: list[str]) -> int:
    """Write, or with --check only complain."""
    names = [argument for argument in arguments if argument != "--check"]
    chosen = [app for app in apps() if not names or app.name in names]
    unknown = set(names) - {app.name for app in chosen}
    if unknown:
        sys.stderr.write(f"There is no app {', '.join(sorted(unknown))}.\n")
        return 2
    if "--check" not in arguments:
        for app in chosen:
            write(app)
    found = [line for app in chosen for line in complaints(app)]
    found += quarrels(apps())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
