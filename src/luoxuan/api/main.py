"""The interface, put together: /api/v1."""

from ninja import NinjaAPI

from luoxuan.api.errors import answers_errors
from luoxuan.api.gate import SessionGate, TokenGate
from luoxuan.check.dashboards.api import router as reports
from luoxuan.foundation.intake.api import router as imports
from luoxuan.foundation.jobs.api import router as jobs
from luoxuan.foundation.people.api import brands, shops
from luoxuan.foundation.trail.api import router as trail

BRAND = "/b/{brand}"

api = NinjaAPI(
    title="Luoxuan",
    version="1",
    urls_namespace="api",
    auth=[TokenGate(), SessionGate()],
    docs_url=None,  # its page loads scripts from elsewhere; the description is at openapi.json
)
answers_errors(api)
api.add_router("/brands", brands)
api.add_router(f"{BRAND}/shops", shops)
api.add_router(f"{BRAND}/imports", imports)
api.add_router(f"{BRAND}/jobs", jobs)
api.add_router(f"{BRAND}/reports", reports)
api.add_router(f"{BRAND}/trail", trail)
