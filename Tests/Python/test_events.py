"""Server-sent events: across servers, until somebody may not listen any more or the server stops, and in a real page."""

import json
import signal
import time
import urllib.request

from export_support import PASSWORD, Client, Server, wait_for
from playwright.sync_api import expect
from test_browser import log_in

TEXT = "\n\n".join(f"Passage {n} is about the weather, which was as it was. " * 4 for n in range(3))


class Listener:
    """An open stream of a project's events, until the block ends or the server ends it."""

    def __init__(self, client: Client, project: int, last_id: str | None = None):
        self.request = urllib.request.Request(f"{client.base}/api/v1/projects/{project}/events")
        self.request.add_header("Authorization", "Bearer " + client.token)
        if last_id:
            self.request.add_header("Last-Event-ID", last_id)

    def __enter__(self) -> "Listener":
        self.response = urllib.request.urlopen(self.request, timeout=60)
        return self

    def __exit__(self, *_):
        self.response.close()

    def next(self) -> dict | None:
        """The next event: `id`, `event` and `data`; None at the end of the stream."""
        event = {}
        for line in self.response:
            text = line.decode().rstrip("\n")
            if not text and "event" in event:
                return event | {"data": json.loads(event["data"])}
            name, _, value = text.partition(": ")
            if name:
                event[name] = value
        return None

    def next_of(self, name: str, fits) -> dict:
        """The next event of a name whose data fits."""
        while event := self.next():
            if event["event"] == name and fits(event["data"]):
                return event
        raise AssertionError(f"the stream ended before such an event: {name}")


def mood(admin: Client) -> int:
    """A project with tasks of which one answer settles each."""
    project = admin.call("POST", "/api/v1/projects", {
        "name": "Mood", "kind": "classification", "labels": ["glad", "sad"], "policy": "1/1"})["id"]
    admin.call("POST", f"/api/v1/projects/{project}/sources?filename=a.txt", TEXT.encode(), "text/plain")
    return project


def answer(client: Client, project: int) -> None:
    served = client.call("POST", f"/api/v1/projects/{project}/assignments")
    client.call("POST", f"/api/v1/assignments/{served['assignment']['id']}/annotation", {"answer": "glad"})


def test_what_one_server_takes_another_tells(tmp_path, database):
    data = tmp_path / "data"
    first = Server(data, database)
    with first as visitor:
        token = (data / "setup-token").read_text().strip()
        account = {"token": token, "name": "lead", "password": PASSWORD}
        admin = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        # SQLite has one server.
        other = Server(data, database) if database else None
        far = Client(other.__enter__().base, admin.token) if other else admin
        try:
            project = mood(admin)
            viewer = person(admin, "vera", "viewer", project)
            with Listener(admin, project) as listener, Listener(viewer, project) as dismissed:
                assert listener.response.headers["Content-Type"] == "text/event-stream"
                ready = listener.next_of("progress", lambda it: it["sources"]["ready"] == 1 and it["tasks"]["open"] > 0)
                answer(far, project)
                told = listener.next_of("progress", lambda it: it["annotations"] == 1)
                assert told["data"]["tasks"]["settled"] == 1 and told["id"] != ready["id"]
                dismissed.next_of("progress", lambda it: it["annotations"] == 1)

                member = viewer.call("GET", "/api/v1/session")["user"]["id"]
                far.call("DELETE", f"/api/v1/projects/{project}/members/{member}")
                assert dismissed.next() is None
                answer(far, project)
                last = listener.next_of("progress", lambda it: it["annotations"] == 2)
            with Listener(far, project, last["id"]) as again:
                # What the first server told, the other does not tell anew.
                answer(admin, project)
                assert again.next()["data"]["annotations"] == 3
                ends_with_its_server(other or first, again)
        finally:
            if other:
                other.__exit__()


def test_a_job_that_begins_and_ends_between_two_looks_is_told(site):
    site.add_annotator("liv")
    project = site.create_project("Quick", kind="classification", labels=["glad", "sad"], policy="1/1")
    site.upload(project, "a.txt", TEXT.encode())
    while site.answer("liv", project, "glad"):
        pass
    versions = f"/api/v1/projects/{project['id']}/versions"
    version = site.lead.call("POST", versions, {"ratios": {"train": 1, "validation": 0, "test": 0}, "seed": 0})["name"]
    with Listener(site.lead, project["id"]) as listener:
        known = listener.next_of("jobs", lambda it: not it["running"] and it["queued"] == 0)
    job = site.lead.call("POST", f"{versions}/{version}/report")
    jobs = f"/api/v1/projects/{project['id']}/jobs?state=done"
    wait_for(lambda: any(one["id"] == job["id"] for one in site.lead.call("GET", jobs)["jobs"]), "the report")
    with Listener(site.lead, project["id"], known["id"]) as listener:
        told = listener.next_of("jobs", lambda it: not it["running"] and it["queued"] == 0)
    assert told["data"]["newest"] == job["id"]


def ends_with_its_server(server: Server, listener: Listener) -> None:
    """A stop waits for no stream: each is ended as a whole answer is, and the process goes before its deadline."""
    start = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    assert listener.next() is None
    assert server.process.wait(timeout=30) == 0
    assert time.monotonic() - start < 15


def person(admin: Client, name: str, role: str, project: int) -> Client:
    admin.call("POST", "/api/v1/users", {"name": name, "password": PASSWORD, "role": role, "projects": [project]})
    return admin.log_in(name)


def watching(site, new_page, name: str, annotator: str):
    """A project with three open tasks, and its page, which hears of changes and whose clock can be moved."""
    site.add_annotator(annotator)
    project = site.create_project(name, kind="classification", labels=["glad", "sad"], policy="1/1")
    site.upload(project, "a.txt", TEXT.encode())
    page = new_page(site.base)
    page.clock.install()
    log_in(page, "lead", f"/projects/{project['id']}")
    with page.expect_response(lambda response: response.url.endswith("/events")):
        page.reload()
    expect(page.locator("#overview").get_by_text("0 settled")).to_be_visible()
    return project, page


def test_a_page_changes_by_itself_when_somebody_answers(site, new_page):
    project, page = watching(site, new_page, "Watched", "ines")
    page.wait_for_timeout(1_500)
    looks = []
    page.on("request", lambda request: looks.append(request.url))
    # A page that hears of nothing looks every eight seconds; one that hears of changes, once a minute.
    page.clock.run_for(9_000)
    page.wait_for_timeout(200)
    assert looks == []
    site.answer("ines", project, "glad")
    expect(page.locator("#overview").get_by_text("1 settled")).to_be_visible()


def test_a_page_sees_what_happens_while_it_looks(site, new_page):
    project, page = watching(site, new_page, "Seen", "jon")
    page.get_by_role("link", name="People", exact=True).click()
    page.wait_for_timeout(1_500)
    page.clock.pause_at(page.evaluate("Date.now()") + 2_000)

    def answer_meanwhile(route):
        response = route.fetch()
        site.answer("jon", project, "glad")
        # The page hears of it before it has what it asked for.
        time.sleep(2)
        route.fulfill(response=response)

    page.route("**/progress", answer_meanwhile, times=1)
    with page.expect_response("**/progress"):
        page.get_by_role("link", name="Progress").click()
    expect(page.locator("#overview").get_by_text("0 settled")).to_be_visible()
    # Less than the minute after which it would look without having heard.
    for _ in range(20):
        page.clock.run_for(1_500)
        page.wait_for_timeout(200)
    expect(page.locator("#overview").get_by_text("1 settled")).to_be_visible()
