"""Import pages that change something: each parses, calls one service and says what happened."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoxuan.foundation.intake import selectors, services
from luoxuan.foundation.intake.forms import NewShopForm, SettingsForm, ShopChoiceForm
from luoxuan.foundation.intake.models import Original
from luoxuan.foundation.intake.spooling import spool
from luoxuan.foundation.intake.views.pages import import_seen
from luoxuan.foundation.people.access import Scope, brand_page


@require_POST
@brand_page("imports.write")
def upload(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Files dropped on the page: sealed at once, then read by a job."""
    uploads = request.FILES.getlist("files")
    if not 0 < len(uploads) <= services.BATCH:
        messages.error(
            request, _("Choose between 1 and %(most)d files.") % {"most": services.BATCH}
        )
        return redirect("intake:import_list", brand=scope.brand.key)
    shop = request.POST.get("shop", "")
    if not services.shop_allowed(scope, shop):
        messages.error(request, _("Choose a shop of the register."))
        return redirect("intake:import_list", brand=scope.brand.key)
    with services.workdir(scope.brand) as folder:
        batch = services.batch_open(
            brand=scope.brand,
            uploads=[spool(file, folder / str(n)) for n, file in enumerate(uploads)],
            shop=shop,
            requested_by=scope.user,
            at=timezone.now(),
        )
    return redirect("intake:batch_page", brand=scope.brand.key, batch_id=batch.batch_id)


@require_POST
@brand_page("imports.undo")
def undo(request: HttpRequest, scope: Scope, import_id: str) -> HttpResponse:
    """Take one import out again."""
    import_seen(scope, import_id)
    try:
        services.import_undo(
            brand=scope.brand, import_id=import_id, requested_by=scope.user, at=timezone.now()
        )
    except services.IntakeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The import is undone; what it had replaced is true again."))
    return redirect("intake:import_page", brand=scope.brand.key, import_id=import_id)


@require_POST
@brand_page("imports.write")
def shop_choose(request: HttpRequest, scope: Scope, original_id: str) -> HttpResponse:
    """Read a waiting file again as a file of the chosen shop."""
    form = ShopChoiceForm(request.POST, scope=scope)
    if not form.is_valid():
        messages.error(request, _("Choose a shop of the register."))
        return redirect("intake:import_list", brand=scope.brand.key)
    return _again(scope, original_id, form.cleaned_data["shop"])


@require_POST
@brand_page("shops.write")
def shop_create(request: HttpRequest, scope: Scope, original_id: str) -> HttpResponse:
    """Put a shop into the register and read the waiting file as a file of it."""
    scope.require("imports.write")
    form = NewShopForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e) for es in form.errors.values() for e in es))
        return redirect("intake:import_list", brand=scope.brand.key)
    _waiting(scope, original_id)
    try:
        services.shop_create(
            brand=scope.brand, actor=scope.user, at=timezone.now(), **form.cleaned_data
        )
    except services.ShopUnknownError as error:
        messages.error(request, str(error))
        return redirect("intake:import_list", brand=scope.brand.key)
    return _again(scope, original_id, form.cleaned_data["key"])


@require_POST
@brand_page("imports.write")
def original_discard(request: HttpRequest, scope: Scope, original_id: str) -> HttpResponse:
    """Drop a waiting file for good."""
    services.originals_remove([_waiting(scope, original_id)])
    messages.success(request, _("The sealed file is deleted."))
    return redirect("intake:import_list", brand=scope.brand.key)


@require_POST
@brand_page("settings.write")
def settings_save(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Retention of originals, inbox on or off."""
    form = SettingsForm(request.POST)
    if form.is_valid():
        services.settings_save(
            brand=scope.brand, actor=scope.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Keep originals between 0 and 366 days."))
    return redirect("intake:import_list", brand=scope.brand.key)


def _waiting(scope: Scope, original_id: str) -> Original:
    original = selectors.original_of(scope.brand, original_id)
    if original is None or original.import_id:
        raise Http404
    return original


def _again(scope: Scope, original_id: str, shop: str) -> HttpResponse:
    batch = services.batch_again(
        brand=scope.brand,
        originals=[_waiting(scope, original_id)],
        shop=shop,
        requested_by=scope.user,
        at=timezone.now(),
    )
    return redirect("intake:batch_page", brand=scope.brand.key, batch_id=batch.batch_id)
