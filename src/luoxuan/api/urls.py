"""The addresses of the interface, below /api/v1/."""

from django.http import HttpRequest, JsonResponse
from django.urls import path

from luoxuan.api.main import api


def nowhere(request: HttpRequest, rest: str) -> JsonResponse:  # noqa: ARG001
    """An address nobody answers gets the one shape of an error, too."""
    error = {"code": "not_found", "message": "There is no such address.", "detail": []}
    return JsonResponse({"error": error}, status=404)


urlpatterns = [path("", api.urls), path("<path:rest>", nowhere)]
