"""Translations: every text of the screens is collected, translated, compiled."""

from pathlib import Path

import pytest

from luoxuan.web import extraction, messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
a = _("One")
b = ngettext("%(n)s row", "%(n)s rows", 2)
c = pgettext("month", "May")
d = _(f"never {a}")
"""
TEMPLATE = """
{% load i18n %}<p title="{{ x|default:_("Table") }}">{% translate "It's here" as y %}</p>
{% blocktranslate with n=1 count k=2 %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
{% blocktranslate trimmed %}
  two
  lines
{% endblocktranslate %}{% trans "May" context "month" %}{# _("not me") #}
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app with one text of each kind."""
    folder = tmp_path / "luoxuan" / "shop"
    (folder / "templates").mkdir(parents=True)
    (folder / "apps.py").write_text(PYTHON, encoding="utf-8")
    (folder / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(messages, "SOURCE", tmp_path / "luoxuan")
    return folder


def translate(app: Path, **words: str) -> None:
    """Write the words into the catalogue, as a translator would."""
    po = app / "locale/zh_Hans/LC_MESSAGES/django.po"
    text = po.read_text(encoding="utf-8")
    for msgid, msgstr in words.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    po.write_text(text, encoding="utf-8")


def test_every_kind_of_text_is_found(app: Path) -> None:
    found = {
        (one.text, one.plural, one.context)
        for name in ("apps.py", "templates/page.html")
        for one in extraction.texts_of(app / name)
    }
    assert found == {
        ("One", "", ""),
        ("%(n)s row", "%(n)s rows", ""),
        ("May", "", "month"),
        ("Table", "", ""),
        ("It's here", "", ""),
        ("%(n)s day", "%(n)s days", ""),
        ("two lines", "", ""),
    }


def test_a_missing_translation_is_complained_of(app: Path) -> None:
    messages.write(app)
    assert "luoxuan/shop: not translated: 'One'" in messages.complaints(app)
    translate(app, One="一")
    messages.write(app)
    assert "luoxuan/shop: not translated: 'One'" not in messages.complaints(app)


def test_a_stale_compiled_file_is_complained_of(app: Path) -> None:
    messages.write(app)
    translate(app, One="一")
    assert [line for line in messages.complaints(app) if "django.mo" in line] != []
    messages.write(app)
    assert [line for line in messages.complaints(app) if "django.mo" in line] == []


def test_an_unsure_translation_is_complained_of(app: Path) -> None:
    messages.write(app)
    translate(app, One="一")
    po = app / "locale/zh_Hans/LC_MESSAGES/django.po"
    text = po.read_text(encoding="utf-8")
    po.write_text(text.replace('msgid "One"', '#, fuzzy\nmsgid "One"'), encoding="utf-8")
    assert "luoxuan/shop: unsure: 'One'" in messages.complaints(app)


def test_a_translation_that_forgets_the_number_is_complained_of(app: Path) -> None:
    messages.write(app)
    po = app / "locale/zh_Hans/LC_MESSAGES/django.po"
    text = po.read_text(encoding="utf-8").replace('msgstr[0] ""', 'msgstr[0] "一天"')
    po.write_text(text, encoding="utf-8")
    assert "luoxuan/shop: other holes than the original: '%(n)s day'" in messages.complaints(app)


def test_what_is_translated_stays_and_what_is_gone_goes(app: Path) -> None:
    messages.write(app)
    translate(app, One="一", Table="表")
    (app / "templates" / "page.html").unlink()
    messages.write(app)
    catalog = messages.stored(app)
    assert catalog["One"].string == "一"
    assert catalog.get("Table") is None


def test_writing_twice_changes_nothing(app: Path) -> None:
    messages.write(app)
    po = app / "locale/zh_Hans/LC_MESSAGES/django.po"
    before = po.read_bytes()
    messages.write(app)
    assert po.read_bytes() == before


def test_one_text_said_in_two_ways_is_complained_of(app: Path) -> None:
    twin = app.with_name("twin")
    (twin / "templates").mkdir(parents=True)
    (twin / "apps.py").write_text(PYTHON, encoding="utf-8")
    for place, word in ((app, "一"), (twin, "壹")):
        messages.write(place)
        translate(place, One=word)
    assert messages.quarrels([app, twin]) == [
        "'One' is said as 一 in shop and 壹 in twin: use pgettext"
    ]


def test_every_text_of_the_product_is_translated_and_compiled() -> None:
    assert [line for app in messages.apps() for line in messages.complaints(app)] == []
    assert messages.quarrels(messages.apps()) == []
