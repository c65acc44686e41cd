"""Debian's Chromium, as the tests and the pictures start it."""

import shutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium() -> str | None:
    """Where Chromium is; None where the machine has none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")
