"""What was acknowledged is there after the server's process was killed, on both databases."""

import http.client
import threading
import urllib.error

from adversity_support import CountedSyncs
from export_support import PASSWORD, Client, Server, recording, wait_for

PEOPLE = ["ada", "ben", "chen", "dora"]
POLICY = (2, 3)


def test_acknowledged_answers_survive_a_kill(tmp_path, database):
    data = tmp_path / "data"
    acknowledged = {}
    server = Server(data, database)
    with server as visitor:
        admin, project = set_up(visitor, data)
        people = {name: visitor.log_in(name) for name in PEOPLE}
        threads = [
            threading.Thread(target=answer_until_the_end, args=(client, project, acknowledged))
            for client in people.values()
        ]
        for thread in threads:
            thread.start()
        wait_for(lambda: len(acknowledged) >= 12, "a dozen answers")
        server.process.kill()
        for thread in threads:
            thread.join()
        token = admin.token
    assert len(acknowledged) >= 12

    with Server(data, database) as visitor:
        admin = Client(visitor.base, token)
        stored = {}
        tasks = admin.call("GET", f"/api/v1/projects/{project}/tasks?limit=200")["tasks"]
        for task in tasks:
            answers = task["annotations"]
            assert len(answers) <= POLICY[1]
            assert len({answer["annotator"] for answer in answers}) == len(answers)
            assert (task["state"] == "settled") == (task["consensus"] is not None)
            stored |= {answer["id"]: answer["answer"] for answer in answers}
        assert acknowledged.items() <= stored.items()
        # The work goes on where it stopped; a task somebody held is theirs again.
        for name in PEOPLE:
            answer_until_the_end(Client(visitor.base, people[name].token), project, acknowledged)
        progress = admin.call("GET", f"/api/v1/projects/{project}/progress")
        assert progress["tasks"] == {"open": 0, "settled": len(tasks), "contested": 0, "discarded": 0}


def test_an_answer_is_on_the_disk_before_it_is_acknowledged(tmp_path):
    """A process that is killed leaves what it wrote to the kernel; a machine without power does not."""
    syncs = CountedSyncs(tmp_path)
    with Server(tmp_path / "data", [], syncs.environment) as visitor:
        _, project = set_up(visitor, tmp_path / "data")
        ada = visitor.log_in("ada")
        for _ in range(5):
            served = ada.call("POST", f"/api/v1/projects/{project}/assignments")
            before = syncs.count
            ada.call("POST", f"/api/v1/assignments/{served['assignment']['id']}/annotation", {"answer": "one"})
            assert syncs.count > before


def set_up(visitor, data):
    token = (data / "setup-token").read_text().strip()
    account = {"token": token, "name": "lead", "password": PASSWORD}
    admin = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
    agree, most = POLICY
    project = admin.call("POST", "/api/v1/projects", {
        "name": "Digits", "kind": "transcription", "policy": f"{agree}/{most}",
        "chunking": {"min": 0.3, "max": 1.5, "pause": 0.2},
    })["id"]
    for name in PEOPLE:
        admin.call("POST", "/api/v1/users", {
            "name": name, "password": PASSWORD, "role": "annotator", "projects": [project],
        })
    content = recording([f"digits/{number}" for number in [*range(1, 10)] * 3], seed=1)
    admin.call("POST", f"/api/v1/projects/{project}/sources?filename=digits.wav", content, "audio/wav")
    sources = f"/api/v1/projects/{project}/sources"
    wait_for(lambda: admin.call("GET", sources)["sources"][0]["state"] == "ready", "the chunks")
    return admin, project


def answer_until_the_end(client, project, acknowledged):
    """Answers until nothing is left or the server is gone; notes what the server has confirmed."""
    while True:
        try:
            served = client.call("POST", f"/api/v1/projects/{project}/assignments")
            if served is None:
                return
            answer = f"words of task {served['task']['id']}"
            path = f"/api/v1/assignments/{served['assignment']['id']}/annotation"
            acknowledged[client.call("POST", path, {"answer": answer})["annotation"]["id"]] = answer
        except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
            return
