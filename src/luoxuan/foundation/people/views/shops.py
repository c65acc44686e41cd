"""The register of shops, and the brand itself (7.1)."""

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luoxuan.foundation.people import selectors, services
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.people.forms import BrandForm, ShopForm
from luoxuan.foundation.people.models import Shop
from luoxuan.foundation.people.services import BrandPlan, ShopPlan


@require_GET
@brand_page("shops.read")
def shop_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The shops within the person's scope."""
    shops = [shop for shop in selectors.shops_of(scope.brand) if scope.sees_shop(shop.key)]
    return render(request, "people/shop_list.html", {"scope": scope, "shops": shops})


@require_http_methods(["GET", "POST"])
@brand_page("shops.write")
def shop_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A shop no file has spoken of yet."""
    initial = {"zone": scope.brand.zone, "currency": scope.brand.currency}
    return _edit(request, scope, None, ShopForm(request.POST or None, initial=initial))


@require_http_methods(["GET", "POST"])
@brand_page("shops.write")
def shop_edit(request: HttpRequest, scope: Scope, key: str) -> HttpResponse:
    """What is known of a shop."""
    shop = selectors.shop_by_key(brand=scope.brand, key=key)
    if shop is None or not scope.sees_shop(key):
        raise Http404
    initial = {name: getattr(shop, name) for name in ShopPlan.__dataclass_fields__}
    form = ShopForm(request.POST or None, initial=initial, shop=shop)
    return _edit(request, scope, shop, form)


@require_http_methods(["GET", "POST"])
@brand_page("settings.write")
def brand(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Name, time zone and currency of the brand."""
    now = BrandPlan(scope.brand.name, scope.brand.zone, scope.brand.currency)
    form = BrandForm(request.POST or None, initial=asdict(now))
    if request.method == "POST" and form.is_valid():
        try:
            services.brand_change(
                brand=scope.brand, plan=form.plan, actor=scope.user, at=timezone.now()
            )
        except services.PeopleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("people:brand", brand=scope.brand.key)
    context = {"scope": scope, "form": form}
    return render(request, "people/brand.html", context, status=422 if form.errors else 200)


def _edit(request: HttpRequest, scope: Scope, shop: Shop | None, form: ShopForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        is_taken = shop is None and selectors.shop_by_key(brand=scope.brand, key=form.plan.key)
        if is_taken:
            form.add_error("key", _("There is a shop with this key already."))
        elif _saved(scope, form):
            messages.success(request, _("Saved."))
            return redirect("people:shop_list", brand=scope.brand.key)
    context = {"scope": scope, "form": form, "shop": shop}
    return render(request, "people/shop.html", context, status=422 if form.errors else 200)


def _saved(scope: Scope, form: ShopForm) -> bool:
    try:
        services.shop_save(brand=scope.brand, plan=form.plan, actor=scope.user, at=timezone.now())
    except services.PeopleError as error:
        form.add_error(None, str(error))
        return False
    return True
