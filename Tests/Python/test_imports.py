"""Tables brought into a project: by the command, over HTTP and on the page."""

import http.client
import json
import subprocess
import urllib.parse

import pyarrow
import pyarrow.parquet
import pytest
from export_support import REPOSITORY, quorum_binary
from playwright.sync_api import expect
from test_browser import log_in

LABEL_STUDIO = REPOSITORY / "Tests" / "ImporterTests" / "Fixtures"


def send(site, project: dict, filename: str, content: bytes, **query) -> dict:
    address = urllib.parse.urlencode({"filename": filename} | query)
    path = f"/api/v1/projects/{project['id']}/imports?{address}"
    return site.lead.call("POST", path, content, "application/octet-stream")


def tasks_of(site, project: dict) -> list[dict]:
    return site.lead.call("GET", f"/api/v1/projects/{project['id']}/tasks?limit=500")["tasks"]


@pytest.fixture
def reviews(site, request):
    return site.create_project(f"Reviews of {request.node.name}", kind="classification", labels=["good", "bad"])


def test_parquet_of_items_and_predictions(site, reviews, tmp_path):
    table = pyarrow.table({
        "id": pyarrow.array(range(300)),
        "text": [f"Review {number}, née 日本." for number in range(300)],
        "prediction": ["good", None] * 150,
        "score": pyarrow.array([0.9, None] * 150, pyarrow.float32()),
        "group": ["a", "b", "c"] * 100,
    })
    pyarrow.parquet.write_table(table, tmp_path / "rows.parquet", row_group_size=64)
    content = (tmp_path / "rows.parquet").read_bytes()
    done = send(site, reviews, "rows.parquet", content, model="m")
    assert (done["items"], done["predictions"]) == (300, 150)
    assert send(site, reviews, "rows.parquet", content, model="m")["items_present"] == 300
    tasks = tasks_of(site, reviews)
    assert [task["chunk"]["text"] for task in tasks] == table["text"].to_pylist()
    sources = site.lead.call("GET", f"/api/v1/projects/{reviews['id']}/sources")["sources"]
    assert [(source["filename"], source["state"]) for source in sources] == [("rows.parquet", "ready")]


def test_a_wrong_row_is_named_and_nothing_is_imported(site, reviews):
    with pytest.raises(AssertionError) as refusal:
        send(site, reviews, "votes.csv", b"text,label,annotator\nA,good,ann\nB,fine,ann\n", **{"as": "annotations"})
    told = json.loads(str(refusal.value).split(": ", 1)[1].split(" ", 1)[1])
    assert told["status"] == 422
    assert told["field"] == "label"
    assert told["detail"].startswith("votes.csv: row 2, label: \"fine\" is not a label")
    assert tasks_of(site, reviews) == []


def test_rows_go_to_the_project_they_were_sent_to(site, reviews):
    """A project can take any name, another's number too, while the body of an import is on its way."""
    other = site.create_project("Of somebody else", kind="classification", labels=["good", "bad"])
    path = f"/api/v1/projects/{reviews['id']}"

    def rename(name: str) -> None:
        tag = call(site, "GET", path).headers["ETag"]
        patch = {"If-Match": tag, "Content-Type": "application/merge-patch+json"}
        assert call(site, "PATCH", path, json.dumps({"name": name}), patch).status == 200

    rename(str(other["id"]))
    body = b"id,text\n1,planted\n"
    connection = http.client.HTTPConnection(site.lead.base.removeprefix("http://"), timeout=60)
    connection.putrequest("POST", f"{path}/imports?filename=rows.csv")
    connection.putheader("Authorization", f"Bearer {site.lead.token}")
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body[:4])
    rename(reviews["name"])
    connection.send(body[4:])
    assert connection.getresponse().status == 201
    assert [task["chunk"]["text"] for task in tasks_of(site, reviews)] == ["planted"]
    assert tasks_of(site, other) == []


def call(site, method: str, path: str, body: str | None = None, headers: dict | None = None):
    connection = http.client.HTTPConnection(site.lead.base.removeprefix("http://"), timeout=60)
    connection.request(method, path, body, {"Authorization": f"Bearer {site.lead.token}"} | (headers or {}))
    return connection.getresponse()


def test_a_damaged_table_is_refused(site, reviews):
    for name, content in (("x.parquet", b"PAR1 nothing PAR1"), ("x.docx", b"?"), ("x.json", b"{}")):
        with pytest.raises(AssertionError, match="422"):
            send(site, reviews, name, content)


def test_people_of_past_answers_cannot_log_in(site, reviews):
    rows = b"text,label,annotator,at\nA,good,ghost one,2024-05-06\nA,good,ghost two,2024-05-07\n"
    done = send(site, reviews, "votes.csv", rows, **{"as": "annotations"})
    assert done == {
        "items": 1, "items_present": 1, "predictions": 0, "predictions_present": 0, "annotations": 2,
        "annotations_present": 0, "gold": 0, "gold_present": 0, "people": 2, "settled": 1,
    }
    task = tasks_of(site, reviews)[0]
    assert task["consensus"]["label"] == "good"
    assert [answer["submitted_at"][:10] for answer in task["annotations"]] == ["2024-05-06", "2024-05-07"]
    for password in ("", "ghost one"):
        with pytest.raises(AssertionError, match="40[13]|422"):
            site.visitor.call("POST", "/api/v1/session", {"name": "ghost one", "password": password})


