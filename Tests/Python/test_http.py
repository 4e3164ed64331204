"""Requests that are no HTTP, or stop half way, get an answer and leave nothing behind."""

import socket
import urllib.parse

import pytest

HEAD = (
    "POST /api/v1/projects/{project}/sources?filename=a.wav HTTP/1.1\r\n"
    "Host: quorum\r\nAuthorization: Bearer {token}\r\nContent-Type: application/octet-stream\r\n"
)


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
