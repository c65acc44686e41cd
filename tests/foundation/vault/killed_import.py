"""A run on the test's own database that kills itself with SIGKILL where a function begins or ends.

python -m tests.foundation.vault.killed_import VERB EVENT FUNCTION [PATH]
VERB: import (of PATH), undo (of the oldest import). EVENT: call or return.
LUOXUAN_TEST_DATABASE: the database as JSON.
"""

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

WATCHED = ("luoxuan/foundation/vault/", "luoxuan/foundation/intake/")


class Killer:
    """The profiler's hook: dies at the place."""

    def __init__(self, event: str, function: str) -> None:
        self.place = (event, function)

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> None:
        """At every call and return."""
        code = frame.f_code
        if (event, code.co_name) == self.place and any(w in code.co_filename for w in WATCHED):
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Do the verb, and die on the way."""
    import django
    from django.conf import settings

    verb, event, function, *paths = sys.argv[1:]
    settings.DATABASES = {"default": json.loads(os.environ["LUOXUAN_TEST_DATABASE"])}
    django.setup()
    from luoxuan.foundation.intake import services
    from luoxuan.foundation.intake.models import Import
    from luoxuan.foundation.people.models import Brand
    from tests.people_there import AT

    brand = Brand.objects.get()
    sys.setprofile(Killer(event, function))
    if verb == "import":
        files = [services.IncomingFile(Path(path), Path(path).name) for path in paths]
        services.files_import(brand=brand, files=files, at=AT)
    else:
        first = Import.objects.order_by("at", "seq").values_list("import_id", flat=True)[0]
        services.import_undo(brand=brand, import_id=first, requested_by=None, at=AT)
    print("lived")


if __name__ == "__main__":
    main()
