"""A POST with a key takes effect once, though its server is killed at any moment and another gets the repetition."""

import http.client
import json
import socket
import threading
import time
import urllib.error
import urllib.request
import uuid

import pytest
from export_support import PASSWORD, Client, Server

ROUNDS = 5
# Nothing but the key keeps two of one name apart.
TOKENS = "/api/v1/tokens"


def post(client: Client, path: str, body: dict, key: str) -> tuple[int, dict, bool]:
    """Status, answer, and whether it was given before."""
    request = urllib.request.Request(client.base + path, data=json.dumps(body).encode(), method="POST")
    request.add_header("Content-Type", "application/json")
    request.add_header("Authorization", "Bearer " + client.token)
    request.add_header("Idempotency-Key", key)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, json.load(response), response.headers["Idempotent-Replayed"] == "true"
    except urllib.error.HTTPError as error:
        return error.code, json.load(error), False


def first_admin(visitor: Client, data) -> Client:
    account = {"token": (data / "setup-token").read_text().strip(), "name": "lead", "password": PASSWORD}
    return Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])


def draft(name: str) -> dict:
    return {"name": name, "scopes": ["read"]}


def test_killed_servers_do_nothing_twice(tmp_path, database):
    data = tmp_path / "data"
    with Server(data, database) as visitor:
        admin = first_admin(visitor, data)
        kept = str(uuid.uuid4())
        status, made, _ = post(admin, TOKENS, draft("kept"), kept)
        assert status == 201
    token = admin.token
    for number in range(ROUNDS):
        keys = {f"{number}-{place}": str(uuid.uuid4()) for place in range(8)}
        killed = Server(data, database)
        with killed as visitor:
            client = Client(visitor.base, token)
            first, enough = {}, threading.Event()
            threads = [
                threading.Thread(target=send, args=(client, name, key, first, enough)) for name, key in keys.items()
            ]
            for thread in threads:
                thread.start()
            # Killed once one is done: others are on their way.
            assert enough.wait(60)
            killed.process.kill()
            for thread in threads:
                thread.join()
        with Server(data, database) as visitor:
            client = Client(visitor.base, token)
            for name, key in keys.items():
                status, answer, replayed = post(client, TOKENS, draft(name), key)
                if name in first:
                    assert (status, answer, replayed) == (201, first[name], True)
                else:
                    # Done now; or it died in the middle, and its repetition has to wait or is told so.
                    assert status in (201, 409), answer
            names = [token["name"] for token in client.call("GET", TOKENS)["tokens"]]
            assert len(names) == len(set(names)) and set(first) < set(names)
            assert post(client, TOKENS, draft("kept"), kept) == (201, made, True)


def send(client: Client, name: str, key: str, answers: dict, done: threading.Event) -> None:
    try:
        status, answer, _ = post(client, TOKENS, draft(name), key)
    except (OSError, http.client.HTTPException):
        return
    assert status == 201
    answers[name] = answer
    done.set()


def test_another_server_gives_the_same_answer(tmp_path, database):
    if not database:
        pytest.skip("SQLite has one server")
    data = tmp_path / "data"
    with Server(data, database) as visitor, Server(data, database) as second:
        admin = first_admin(visitor, data)
        key = str(uuid.uuid4())
        status, made, replayed = post(admin, TOKENS, draft("one"), key)
        assert (status, replayed) == (201, False)
        assert post(Client(second.base, admin.token), TOKENS, draft("one"), key) == (201, made, True)


def test_a_request_that_broke_off_was_no_attempt(site):
    project = site.create_project("Broken off")
    path = f"/api/v1/projects/{project['id']}/sources?filename=a.txt"
    body, key = b"It was a bright cold day in April. " * 20, str(uuid.uuid4())
    head = (f"POST {path} HTTP/1.1\r\nHost: quorum\r\nAuthorization: Bearer {site.lead.token}\r\n"
            f"Content-Type: text/plain\r\nIdempotency-Key: {key}\r\nContent-Length: {len(body)}\r\n\r\n")
    host, port = site.lead.base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as half:
        half.sendall(head.encode() + body[:100])
    for replayed in (False, True):
        request = urllib.request.Request(site.lead.base + path, data=body, method="POST", headers={
            "Authorization": f"Bearer {site.lead.token}", "Content-Type": "text/plain", "Idempotency-Key": key})
        with retrying(request) as response:
            assert response.status == 201
            assert (response.headers["Idempotent-Replayed"] == "true") == replayed


def retrying(request: urllib.request.Request):
    """Waits while the first attempt is still being given up."""
    for _ in range(100):
        try:
            return urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as error:
            if error.code != 409:
                raise
            time.sleep(0.1)
    raise AssertionError("the first attempt never ended")
