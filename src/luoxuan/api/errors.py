"""One shape for every error: {"error": {"code", "message", "detail"}}."""

import logging
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

    def answer(
        request: HttpRequest, status: int, message: str, detail: list[dict[str, Any]] | None = None
    ) -> HttpResponse:
        body = ErrorBody(code=CODES.get(status, "error"), message=message, detail=detail or [])
        return api.create_response(request, {"error": body.dict()}, status=status)

    @api.exception_handler(AuthenticationError)
    def nobody(request: HttpRequest, _error: Exception) -> HttpResponse:
        return answer(request, 401, "Send a valid token: Authorization: Bearer lx_…")

    @api.exception_handler(PermissionDenied)
    def forbidden(request: HttpRequest, _error: Exception) -> HttpResponse:
        return answer(request, 403, "Your role or token does not allow this.")

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, _error: Exception) -> HttpResponse:
        return answer(request, 404, "There is no such thing here.")

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        # What was sent is not repeated: it may be personal.
        wrong = [
            {"where": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors
        ]
        return answer(request, 422, "Something sent does not fit.", wrong)

    @api.exception_handler(Throttled)
    def too_many(request: HttpRequest, _error: Exception) -> HttpResponse:
        return answer(request, 429, "Too many requests: wait a little.")

    @api.exception_handler(HttpError)
    def said(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(request, error.status_code, str(error))

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, error: Exception) -> HttpResponse:
        log.error("%s %s failed: %s", request.method, request.path, type(error).__name__)
        return answer(request, 500, "Something went wrong on our side.")
