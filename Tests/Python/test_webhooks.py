"""Webhooks against a real receiver, its signatures checked by the specification's own library."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from export_support import PASSWORD, Client, Server, wait_for
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

TEXT = "\n\n".join(f"Passage {n} is about the weather, which was as it was. " * 4 for n in range(4))


class Receiver:
    """Takes messages, answering each with the next of `statuses`, else with 204."""

    def __init__(self, dribbles: bool = False):
        # Status, path, headers and body of each.
        self.log, self.statuses = [], []
        self.released = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                status = receiver.statuses.pop(0) if receiver.statuses else 204
                receiver.log.append((status, self.path, dict(self.headers), body))
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", f"http://127.0.0.1:{receiver.port}/elsewhere")
                self.send_header("Content-Length", "60" if dribbles else "0")
                self.end_headers()
                if dribbles:
                    self.wfile.write(b"x")
                    receiver.released.wait(60)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}/hook"

    @property
    def messages(self) -> list:
        return [message[1:] for message in self.log]

    def __enter__(self) -> "Receiver":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def wait(self, count: int) -> list:
        wait_for(lambda: len(self.messages) >= count, f"{count} messages")
        return self.messages


def start(visitor: Client, data) -> tuple[Client, str]:
    account = {"token": (data / "setup-token").read_text().strip(), "name": "lead", "password": PASSWORD}
    admin = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
    project = admin.call("POST", "/api/v1/projects", {
        "name": "Mood", "kind": "classification", "labels": ["glad", "sad"], "policy": "1/1"})["id"]
    return admin, f"/api/v1/projects/{project}"


def cut(admin: Client, root: str) -> None:
    admin.call("POST", f"{root}/sources?filename=a.txt", TEXT.encode(), "text/plain")
    wait_for(lambda: admin.call("GET", f"{root}/sources")["sources"][0]["state"] == "ready", "the chunks")


def answer(admin: Client, root: str) -> int:
    served = admin.call("POST", f"{root}/assignments")
    admin.call("POST", f"/api/v1/assignments/{served['assignment']['id']}/annotation", {"answer": "glad"})
    return served["task"]["id"]


def test_a_receiver_hears_of_what_happens(tmp_path, database):
    data = tmp_path / "data"
    with Receiver() as receiver, Server(data, ["--private-webhooks", *database]) as visitor:
        admin, root = start(visitor, data)
        made = admin.call("POST", f"{root}/webhooks", {
            "url": receiver.url, "events": ["task.settled", "version.frozen", "job.done"]})
        listed = admin.call("GET", f"{root}/webhooks")["webhooks"]
        assert made["secret"].startswith("whsec_") and "secret" not in listed[0]
        # The first is refused, and sent again after five seconds.
        receiver.statuses += [500]
        cut(admin, root)
        task = answer(admin, root)
        admin.call("POST", f"{root}/versions", {})
        wait_for(
            lambda: {json.loads(body)["type"] for status, _, _, body in receiver.log if status == 204}
            == {"task.settled", "version.frozen", "job.done"}, "one of each")

        library = Webhook(made["secret"])
        for _, headers, body in receiver.messages:
            names = {name.lower(): value for name, value in headers.items()}
            assert library.verify(body, names)["project"] == 1
            with pytest.raises(WebhookVerificationError):
                library.verify(body + " ", names)
        refused = next(message for message in receiver.log if message[0] == 500)
        again = [
            body for status, _, headers, body in receiver.log
            if status == 204 and headers["webhook-id"] == refused[2]["webhook-id"]]
        assert again == [refused[3]]
        told = [json.loads(body) for _, _, body in receiver.messages]
        assert {"task": task} in next(one for one in told if one["type"] == "task.settled")["data"]["tasks"]
        frozen = next(one for one in told if one["type"] == "version.frozen")["data"]
        assert frozen["version"] == "v1" and frozen["examples"] == 1

        hook = f"{root}/webhooks/{made['id']}"
        log = wait_for(lambda: delivered(admin, hook), "all to be recorded")
        assert sorted(one["attempts"] for one in log)[-1] == 2 and {one["status"] for one in log} == {204}
        count = len(receiver.messages)
        admin.call("POST", f"{hook}/deliveries/{log[0]['id']}/redelivery")
        assert receiver.wait(count + 1)[-1][2] == log[0]["payload"]
        admin.call("DELETE", hook)
        assert admin.call("GET", f"{root}/webhooks")["webhooks"] == []


def delivered(admin: Client, hook: str) -> list | None:
    log = admin.call("GET", f"{hook}/deliveries")["deliveries"]
    return log if all(one["state"] == "delivered" for one in log) else None


def test_no_redirect_is_followed_and_who_is_gone_is_left_alone(tmp_path):
    data = tmp_path / "data"
    with Receiver() as receiver, Server(data, ["--private-webhooks"]) as visitor:
        admin, root = start(visitor, data)
        hook = admin.call("POST", f"{root}/webhooks", {"url": receiver.url, "events": ["job.done"]})
        receiver.statuses += [302, 410]
        cut(admin, root)
        receiver.wait(2)
        assert {path for path, _, _ in receiver.messages} == {"/hook"}
        gone = wait_for(
            lambda: admin.call("GET", f"{root}/webhooks")["webhooks"][0]["disabled_because"], "it to be disabled")
        assert "410" in gone
        path = f"{root}/webhooks/{hook['id']}"
        assert change(admin, path, {"paused": False})["disabled_at"] is None


def change(admin: Client, path: str, patch: dict) -> dict:
    tag = admin.call("GET", path)["etag"]
    return admin.call("PATCH", path, patch, "application/merge-patch+json", {"If-Match": tag})


def test_an_address_is_tried_paused_and_moved(tmp_path):
    data = tmp_path / "data"
    with Receiver() as receiver, Server(data, ["--private-webhooks"]) as visitor:
        admin, root = start(visitor, data)
        hook = admin.call("POST", f"{root}/webhooks", {"url": receiver.url, "events": ["task.settled", "job.done"]})
        path = f"{root}/webhooks/{hook['id']}"
        admin.call("POST", f"{path}/test")
        [(_, headers, body)] = receiver.wait(1)
        Webhook(hook["secret"]).verify(body, headers)
        tried = json.loads(body)
        assert (tried["type"], tried["project"], tried["data"]) == ("webhook.test", 1, {"webhook": hook["id"]})

        change(admin, path, {"paused": True})
        cut(admin, root)
        change(admin, path, {"paused": False, "url": receiver.url.replace("/hook", "/new")})
        answer(admin, root)
        receiver.wait(2)
        # The job that was done meanwhile is not told.
        assert [(to, json.loads(body)["type"]) for to, _, body in receiver.messages] == [
            ("/hook", "webhook.test"), ("/new", "task.settled")]


def test_an_answer_without_an_end_holds_up_nobody(tmp_path):
    data = tmp_path / "data"
    with Receiver(dribbles=True) as receiver, Server(data, ["--private-webhooks"]) as visitor:
        admin, root = start(visitor, data)
        hook = admin.call("POST", f"{root}/webhooks", {"url": receiver.url, "events": ["job.done"]})
        cut(admin, root)
        receiver.wait(1)
        # Its head said what became of it; the body is still on its way.
        wait_for(lambda: delivered(admin, f"{root}/webhooks/{hook['id']}"), "the delivery to be recorded")
        assert not receiver.released.is_set()


@pytest.mark.parametrize("url", [
    "http://127.0.0.1:9/", "https://127.0.0.1/", "https://localhost/hook", "https://[::ffff:10.0.0.1]/",
    "https://169.254.169.254/latest/meta-data",
])
def test_addresses_of_this_network_are_refused(site, url):
    project = site.lead.call("GET", "/api/v1/projects")["projects"]
    project = project[0] if project else site.create_project("Hooks")
    with pytest.raises(AssertionError, match="422"):
        site.lead.call("POST", f"/api/v1/projects/{project['id']}/webhooks", {"url": url, "events": ["job.done"]})
