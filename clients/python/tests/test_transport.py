"""Answers that a healthy server does not give, by a small server that does."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from quorum_client import Client, QuorumError, Refusal


@pytest.fixture
def scripted():
    """A client of a server that gives the listed answers, (status, body), one after another."""
    answers, seen, keys = [], [], []

    class Handler(BaseHTTPRequestHandler):
        def respond(self):
            seen.append(f"{self.command} {self.path}")
            keys.append(self.headers.get("Idempotency-Key"))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = answers.pop(0)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = respond

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Client(f"http://127.0.0.1:{server.server_port}", "token", use_proxies=False), answers, seen
    posts = [key for key, call in zip(keys, seen, strict=True) if call.startswith("POST")]
    assert all(posts) and not any(key for key, call in zip(keys, seen, strict=True) if call.startswith("GET"))
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_has_no_effect_or_one_is_repeated(scripted):
    client, answers, seen = scripted
    answers += [(503, b"{}"), (429, b"{}"), (200, b'{"projects": []}')]
    assert client.projects() == []
    assert seen == ["GET /api/v1/projects"] * 3
    answers += [(503, b"{}"), (201, b'{"id": 3}')]
    assert client.create_project({"name": "a", "kind": "rating", "policy": "1/1"}) == {"id": 3}
    assert seen[3:] == ["POST /api/v1/projects"] * 2
    answers += [(503, b'{"detail": "The database is away."}')]
    with pytest.raises(Refusal, match="503 The database is away"):
        client.call("DELETE", "/tokens/1")
    assert len(seen) == 6


def test_a_stranger_repeats_nothing_that_changes(scripted):
    client, answers, seen = scripted
    answers += [(503, b'{"detail": "The database is away."}')]
    with pytest.raises(Refusal, match="503 The database is away"):
        Client(client.address, use_proxies=False).call("PUT", "/anything", {})
    assert len(seen) == 1


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'"text"', b"\xff", b'{"title": "?"}'])
def test_a_refusal_that_is_no_problem_is_shown_as_it_is(scripted, body):
    client, answers, _ = scripted
    answers += [(400, body)]
    with pytest.raises(Refusal) as refused:
        client.projects()
    assert refused.value.detail == body.decode(errors="replace")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "data/../../outside"])
def test_an_export_stays_in_its_folder(scripted, tmp_path, name):
    client, answers, _ = scripted
    answers += [(200, json.dumps({"shards": [{"path": name, "sha256": ""}], "files": []}).encode())]
    with pytest.raises(QuorumError, match="outside the export"):
        client.download_export(1, "v1", "jsonl", tmp_path / "shards")
    assert not (tmp_path / "outside").exists()
