"""Who may enter the brand, and as what (6.1)."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.people import selectors, services
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.people.forms import MemberForm, MembershipForm, PasswordResetForm
from luoxuan.foundation.people.models import Membership
from luoxuan.foundation.people.roles import PERMISSION_WORDS, Role, permissions_of


@require_GET
@brand_page("people.read")
def member_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Everybody of the brand, and what each role may do."""
    rights = [
        (word, [permission in permissions_of(role) for role in Role.values])
        for permission, word in PERMISSION_WORDS.items()
    ]
    context = {
        "scope": scope,
        "members": selectors.memberships_of(scope.brand),
        "roles": Role.labels,
        "rights": rights,
    }
    return render(request, "people/member_list.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@brand_page("people.manage")
def member_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Let a person in."""
    form = MemberForm(request.POST or None, brand=scope.brand)

    def add() -> None:
        services.member_add(brand=scope.brand, plan=form.plan, actor=scope.user, at=timezone.now())

    if request.method == "POST" and _done(form, add):
        messages.success(request, _("The person is added."))
        return redirect("people:member_list", brand=scope.brand.key)
    return _page(request, scope, form, None)


@require_http_methods(["GET", "POST"])
@brand_page("people.manage")
def member_edit(request: HttpRequest, scope: Scope, membership_id: int) -> HttpResponse:
    """Another role, other shops."""
    member = _member(scope, membership_id)
    initial = {"role": member.role, "shops": member.shops.all()}
    form = MembershipForm(request.POST or None, brand=scope.brand, initial=initial)

    def change() -> None:
        services.membership_set(
            brand=scope.brand,
            user=member.user,
            role=form.cleaned_data["role"],
            shops=tuple(form.cleaned_data["shops"]),
            actor=scope.user,
            at=timezone.now(),
        )

    if request.method == "POST" and _done(form, change):
        messages.success(request, _("Saved."))
        return redirect("people:member_list", brand=scope.brand.key)
    return _page(request, scope, form, member)


@require_POST
@brand_page("people.manage")
def member_end(request: HttpRequest, scope: Scope, membership_id: int) -> HttpResponse:
    """Take the person out of the brand."""
    member = _member(scope, membership_id)
    try:
        services.membership_end(
            brand=scope.brand, user=member.user, actor=scope.user, at=timezone.now()
        )
    except services.PeopleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The person is no member any more."))
    return redirect("people:member_list", brand=scope.brand.key)


@sensitive_post_parameters()
@require_POST
@brand_page("people.manage")
def member_password(request: HttpRequest, scope: Scope, membership_id: int) -> HttpResponse:
    """Set a password for a person who forgot theirs."""
    member = _member(scope, membership_id)
    form = PasswordResetForm(request.POST)

    def reset() -> None:
        services.password_reset(
            brand=scope.brand,
            user=member.user,
            new=form.cleaned_data["new"],
            actor=scope.user,
            at=timezone.now(),
        )

    if not _done(form, reset):
        initial = {"role": member.role, "shops": member.shops.all()}
        return _page(
            request, scope, MembershipForm(brand=scope.brand, initial=initial), member, form
        )
    messages.success(request, _("The password is set; all sessions of the person are ended."))
    return redirect("people:member_list", brand=scope.brand.key)


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Do it where the form is right; what the service refuses stands on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except services.PeopleError as error:
        form.add_error(None, str(error))
        return False
    return True


def _member(scope: Scope, membership_id: int) -> Membership:
    found = selectors.membership(brand=scope.brand, membership_id=membership_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    scope: Scope,
    form: Form,
    member: Membership | None,
    password: Form | None = None,
) -> HttpResponse:
    is_wrong = bool(form.errors or (password and password.errors))
    context = {
        "scope": scope,
        "form": form,
        "member": member,
        "password": password or PasswordResetForm(),
    }
    return render(request, "people/member.html", context, status=422 if is_wrong else 200)
