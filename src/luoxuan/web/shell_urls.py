"""Addresses of the shell: the door, the home page of a brand, search, language and look."""

from django.urls import path

from luoxuan.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("language", views.language, name="language"),
    path("look", views.look, name="look"),
    path("b/<slug:brand>/", views.brand_home, name="brand_home"),
    path("b/<slug:brand>/pace", views.brand_pace, name="brand_pace"),
    path("b/<slug:brand>/search", views.search, name="search"),
]
