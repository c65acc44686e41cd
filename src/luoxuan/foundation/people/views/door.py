"""Log in, log out, and one's own account (9.3)."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.people import selectors, services
from luoxuan.foundation.people.access import account_page
from luoxuan.foundation.people.forms import LoginForm, PasswordForm
from luoxuan.foundation.people.models import User


@sensitive_post_parameters()
@csrf_protect
@never_cache
@require_http_methods(["GET", "POST"])
def login_page(request: HttpRequest) -> HttpResponse:
    """The door. A mistake says the same whether the name or the password is wrong."""
    if isinstance(request.user, User):
        return _onwards(request)
    form = LoginForm(request.POST or None)
    if form.is_valid():
        knock = services.Knock(
            form.cleaned_data["login"],
            form.cleaned_data["password"],
            _address(request),
        )
        try:
            user = services.login_check(knock=knock, request=request, at=timezone.now())
        except services.PeopleError as error:
            form.add_error(None, str(error))
        else:
            login(request, user)
            return _onwards(request)
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "people/login.html", context, status=422 if form.errors else 200)


@require_POST
def logout_page(request: HttpRequest) -> HttpResponse:
    """Out, and to the door."""
    logout(request)
    return redirect("people_login")


@require_GET
@account_page
def account_home(request: HttpRequest) -> HttpResponse:
    """Who one is, in which brands, and where logged in."""
    return _account(request, PasswordForm())


@sensitive_post_parameters()
@require_POST
@account_page
def password_page(request: HttpRequest) -> HttpResponse:
    """Change one's password; every other session ends."""
    form = PasswordForm(request.POST)
    user = cast(User, request.user)
    if form.is_valid():
        try:
            services.password_change(
                user=user,
                old=form.cleaned_data["old"],
                new=form.cleaned_data["new"],
                keep_session=request.session.session_key or "",
                at=timezone.now(),
            )
        except services.PeopleError as error:
            form.add_error(None, str(error))
        else:
            _keep_this_session(request, user)
            messages.success(request, _("The password is changed; all other sessions are ended."))
            return redirect("people_account")
    return _account(request, form, status=422)


@require_POST
@account_page
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of one's own sessions."""
    services.session_end(user=cast(User, request.user), session_id=session_id)
    messages.success(request, _("The session is ended."))
    return redirect("people_account")


def _account(request: HttpRequest, form: PasswordForm, status: int = 200) -> HttpResponse:
    user = cast(User, request.user)
    context = {
        "form": form,
        "person": user,
        "memberships": selectors.memberships_by(user),
        "sessions": selectors.sessions_of(user),
        "here": request.session.session_key,
    }
    return render(request, "people/account.html", context, status=status)


def _keep_this_session(request: HttpRequest, user: User) -> None:
    """The new password rotates the session's key: its row goes along."""
    services.session_forget(session_key=request.session.session_key or "")
    update_session_auth_hash(request, user)
    services.session_note(
        user=user,
        session_key=request.session.session_key or "",
        agent=request.headers.get("User-Agent", ""),
        at=timezone.now(),
    )


def _onwards(request: HttpRequest) -> HttpResponse:
    """Where the person wanted to go; never to another site."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if is_ours else "/")


def _address(request: HttpRequest) -> str:
    """Where the request comes from; behind our own proxy, what the proxy says last."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
