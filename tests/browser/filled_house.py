"""The filled demo behind a server of its own: people click on what `luoxuan demo up` made."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import URLError

from tests.shared_material import ROOT

PATIENCE = 60
AWHILE = 0.3
TRIES = 200


class House:
    """A running `luoxuan serve` on a home folder, with its worker; left again with `close`."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._port = port
        env = os.environ | {"LUOXUAN_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "luoxuan.cli.main", "serve", "--port", str(port)]
        self._log = (home / "served.txt").open("wb")
        self._process = subprocess.Popen(
            command, env=env, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True
        )
        self._wait()

    def close(self) -> None:
        """The server and its worker end."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(PATIENCE)
        self._log.close()

    def _wait(self) -> None:
        for _try in range(TRIES):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self._port}/healthz", timeout=5).close()
            except (URLError, ConnectionError):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(AWHILE)
                    raise AssertionError("The server ended before it answered.") from None
            else:
                return
        raise AssertionError("The server did not answer.")
