"""The app's name in the house."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Shell, components, home page."""

    name = "luoxuan.web"
    label = "web"
