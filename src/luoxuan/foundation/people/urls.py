"""Addresses of brand, shops, people and tokens, below /b/<brand>/settings/."""

from django.urls import path

from luoxuan.foundation.people.views import members, shops, tokens

app_name = "people"

urlpatterns = [
    path("brand", shops.brand, name="brand"),
    path("shops", shops.shop_list, name="shop_list"),
    path("shops/new", shops.shop_new, name="shop_new"),
    path("shops/<slug:key>", shops.shop_edit, name="shop_edit"),
    path("people", members.member_list, name="member_list"),
    path("people/new", members.member_new, name="member_new"),
    path("people/<int:membership_id>", members.member_edit, name="member_edit"),
    path("people/<int:membership_id>/end", members.member_end, name="member_end"),
    path("people/<int:membership_id>/password", members.member_password, name="member_password"),
    path("tokens", tokens.token_list, name="token_list"),
    path("tokens/<int:token_id>/revoke", tokens.token_revoke, name="token_revoke"),
]
