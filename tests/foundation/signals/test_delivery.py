"""A message leaves once, to the address only the server knows."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from luoxuan.foundation.signals import delivery


class Double:
    """A messenger on loopback that keeps what it gets and answers what it is told to."""

    def __init__(self) -> None:
        self.got: list[dict[str, object]] = []
        self.answer = 200
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                double.got.append(json.loads(body))
                self.send_response(double.answer)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """What an environment variable would hold."""
        return f"json://127.0.0.1:{self.server.server_port}/secret-part"


@pytest.fixture
def double() -> Iterator[Double]:
    """The messenger, closed at the end."""
    made = Double()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_message_arrives_with_title_and_body(double: Double) -> None:
    delivery.deliver(
        delivery.Message("日报", "昨日成交 ¥38.42万"), kind="webhook", address=double.address
    )
    assert [(m["title"], m["message"]) for m in double.got] == [("日报", "昨日成交 ¥38.42万")]


def test_a_refusal_is_an_error_that_does_not_tell_the_address(double: Double) -> None:
    double.answer = 500
    with pytest.raises(delivery.PushError) as caught:
        delivery.deliver(delivery.Message("a", "b"), kind="webhook", address=double.address)
    assert "secret-part" not in str(caught.value)


def test_the_address_comes_from_a_variable_of_our_own_only() -> None:
    environment = {"LUOXUAN_PUSH_BOSS": "json://127.0.0.1/x", "SECRET_KEY": "json://127.0.0.1/y"}
    found = delivery.address_of(
        kind="webhook", secret_name="LUOXUAN_PUSH_BOSS", environment=environment
    )
    assert found == "json://127.0.0.1/x"
    with pytest.raises(delivery.PushError, match="LUOXUAN_PUSH_"):
        delivery.address_of(kind="webhook", secret_name="SECRET_KEY", environment=environment)


def test_a_missing_or_mismatched_address_says_what_to_mend() -> None:
    with pytest.raises(delivery.PushError, match="set it and restart"):
        delivery.address_of(kind="wecom", secret_name="LUOXUAN_PUSH_A", environment={})
    with pytest.raises(delivery.PushError, match="wecombot://"):
        delivery.address_of(
            kind="wecom", secret_name="LUOXUAN_PUSH_A", environment={"LUOXUAN_PUSH_A": "json://x"}
        )
