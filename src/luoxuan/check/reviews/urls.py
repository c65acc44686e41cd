"""Addresses of the reviews, below /b/<brand>/check/reviews/."""

from django.urls import path

from luoxuan.check.reviews.views import actions, files, pages

app_name = "reviews"
urlpatterns = [
    path("", pages.review_list, name="review_list"),
    path("settings", pages.settings_page, name="settings"),
    path("ask", actions.ask, name="ask"),
    path("<int:review_id>/", pages.review_page, name="review"),
    path("<int:review_id>/present", pages.present_page, name="present"),
    path("<int:review_id>/scores", pages.scores_page, name="scores"),
    path("<int:review_id>/scores.xlsx", files.scores_xlsx, name="scores_xlsx"),
    path("<int:review_id>/review.xlsx", files.review_xlsx, name="review_xlsx"),
    path("<int:review_id>/review.pdf", files.review_pdf, name="review_pdf"),
    path("<int:review_id>/again", actions.again, name="again"),
    path("<int:review_id>/hold", actions.hold, name="hold"),
    path("<int:review_id>/sign", actions.sign, name="sign"),
    path("<int:review_id>/freeze", actions.freeze, name="freeze"),
    path("<int:review_id>/minutes", actions.minutes, name="minutes"),
    path("<int:review_id>/agenda", actions.agenda, name="agenda"),
    path("<int:review_id>/decide", actions.decide, name="decide"),
    path(
        "<int:review_id>/decisions/<int:decision_id>/remove",
        actions.decision_remove,
        name="decision_remove",
    ),
    path("<int:review_id>/answer", actions.answer, name="answer"),
]
