"""The interface, put together: /api/v1."""

from ninja import NinjaAPI

from luoxuan.act.conformity.api import router as conformity
from luoxuan.act.ideas.api import router as ideas
from luoxuan.act.improvements.api import router as improvements
from luoxuan.act.knowledge.api import router as knowledge
from luoxuan.act.loop.api import router as loop
from luoxuan.api.errors import answers_errors
from luoxuan.api.gate import SessionGate, TokenGate
from luoxuan.check.dashboards.api import router as reports
from luoxuan.check.profit.api import router as profit
from luoxuan.check.reviews.api import router as reviews
from luoxuan.check.settlement.api import router as settlement
from luoxuan.foundation.gates.api import router as gates
from luoxuan.foundation.intake.api import router as imports
from luoxuan.foundation.jobs.api import router as jobs
from luoxuan.foundation.people.api import brands, shops
from luoxuan.foundation.quality.api import router as quality
from luoxuan.foundation.signals.monitors_api import router as monitors
from luoxuan.foundation.tasks.api import router as tasks
from luoxuan.foundation.trail.api import router as trail
from luoxuan.foundation.vault.api import router as persons
from luoxuan.plan.budgets.api import router as budgets
from luoxuan.plan.calendar.api import router as calendar
from luoxuan.plan.programmes.api import router as programmes
from luoxuan.plan.strategy.api import router as strategy
from luoxuan.plan.targets.api import router as targets
from luoxuan.plan.teams.api import router as teams

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
api.add_router(f"{BRAND}/conformity", conformity)
api.add_router(f"{BRAND}/ideas", ideas)
api.add_router(f"{BRAND}/improvements", improvements)
api.add_router(f"{BRAND}/knowledge", knowledge)
api.add_router(f"{BRAND}/loop", loop)
api.add_router(f"{BRAND}/profit", profit)
api.add_router(f"{BRAND}/quality", quality)
api.add_router(f"{BRAND}/persons", persons)
api.add_router(f"{BRAND}/settlement", settlement)
api.add_router(f"{BRAND}/reviews", reviews)
api.add_router(f"{BRAND}/gates", gates)
api.add_router(f"{BRAND}/monitors", monitors)
api.add_router(f"{BRAND}/tasks", tasks)
api.add_router(f"{BRAND}/budgets", budgets)
api.add_router(f"{BRAND}/calendar", calendar)
api.add_router(f"{BRAND}/programmes", programmes)
api.add_router(f"{BRAND}/strategy", strategy)
api.add_router(f"{BRAND}/targets", targets)
api.add_router(f"{BRAND}/teams", teams)
