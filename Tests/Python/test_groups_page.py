"""An expert settles tasks that look alike in a real browser."""

import json
from urllib.parse import urlencode

import pytest
from conftest import PATIENCE
from export_support import PASSWORD
from playwright.sync_api import expect

TEXTS = ["The food was cold and the waiter rude.", "The food was cold and the waiter rude!", "the food was cold and the waiters rude",
         "We will come back.", "We will come back", "Nothing else is like this one."]


@pytest.fixture
def reviews(site):
    project = site.create_project("Reviews", kind="classification", labels=["good", "bad"])
    rows = "\n".join(json.dumps({"id": str(place), "text": text}) for place, text in enumerate(TEXTS))
    address = urlencode({"filename": "reviews.jsonl", "as": "items"})
    site.lead.call("POST", f"/api/v1/projects/{project['id']}/imports?{address}", rows.encode(), "application/octet-stream")
    return project


def log_in(page):
    page.goto("/login")
    page.get_by_label("Name").fill("lead")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_an_expert_settles_tasks_that_look_alike(site, reviews, new_page):
    page = new_page(site.base)
    log_in(page)
    expect(page.get_by_role("link", name="Reviews")).to_be_visible(timeout=PATIENCE)
    page.goto(f"/projects/{reviews['id']}#results")
    page.get_by_role("link", name="Settle tasks that look alike").click()
    expect(page.get_by_text("There is no such group")).to_be_visible()
    page.get_by_role("button", name="Look for groups").click()
    expect(page.get_by_text("2 new groups among 6 tasks")).to_be_visible()
    rows = page.locator(".group-row")
    expect(rows).to_have_count(2)

    # A task that does not belong is taken out, and comes back.
    rows.first.click()
    expect(page.get_by_role("heading", name="Group")).to_contain_text("proposed")
    expect(page.get_by_role("button", name="Settle")).to_be_hidden()
    members = page.locator(".member")
    expect(members).to_have_count(3)
    expect(page.get_by_role("button", name="Remove selected")).to_be_disabled()
    members.nth(2).get_by_role("checkbox").check()
    page.get_by_role("button", name="Remove selected").click()
    expect(page.locator("#notice").get_by_text("1 task removed from group")).to_be_visible()
    expect(members).to_have_count(2)
    page.locator("#notice").get_by_role("button", name="Undo").click()
    expect(members).to_have_count(3)

    # Confirmed, the group gets its label in one act.
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Group")).to_contain_text("confirmed")
    page.get_by_role("button", name="Settle").click()
    expect(page.get_by_text("Choose or write the label")).to_be_visible()
    page.get_by_label("Label").select_option("bad")
    page.get_by_role("button", name="Settle").click()
    expect(page.locator("#notice").get_by_text("labeled: bad")).to_be_visible()
    tasks = site.lead.call("GET", f"/api/v1/projects/{reviews['id']}/tasks?state=settled")["tasks"]
    assert [task["chunk"]["text"] for task in tasks] == TEXTS[:3]
    assert {(task["consensus"]["label"], task["consensus"]["method"]) for task in tasks} == {("bad", "adjudicated")}

    # And back, as everything is.
    page.locator("#notice").get_by_role("button", name="Undo").click()
    expect(page.locator("#notice").get_by_text("is as it was")).to_be_visible()
    assert site.lead.call("GET", f"/api/v1/projects/{reviews['id']}/progress")["tasks"]["open"] == 6
    page.get_by_role("button", name="Confirmed", exact=True).click()
    expect(rows).to_have_count(1)

    # No room is lost to the side on a phone, in the dark either.
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    rows.first.click()
    expect(page.get_by_role("button", name="Settle")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
