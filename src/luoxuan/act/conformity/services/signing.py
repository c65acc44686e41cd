"""A person stands for a run; a pack of it goes to whoever certifies."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.act.conformity.errors import ConformityError
from luoxuan.act.conformity.models import EvidencePack, SelfAssessment
from luoxuan.act.conformity.packing import pack_bytes
from luoxuan.act.conformity.services.runs import run_body, run_is_whole
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.trail.services import trail_record

if TYPE_CHECKING:
    from luoxuan.act.conformity.models import ConformityRun
    from luoxuan.foundation.people.models import User


@transaction.atomic
def assessment_sign(
    *, run: "ConformityRun", statement: str, actor: "User", at: datetime
) -> SelfAssessment:
    """Sign a run with one's words; the signature binds the run's hash. Raises ConformityError."""
    if not statement.strip():
        raise ConformityError(_("Write what you stand for before you sign."))
    if not run_is_whole(run):
        raise ConformityError(_("The run was changed since it was measured: measure anew."))
    signed = SelfAssessment.objects.create(
        brand=run.brand, run=run, statement=statement.strip(), signed_by=actor,
        role=people.role_in(brand=run.brand, user=actor), at=at, digest=run.digest,
    )  # fmt: skip
    trail_record(
        brand=run.brand, actor=actor, verb="conformity.signed", subject_type="conformity_run",
        subject_id=str(run.pk), detail={"sha256": run.digest}, at=at,
    )  # fmt: skip
    return signed


def pack_make(*, run: "ConformityRun", language: str, actor: "User", at: datetime) -> EvidencePack:
    """The paper and the figures in one archive, kept as it is; its hash goes into the trail."""
    if not run_is_whole(run):
        raise ConformityError(_("The run was changed since it was measured: measure anew."))
    body = pack_bytes(run, run_body(run), language)
    digest = hashlib.sha256(body).hexdigest()
    with transaction.atomic():
        pack = EvidencePack.objects.create(
            brand=run.brand, run=run, language=language, body=body, sha256=digest,
            made_by=actor, at=at,
        )  # fmt: skip
        trail_record(
            brand=run.brand, actor=actor, verb="conformity.packed", subject_type="conformity_run",
            subject_id=str(run.pk), detail={"sha256": digest}, at=at,
        )  # fmt: skip
    return pack
