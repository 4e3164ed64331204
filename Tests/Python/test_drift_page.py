"""What a model said on one day and another, on the page of quality in a real browser."""

import json
import sqlite3

import pytest
from conftest import PATIENCE
from playwright.sync_api import expect
from test_browser import log_in
from test_imports import send

DAY = 86_400_000


@pytest.fixture
def reviews(site):
    """Forty predictions of two days: as many good as bad ones, then good ones alone."""
    project = site.create_project("Drifting reviews", kind="classification", labels=["good", "bad"], policy="1/1")
    rows = [{"id": str(place), "text": f"Review {place}", "score": 0.9 if place < 20 else 0.6,
             "prediction": "bad" if place < 20 and place % 2 else "good"} for place in range(40)]
    send(site, project, "rows.jsonl", "\n".join(map(json.dumps, rows)).encode(), model="m")
    site.add_annotator("ann")
    for place in range(40):
        assert site.answer("ann", project, "bad" if place % 2 else "good")
    # Nobody can wait a day: the first twenty came in the day before.
    with sqlite3.connect(site.data / "quorum.sqlite", timeout=30) as database:
        database.execute(
            "UPDATE prediction SET created_at = created_at - ? WHERE id IN "
            "(SELECT p.id FROM prediction p JOIN task t ON t.id = p.task WHERE t.project = ? ORDER BY p.id LIMIT 20)",
            (DAY, project["id"]))
    return project


def test_what_comes_in_is_shown_day_by_day(site, reviews, new_page):
    quality = site.lead.call("GET", f"/api/v1/projects/{reviews['id']}/quality")
    first, second = quality["models"][0]["days"]
    assert (first["predictions"], second["predictions"]) == (20, 20)
    assert (first["mean_score"], second["mean_score"]) == (pytest.approx(0.9), pytest.approx(0.6))
    assert first["label_shift"] == 0 and 0.4 < second["label_shift"] < 0.6
    assert (first["labels"]["matched"], second["labels"]["matched"]) == (20, 10)
    page = new_page(site.base)
    log_in(page, "lead", f"/projects/{reviews['id']}")
    page.goto(f"/projects/{reviews['id']}#quality")
    page.get_by_text("Day by day").click(timeout=PATIENCE)
    rows = page.locator("#model-days tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("0.900")
    expect(rows.nth(1)).to_contain_text("50%")
    expect(rows.nth(1)).to_contain_text("worse")
