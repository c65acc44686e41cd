"""Addresses that belong to a person and to no brand."""

from django.urls import path

from luoxuan.foundation.people.views import door

urlpatterns = [
    path("login", door.login_page, name="people_login"),
    path("logout", door.logout_page, name="people_logout"),
    path("account/", door.account_home, name="people_account"),
    path("account/password", door.password_page, name="people_password"),
    path("account/sessions/<int:session_id>/end", door.session_end, name="people_session_end"),
]
