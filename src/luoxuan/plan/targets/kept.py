"""What was worked out for the targets from one version of the data."""

from luoxuan.foundation.intake.kept import Keeper
from luoxuan.plan import targets

_keeper = Keeper("targets", targets)
kept, peek, keep = _keeper.kept, _keeper.peek, _keeper.keep
