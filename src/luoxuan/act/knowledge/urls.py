"""Addresses of the knowledge base, below /b/<brand>/act/knowledge/."""

from django.urls import path

from luoxuan.act.knowledge.views import actions, pages

app_name = "knowledge"
urlpatterns = [
    path("", pages.article_list, name="article_list"),
    path("articles.xlsx", pages.article_xlsx, name="article_xlsx"),
    path("new", actions.article_new, name="article_new"),
    path("<str:slug>/", pages.article_page, name="article"),
    path("<str:slug>/edit", actions.article_edit, name="article_edit"),
    path("<str:slug>/state", actions.article_state, name="article_state"),
    path("<str:slug>/review", actions.article_review, name="article_review"),
    path("<str:slug>/read", actions.article_read, name="article_read"),
]
