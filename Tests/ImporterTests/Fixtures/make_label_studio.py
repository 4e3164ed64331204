"""Makes label_studio_*.json: exports of a real Label Studio, one a kind of task.

    python3 -m venv ls && ls/bin/pip install label-studio==1.23.2
    ls/bin/python make_label_studio.py

Starts Label Studio on an empty folder, makes a project a kind by its API, has two people answer, adds predictions, a
skipped task and an answer marked as ground truth, and keeps what `exportType=JSON` gives.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).parent
PORT = 8931
BASE = f"http://127.0.0.1:{PORT}"
TOKENS = {"ann@example.com": "a" * 40, "bob@example.com": "b" * 40}

USERS = """
import os, sys, json
import label_studio
sys.path.insert(0, os.path.dirname(label_studio.__file__))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "label_studio.core.settings.label_studio")
import django
django.setup()
from users.models import User
from organizations.models import Organization
from rest_framework.authtoken.models import Token
organization = Organization.objects.first()
organization.jwt.legacy_api_tokens_enabled = True
organization.jwt.save()
for email, key in json.loads(sys.argv[1]).items():
    user, _ = User.objects.get_or_create(email=email, defaults={"username": email.split("@")[0]})
    user.active_organization = organization
    user.save()
    organization.add_user(user)
    Token.objects.filter(user=user).delete()
    Token.objects.create(user=user, key=key)
"""


def call(method, path, body=None, token="a" * 40):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(BASE + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=120) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def result(kind, value):
    """One region or choice, as Label Studio's own page sends it."""
    return [{"from_name": "answer", "to_name": "item", "type": kind, "value": value}]


def spans(*found):
    return [
        {"from_name": "answer", "to_name": "item", "type": "labels", "id": f"r{index}",
         "value": {"start": start, "end": end, "text": text, "labels": [label]}}
        for index, (start, end, text, label) in enumerate(found)
    ]


TEXT = '<Text name="item" value="$text"/>'
PROJECTS = {
    "choices": {
        "config": f'<View>{TEXT}<Choices name="answer" toName="item"><Choice value="positive"/>'
        '<Choice value="negative"/></Choices></View>',
        "data": [{"text": "Good \"soup\", née 日本."}, {"text": "Bad, cold\nsoup."}, {"text": "Soup."}],
        "answers": [
            [result("choices", {"choices": ["positive"]}), result("choices", {"choices": ["positive"]})],
            [result("choices", {"choices": ["negative"]}), result("choices", {"choices": ["positive"]})],
            [None, result("choices", {"choices": ["negative"]})],
        ],
        "prediction": result("choices", {"choices": ["positive"]}),
    },
    "multilabel": {
        "config": f'<View>{TEXT}<Choices name="answer" toName="item" choice="multiple"><Choice value="food"/>'
        '<Choice value="place"/><Choice value="person"/></Choices></View>',
        "data": [{"text": "Ada eats in Rome."}, {"text": "Nothing."}],
        "answers": [
            [result("choices", {"choices": ["person", "food"]}), result("choices", {"choices": ["food", "person"]})],
            [result("choices", {"choices": ["place"]}), []],
        ],
        "prediction": result("choices", {"choices": ["food"]}),
    },
    "spans": {
        "config": f'<View><Labels name="answer" toName="item"><Label value="person"/><Label value="place"/></Labels>'
        f"{TEXT}</View>",
        "data": [{"text": "Zoë saw Rome."}, {"text": "😀 Ada."}],
        "answers": [
            [spans((0, 3, "Zoë", "person"), (8, 12, "Rome", "place")), spans((0, 3, "Zoë", "person"))],
            [spans((2, 5, "Ada", "person")), []],
        ],
        "prediction": spans((0, 3, "Zoë", "person")),
    },
    "rating": {
        "config": f'<View>{TEXT}<Rating name="answer" toName="item" maxRating="5"/></View>',
        "data": [{"text": "Soup."}, {"text": "Bread."}],
        "answers": [
            [result("rating", {"rating": 4}), result("rating", {"rating": 5})],
            [result("rating", {"rating": 1}), result("rating", {"rating": 1})],
        ],
        "prediction": result("rating", {"rating": 4}),
    },
    "pairwise": {
        "config": '<View><Pairwise name="answer" toName="one,two"/><Text name="one" value="$first"/>'
        '<Text name="two" value="$second"/></View>',
        "data": [{"first": "Soup.", "second": "Bread."}, {"first": "Salt.", "second": "Pepper."}],
        "answers": [
            [result("pairwise", {"selected": "left"}), result("pairwise", {"selected": "left"})],
            [result("pairwise", {"selected": "right"}), result("pairwise", {"selected": "left"})],
        ],
        "prediction": result("pairwise", {"selected": "left"}),
    },
}


def make(name, project):
    made = call("POST", "/api/projects", {
        "title": name, "label_config": project["config"], "maximum_annotations": 3})
    call("POST", f"/api/projects/{made['id']}/import?return_task_ids=true", project["data"])
    listed = call("GET", f"/api/tasks?project={made['id']}&page_size=100")["tasks"]
    tasks = sorted(task["id"] for task in listed)
    for number, (task, answers) in enumerate(zip(tasks, project["answers"])):
        call("POST", "/api/predictions", {
            "task": task, "model_version": "m1", "score": 0.9 - 0.1 * number,
            "result": project["prediction"] if number == 0 else []})
        for person, answer in enumerate(answers):
            body = {"result": answer or [], "lead_time": 2.5}
            if answer is None:
                body["was_cancelled"] = True
            if number == 0 and person == 0:
                body["ground_truth"] = True
            call("POST", f"/api/tasks/{task}/annotations/", body, token=list(TOKENS.values())[person])
    export = call("GET", f"/api/projects/{made['id']}/export?exportType=JSON&download_all_tasks=true")
    keep(name, export)
    if name == "choices":
        keep("snapshot", snapshot(made["id"]))


def snapshot(project):
    """The export with predictions and email addresses in full, which Label Studio calls a snapshot."""
    made = call("POST", f"/api/projects/{project}/exports", {
        "serialization_options": {"predictions": {"only_id": False}, "annotations__completed_by": {"only_id": False}}})
    for _ in range(60):
        if call("GET", f"/api/projects/{project}/exports/{made['id']}")["status"] == "completed":
            return call("GET", f"/api/projects/{project}/exports/{made['id']}/download?exportType=JSON")
        time.sleep(1)
    raise SystemExit("the snapshot was not made")


def keep(name, export):
    path = HERE / f"label_studio_{name}.json"
    path.write_text(json.dumps(sorted(export, key=lambda task: task["id"]), ensure_ascii=False, indent=1) + "\n")
    print(path.name, len(export), "tasks")


def wait():
    for _ in range(300):
        try:
            urllib.request.urlopen(BASE + "/health", timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    raise SystemExit("Label Studio did not start")


def main():
    program = pathlib.Path(sys.executable).parent / "label-studio"
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "LABEL_STUDIO_BASE_DATA_DIR": folder, "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
            "COLLECT_ANALYTICS": "false", "LATEST_VERSION_CHECK": "false"}
        server = subprocess.Popen(
            [program, "start", "--no-browser", "--port", str(PORT), "--username", "ann@example.com",
             "--password", "correct horse battery", "--user-token", TOKENS["ann@example.com"]],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait()
            subprocess.run([sys.executable, "-c", USERS, json.dumps(TOKENS)], env=environment, check=True,
                           stdout=subprocess.DEVNULL)
            for name, project in PROJECTS.items():
                make(name, project)
        finally:
            server.terminate()
            server.wait()


main()
