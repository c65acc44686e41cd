"""One's own API tokens in a brand (9.3)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luoxuan.foundation.people import selectors, services
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.people.forms import TokenForm


@require_http_methods(["GET", "POST"])
@brand_page("tokens.manage")
def token_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The tokens, and a new one; its secret is on this one answer and never again."""
    form = TokenForm(request.POST or None, permissions=scope.permissions)
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = services.token_issue(
                brand=scope.brand, user=scope.user, plan=form.plan, at=timezone.now()
            )
        except services.PeopleError as error:
            form.add_error(None, str(error))
        else:
            form = TokenForm(permissions=scope.permissions)
    context = {
        "scope": scope,
        "form": form,
        "secret": secret,
        "tokens": selectors.tokens_of(brand=scope.brand, user=scope.user),
        "now": timezone.now(),
    }
    return render(request, "people/token_list.html", context, status=422 if form.errors else 200)


@require_POST
@brand_page("tokens.manage")
def token_revoke(request: HttpRequest, scope: Scope, token_id: int) -> HttpResponse:
    """The token opens nothing any more."""
    token = selectors.token_of(brand=scope.brand, user=scope.user, token_id=token_id)
    if token is None:
        raise Http404
    services.token_revoke(token=token, actor=scope.user, at=timezone.now())
    messages.success(request, _("The token is revoked."))
    return redirect("people:token_list", brand=scope.brand.key)
