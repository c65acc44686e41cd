"""Django for a command: set up when the command runs, so that `--help` is instant."""

import os


def setup() -> None:
    """Make the settings and the apps ready; safe to call twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoxuan.settings")
    import django

    django.setup()
