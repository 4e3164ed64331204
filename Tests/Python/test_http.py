"""Requests that are no HTTP, or stop half way, get an answer and leave nothing behind."""

import os
import resource
import socket
import time
import urllib.parse
from pathlib import Path

import pytest
from conftest import set_up_token
from export_support import PASSWORD, Client, Server, wait_for

HEAD = (
    "POST /api/v1/projects/{project}/sources?filename=a.wav HTTP/1.1\r\n"
    "Host: quorum\r\nAuthorization: Bearer {token}\r\nContent-Type: application/octet-stream\r\n"
)
# Files a server opens and closes by itself, such as the connection of the request before.
SPARE = 10


@pytest.fixture(scope="module")
def project(site):
    return site.create_project("Odd requests")


@pytest.mark.parametrize("rest", [
    "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnot a length\r\n",
    "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
])
def test_broken_framing_is_a_bad_request(site, project, rest):
    assert status(exchange(site, project, rest)) == 400
    assert no_sources(site, project)


def test_an_upload_that_breaks_off_leaves_nothing(site, project):
    exchange(site, project, "Content-Length: 1000\r\n\r\nRIFF", answered=False)
    assert no_sources(site, project)
    assert site.lead.call("GET", "/readyz") is not None


@pytest.fixture
def server(tmp_path):
    """One that nobody else asks, and an admin's way in."""
    server = Server(tmp_path / "data", ["--workers", "0"])
    with server as visitor:
        account = {"token": set_up_token(server.data), "name": "lead", "password": PASSWORD}
        yield server, Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def open_files(server: Server) -> int:
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def resident(server: Server) -> int:
    """Bytes of memory."""
    return int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def seconds_to_answer(client: Client, path: str) -> float:
    start = time.monotonic()
    client.call("GET", path)
    return time.monotonic() - start


def test_a_thousand_idle_connections_hold_up_nobody(server):
    server, lead = server
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    lead.call("GET", "/api/v1/projects")
    memory, files = resident(server), open_files(server)
    idle = []
    try:
        for number in range(1000):
            idle.append(connect(server))
            # Every other one has begun a request.
            if number % 2:
                idle[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: quo")
            # No more at a time than the kernel keeps waiting.
            if len(idle) % 100 == 0:
                wait_for(lambda: open_files(server) >= files + len(idle) - SPARE, "all to be let in")
        assert seconds_to_answer(lead, "/api/v1/projects") < 2
        assert resident(server) - memory < 64 << 20
    finally:
        for one in idle:
            one.close()
    wait_for(lambda: open_files(server) <= files + SPARE, "them to be let go")
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_bodies_that_come_slowly_or_end_early_leave_nothing(server):
    server, lead = server
    project = lead.call("POST", "/api/v1/projects", {"name": "Slow", "kind": "transcription", "policy": "1/1"})["id"]
    head = HEAD.format(project=project, token=lead.token) + "Content-Length: 100000\r\n\r\n"
    files = open_files(server)
    slow = [connect(server) for _ in range(64)]
    for one in slow:
        one.sendall(head.encode())
    for _ in range(10):
        for one in slow:
            one.sendall(b"x")
        assert seconds_to_answer(lead, "/api/v1/projects") < 2
    # A connection and a file, which has no name until it is whole.
    wait_for(lambda: open_files(server) >= files + 2 * len(slow) - SPARE, "all of them to be under way", 20)
    # Half of them say that nothing more comes, and still listen; the others are gone.
    for number, one in enumerate(slow):
        if number % 2:
            one.close()
        else:
            one.shutdown(socket.SHUT_WR)
    for one in slow[::2]:
        answer = b"".join(iter(lambda one=one: one.recv(65536), b""))
        assert answer == b"" or status(answer) == 400, answer
        one.close()
    wait_for(lambda: open_files(server) <= files + SPARE, "what came in to be let go")
    assert list((server.data / "tmp").iterdir()) == []
    assert lead.call("GET", f"/api/v1/projects/{project}/sources")["sources"] == []


def test_who_says_that_nothing_more_comes_is_answered(server):
    server, _ = server
    with connect(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: quorum\r\nConnection: close\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        assert status(b"".join(iter(lambda: connection.recv(65536), b""))) == 200


def exchange(site, project, rest: str, answered: bool = True) -> bytes:
    """Sends a raw request and, if an answer is wanted, reads until the server closes."""
    address = urllib.parse.urlsplit(site.base)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        head = HEAD.format(project=project["id"], token=site.lead.token)
        connection.sendall((head + rest).encode())
        parts = []
        while answered and (part := connection.recv(65536)):
            parts.append(part)
        return b"".join(parts)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def no_sources(site, project) -> bool:
    return site.lead.call("GET", f"/api/v1/projects/{project['id']}/sources")["sources"] == []
