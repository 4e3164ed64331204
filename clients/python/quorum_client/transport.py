"""HTTP with JSON, by the standard library."""

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
import uuid
from pathlib import Path
from typing import Any, BinaryIO

from .errors import Refusal, Unreachable

#: Seconds before a request is sent again that has no effect, or only one however often it comes.
PAUSES = (0.2, 1.0, 3.0)
BUSY = frozenset({429, 502, 503, 504})


class Transport:
    """Calls of one server, with or without a token."""

    def __init__(self, address: str, token: str | None, timeout: float, use_proxies: bool) -> None:
        self.address = address.rstrip("/")
        self.token = token
        self.timeout = timeout
        self.use_proxies = use_proxies
        handlers = [] if use_proxies else [urllib.request.ProxyHandler({})]
        self._opener = urllib.request.build_opener(*handlers)

    def call(
        self, method: str, path: str, body: Any = None, query: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """The decoded answer; None where there is none.

        `body` is sent as JSON, or as it is when it is bytes or a file opened to be read; `headers` go with it.
        A server that is busy or gone for a moment is asked again. What changes something is repeated only with a key
        that lets the server see that it is the same request.
        """
        address = self.address + path
        values = {name: value for name, value in (query or {}).items() if value is not None}
        if values:
            address += "?" + urllib.parse.urlencode(values)
        sent = dict(headers or {})
        # Keys are taken of callers who are known. A file is read once.
        if method == "POST" and self.token is not None and not hasattr(body, "read"):
            sent["Idempotency-Key"] = str(uuid.uuid4())
        pauses = PAUSES if method == "GET" or "Idempotency-Key" in sent else ()
        for pause in (*pauses, None):
            try:
                return self._once(method, address, path, body, sent)[0]
            except Unreachable:
                if pause is None:
                    raise
            except Refusal as refusal:
                if pause is None or not (refusal.status in BUSY or refusal.is_being_done):
                    raise
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def read_tagged(self, path: str) -> tuple[Any, str]:
        """What is at an address, and the tag of its state for `If-Match`."""
        answer, headers = self._once("GET", self.address + path, path, None, {})
        return answer, str(headers.get("ETag", ""))

    def _once(
        self, method: str, address: str, path: str, body: Any, headers: dict[str, str]
    ) -> tuple[Any, http.client.HTTPMessage]:
        try:
            with self._open(method, address, body, headers) as response:
                text, told = response.read(), response.headers
        except urllib.error.HTTPError as error:
            raise refusal_of(f"{method} {path}", error) from None
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(f"{method} {path}: the server does not answer ({error})") from None
        try:
            return json.loads(text or b"null"), told
        except ValueError:
            raise Unreachable(f"{method} {path}: what answers is no Quorum server") from None

    def download(self, path: str, target: Path) -> None:
        """Writes the answer to a file, part by part."""
        with open(target, "wb") as file:
            for part in self._parts(path):
                file.write(part)

    def _parts(self, path: str) -> Iterator[bytes]:
        try:
            with self._open("GET", self.address + path, None, {}) as response:
                while part := response.read(1 << 20):
                    yield part
        except urllib.error.HTTPError as error:
            raise refusal_of(f"GET {path}", error) from None
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(f"GET {path}: the answer broke off ({error})") from None

    def _open(
        self, method: str, address: str, body: Any, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        raw = isinstance(body, bytes) or hasattr(body, "read")
        data = body if raw or body is None else json.dumps(body).encode()
        request = urllib.request.Request(address, data=data, method=method)
        if body is not None:
            request.add_header("Content-Type", "application/octet-stream" if raw else "application/json")
        if hasattr(body, "read"):
            request.add_header("Content-Length", str(size_of(body)))
        for name, value in headers.items():
            request.add_header(name, value)
        if self.token is not None:
            # Another place that the server points to is not told.
            request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        response: http.client.HTTPResponse = self._opener.open(request, timeout=self.timeout)
        return response


def size_of(file: BinaryIO) -> int:
    """Bytes from here to the end."""
    here = file.tell()
    end = file.seek(0, 2)
    file.seek(here)
    return end - here


def refusal_of(call: str, error: urllib.error.HTTPError) -> Refusal:
    """What an RFC 9457 problem says; of any other body, the body."""
    text = error.read().decode(errors="replace")
    try:
        problem = json.loads(text)
        is_being_done = error.code == 409 and "Retry-After" in error.headers
        return Refusal(call, error.code, problem["detail"], problem.get("field"), is_being_done)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Refusal(call, error.code, text)
