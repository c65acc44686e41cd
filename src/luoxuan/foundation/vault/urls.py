"""Addresses of personal data, below /b/<brand>/data/persons/. No phone ever stands in one."""

from django.urls import path

from luoxuan.foundation.vault.views import changes, pages, persons

app_name = "vault"

urlpatterns = [
    path("", pages.home, name="home"),
    path("settings", changes.settings_save, name="settings"),
    path("rotate", changes.rotate, name="rotate"),
    path("find", persons.find, name="find"),
    path("people/<int:person_id>/", persons.person, name="person"),
    path("people/<int:person_id>/unmask", persons.unmask, name="unmask"),
    path("people/<int:person_id>/correct", persons.correct, name="correct"),
    path("people/<int:person_id>/consent", persons.consent, name="consent"),
    path("people/<int:person_id>/ask", persons.ask, name="ask"),
    path("requests/", pages.request_list, name="requests"),
    path("requests/requests.xlsx", pages.requests_xlsx, name="requests_xlsx"),
    path("requests/<int:request_id>/answer", changes.answer, name="answer"),
    path("requests/<int:request_id>/erase", changes.erase, name="erase"),
    path("requests/<int:request_id>/pack", changes.pack, name="pack"),
    path("consents/", pages.consent_list, name="consents"),
    path("consents/consents.xlsx", pages.consents_xlsx, name="consents_xlsx"),
    path("consents/purposes", changes.purpose_save, name="purpose_save"),
    path(
        "consents/purposes/<slug:purpose_key>/retire", changes.purpose_retire, name="purpose_retire"
    ),
    path("retention/", pages.retention, name="retention"),
    path("retention/set", changes.clock_set, name="clock_set"),
]
