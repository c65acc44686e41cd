"""Reports that were worked out before."""

from luoxuan.foundation.intake.kept import Keeper

_keeper = Keeper("reports")
peek, keep = _keeper.peek, _keeper.keep
