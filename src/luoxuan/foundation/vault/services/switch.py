"""A brand decides whether it keeps personal data (9.3)."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.foundation.vault.models import VaultKey, VaultSettings
from luoxuan.foundation.vault.services.errors import VaultError
from luoxuan.foundation.vault.services.keys import vault_key_add
from luoxuan.warehouse.personal import mask_text

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class Choice:
    """What a brand may decide."""

    keeps_personal: bool
    cipher: str = "aes"
    basis: str = ""
    reads_per_day: int = 30
    answer_days: int = 15


@transaction.atomic
def settings_save(
    *, brand: "Brand", choice: Choice, actor: "User | None", at: datetime
) -> VaultSettings:
    """Keep the choice. Switched on, what is imported from now on is kept; switched off, what is there stays."""
    if choice.keeps_personal and not choice.basis.strip():
        raise VaultError(
            _("Say why personal data is kept: the purpose stands in the register and in the trail.")
        )
    if choice.cipher not in VaultSettings.CipherChoice.values:
        raise VaultError(_("No cipher %(name)s: choose aes or sm4.") % {"name": choice.cipher})
    choice = replace(choice, basis=mask_text(choice.basis.strip()))
    known = VaultSettings.objects.filter(brand=brand, keeps_personal=True).first()
    since = (known.kept_since if known else at) if choice.keeps_personal else None
    saved, _made = VaultSettings.objects.update_or_create(
        brand=brand, defaults=asdict(choice) | {"changed_at": at, "kept_since": since}
    )
    if choice.keeps_personal and not VaultKey.objects.filter(brand=brand).exists():
        vault_key_add(brand=brand, actor=actor, at=at)
    trail_record(
        brand=brand, actor=actor, verb="vault.settings_saved", subject_type="brand",
        subject_id=brand.key, detail=asdict(choice), at=at,
    )  # fmt: skip
    return saved
