"""One shape for every error: {"error": {"code", "message", "detail"}}."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    413: "too_large",
    422: "invalid",
    429: "too_many",
    500: "internal",
    503: "unavailable",
}
log = logging.getLogger("luoxuan.api")


class ErrorBody(Schema):
    """What went wrong."""

    code: str
    message: str
    detail: list[dict[str, Any]] = []


class ErrorOut(Schema):
    """The one shape of an error."""

    error: ErrorBody


def answers_errors(api: NinjaAPI) -> None:
    """Give every error of the interface the one shape."""
    for kind, handler in (
        (AuthenticationError, _plain(api, 401, "Send a valid token: Authorization: Bearer lx_…")),
        (PermissionDenied, _plain(api, 403, "Your role or token does not allow this.")),
        (Http404, _plain(api, 404, "There is no such thing here.")),
        (Throttled, _plain(api, 429, "Too many requests: wait a little.")),
    ):
        api.add_exception_handler(kind, handler)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        # What was sent is not repeated: it may be personal.
        wrong = [
            {"where": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors
        ]
        return _answer(api, request, 422, "Something sent does not fit.", wrong)

    @api.exception_handler(HttpError)
    def said(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _answer(api, request, error.status_code, str(error))

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, error: Exception) -> HttpResponse:
        log.error("%s %s failed: %s", request.method, request.path, type(error).__name__)
        return _answer(api, request, 500, "Something went wrong on our side.")


def _plain(api: NinjaAPI, status: int, message: str) -> Callable[..., HttpResponse]:
    """A handler that always says the same."""

    def handle(request: HttpRequest, _error: Exception) -> HttpResponse:
        return _answer(api, request, status, message)

    return handle


def _answer(
    api: NinjaAPI,
    request: HttpRequest,
    status: int,
    message: str,
    detail: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    body = ErrorBody(code=CODES.get(status, "error"), message=message, detail=detail or [])
    return api.create_response(request, {"error": body.dict()}, status=status)