def test_the_command_reads_what_label_studio_exported(site, reviews):
    project = site.create_project("Label Studio", kind="classification", labels=["positive", "negative"])
    command = [quorum_binary(), "import", str(LABEL_STUDIO / "label_studio_choices.json"), "--data", str(site.data)]
    command += ["--project", "Label Studio"]
    check = subprocess.run(command + ["--dry-run"], capture_output=True, text=True, timeout=120, check=True)
    assert "3 rows" in check.stdout and tasks_of(site, project) == []
    done = subprocess.run(command + ["--json"], capture_output=True, text=True, timeout=120, check=True)
    counts = json.loads(done.stdout)
    assert (counts["items"], counts["annotations"], counts["settled"]) == (3, 5, 1)
    assert [task["state"] for task in tasks_of(site, project)] == ["settled", "open", "open"]
    wrong = subprocess.run(command + ["--text", "body"], capture_output=True, text=True, timeout=120, check=False)
    assert wrong.returncode == 2
    assert "row 1, body" in wrong.stderr and "there is text" in wrong.stderr


def test_a_lead_imports_a_table_on_the_page(site, reviews, new_page, tmp_path):
    table = tmp_path / "items.csv"
    table.write_text("id,text\n1,A\n2,B\n")
    page = new_page(site.base)
    log_in(page, "lead", f"/projects/{reviews['id']}")
    page.get_by_role("link", name="Sources").click()
    page.get_by_text("Import a table", exact=True).click()
    page.locator("#import-file").set_input_files(str(table))
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#import-outcome")).to_have_text("items.csv: 2 items added.")
    expect(page.locator("#source-table")).to_contain_text("items.csv")
    page.expected.append("422")
    table.write_text("id,text\n1,Another\n")
    page.locator("#import-file").set_input_files(str(table))
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#import-form [role=alert]")).to_contain_text("row 1, id")


def test_a_model_suggests_and_its_confident_predictions_become_labels(site, new_page):
    project = site.create_project(
        "Suggested", kind="classification", labels=["good", "bad"], policy="1/1",
        dispatch={"order": "entropy", "prefill": True})
    rows = "id,text,prediction,score\n" + "".join(
        f"{number},Text {number},good,{0.55 if number == 7 else 0.99}\n" for number in range(20))
    send(site, project, "items.csv", rows.encode(), model="m")
    site.add_annotator("hand of suggestions")
    page = new_page(site.base)
    log_in(page, "hand of suggestions", f"/annotate/{project['id']}")
    expect(page.locator("#passage-text")).to_have_text("Text 7")
    expect(page.locator("#suggested")).to_be_visible()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator("#counter")).to_have_text("1 answer")
    lead = new_page(site.base)
    log_in(lead, "lead", f"/projects/{project['id']}")
    lead.get_by_role("link", name="Quality").click()
    expect(lead.locator("#models")).to_contain_text("0 of 1")
    lead.locator("#accept-threshold").fill("0.9")
    lead.locator("#accept-share").fill("0")
    lead.get_by_role("button", name="Accept").click()
    expect(lead.locator("#accept-notice")).to_contain_text("17 tasks have a label now")
    tasks = tasks_of(site, project)
    assert [answer["suggestion"] for task in tasks for answer in task["annotations"]] == ["changed"]
    methods = [task["consensus"]["method"] for task in tasks if task["consensus"]]
    assert methods.count("prediction") == 17
    lead.get_by_role("button", name="Take back").click()
    expect(lead.locator("#acceptances")).to_contain_text("taken back")
    assert [task["state"] for task in tasks_of(site, project)].count("open") == 19


def test_gold_is_told_and_who_gets_it_wrong_is_paused_and_let_go_on(site, new_page):
    gold = {"rate": 1, "feedback": True, "min_accuracy": 0.5, "min_answers": 2}
    project = site.create_project("Gold", kind="classification", labels=["good", "bad"], policy="1/1", gold=gold)
    rows = "id,text,label\n" + "".join(f"{number},Gold {number},good\n" for number in range(3))
    done = send(site, project, "gold.csv", rows.encode(), **{"as": "gold"})
    assert (done["items"], done["gold"]) == (3, 3)
    site.add_annotator("hand of gold")
    page = new_page(site.base)
    page.expected.append("403")
    log_in(page, "hand of gold", f"/annotate/{project['id']}")
    for key, told in (("1", "it is right"), ("2", "Right would have been: good"), ("2", "Right would have been")):
        expect(page.locator("#passage-text")).to_contain_text("Gold")
        page.keyboard.press(key)
        page.keyboard.press("Enter")
        expect(page.locator("#feedback")).to_contain_text(told)
    lead = new_page(site.base)
    log_in(lead, "lead", f"/projects/{project['id']}")
    lead.get_by_role("link", name="Quality").click()
    expect(lead.locator("#reliability")).to_contain_text("1 of 3")
    lead.get_by_role("button", name="Let go on: hand of gold").click()
    expect(lead.get_by_role("button", name="Pause: hand of gold")).to_be_visible()
    events = site.lead.call("GET", "/api/v1/audit")["events"]
    assert {"annotator.paused", "pause.lifted"} <= {event["action"] for event in events}
