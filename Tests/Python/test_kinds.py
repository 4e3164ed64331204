"""Every kind of task from an upload to what readers of an export see."""

import json

import datasets
import krippendorff
import pytest
from conftest import Site, set_up_token
from export_support import PASSWORD, Client, LabeledProject, Server
from measure_support import measure, values
from playwright.sync_api import expect
from test_browser import log_in

PEOPLE = ["ann", "bob", "cem"]

# What the three people answer each task, and what the export then holds.
KINDS = {
    "multilabel": {
        "project": {"labels": ["speech", "music", "noise"]},
        "answers": [["music", "speech"], ["speech"], ["speech", "music"]],
        "column": "labels",
        "value": ["music", "speech"],
        "type": datasets.List(datasets.Value("string")),
    },
    "rating": {
        "project": {"scale": {"lowest": 0, "highest": 10}, "tolerance": 1},
        "answers": [2, 7, 8],
        "column": "rating",
        "value": 7,
        "type": datasets.Value("int64"),
    },
    "span": {
        "project": {"labels": ["person", "place"]},
        "answers": [
            [{"start": 0, "end": 3, "label": "person"}, {"start": 8, "end": 12, "label": "place"}],
            [{"start": 0, "end": 3, "label": "person"}],
            [{"start": 8, "end": 12, "label": "place"}],
        ],
        "column": "spans",
        "value": [{"start": 0, "end": 3, "label": "person"}, {"start": 8, "end": 12, "label": "place"}],
        "type": datasets.List(
            {"start": datasets.Value("int64"), "end": datasets.Value("int64"), "label": datasets.Value("string")}
        ),
    },
    "pairwise": {
        "project": {},
        "answers": ["b", "tie", "b"],
        "column": "label",
        "value": "b",
        "type": datasets.Value("string"),
    },
}


def uploads(kind: str) -> list[tuple[str, bytes]]:
    """Three tables of texts, or of pairs of texts, as short as sentences are."""
    files = []
    for index in range(3):
        rows = [{"text": f"Zoë saw Rome, {index} or {row}, \"née\" 日本."} for row in range(2)]
        if kind == "pairwise":
            rows = [row | {"a": f"one {number}", "b": f"two {number}"} for number, row in enumerate(rows)]
        content = "".join(json.dumps(row) + "\n" for row in rows).encode()
        files.append((f"{kind}-{index}.jsonl", content))
    return files


@pytest.fixture(scope="module")
def labeled(tmp_path_factory):
    """A project of each kind, answered by three people and frozen, on one server."""
    folder = tmp_path_factory.mktemp("kinds")
    with Server(folder / "data") as visitor:
        account = {"token": set_up_token(folder / "data"), "name": "lead", "password": PASSWORD}
        lead = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        site = Site(visitor, lead)
        for name in PEOPLE:
            site.add_annotator(name)
        for name, kind in KINDS.items():
            project = site.create_project(name, kind=name, **kind["project"])
            for filename, content in uploads(name):
                site.upload(project, filename, content)
            for person, answer in zip(PEOPLE, kind["answers"]):
                while site.answer(person, project, answer):
                    pass
            ratios = {"train": 0.5, "validation": 0.25, "test": 0.25}
            lead.call("POST", f"/api/v1/projects/{project['id']}/versions", {"ratios": ratios, "seed": 7})
    return {name: LabeledProject(folder / "data", name, "") for name in KINDS}, folder


@pytest.mark.parametrize("name", KINDS)
def test_exports_hold_the_answers_as_values(labeled, name):
    projects, folder = labeled
    kind, folder = KINDS[name], folder / name
    for format in ("parquet", "jsonl", "webdataset"):
        done = projects[name].export(format, folder / format)
        assert done.returncode == 0, done.stderr
    data = datasets.load_dataset(str(folder / "parquet"), cache_dir=str(folder / "cache"))
    rows = [row for split in data.values() for row in split]
    assert {split.features[kind["column"]] == kind["type"] for split in data.values()} == {True}
    assert [row[kind["column"]] for row in rows] == [kind["value"]] * 6
    assert all(row["text"].startswith("Zoë saw Rome") for row in rows)
    if name == "pairwise":
        assert {row["a"][:4] + row["b"][:4] for row in rows} == {"one two "}
    lines = [line for path in (folder / "jsonl" / "data").glob("*.jsonl") for line in path.read_text().splitlines()]
    assert [json.loads(line)[kind["column"]] for line in lines] == [kind["value"]] * 6


def test_a_lead_sees_how_far_ratings_agree_in_their_order(labeled):
    projects, folder = labeled
    version = ["--data", str(folder / "data"), "--project", "rating", "--version", "v1"]
    found = values(measure(*version, "--checks", "labels.agreement"), "labels.agreement")
    votes = [[2] * 6, [7] * 6, [8] * 6]
    expected = krippendorff.alpha(votes, level_of_measurement="ordinal")
    assert found["krippendorff_alpha"]["ordinal"] == pytest.approx(expected)


# The keys that answer a task, and the answer that comes of them.
KEYS = {
    "multilabel": (["1", "3"], '["noise","speech"]'),
    "rating": (["7"], "7"),
    "span": (
        ["ArrowRight", "1", "ArrowRight", "ArrowRight", "2", "ArrowLeft", "ArrowRight", "Delete"],
        '[{"start":0,"end":3,"label":"person"}]',
    ),
    "pairwise": (["3"], "tie"),
}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_answered_by_keys_alone(site, new_page, name):
    project = site.create_project(f"Keys for {name}", kind=name, policy="1/1", **KINDS[name]["project"])
    site.upload(project, *uploads(name)[0])
    site.add_annotator(f"hand of {name}")
    keys, answer = KEYS[name]
    page = new_page(site.base)
    log_in(page, f"hand of {name}", f"/annotate/{project['id']}")
    expect(page.locator("#parts-answer")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#answer-problem")).to_be_visible()
    for key in keys:
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator("#counter")).to_have_text("1 answer")
    tasks = site.lead.call("GET", f"/api/v1/projects/{project['id']}/tasks?state=settled")["tasks"]
    assert [task["consensus"]["label"] for task in tasks] == [answer]
