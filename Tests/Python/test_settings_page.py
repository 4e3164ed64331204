"""Changing a project's settings while people work, in a real Chromium."""

import pytest
from playwright.sync_api import expect
from test_browser import log_in

TEXT = "\n\n".join(f"Passage {n} is about the weather, which was as it was. " * 4 for n in range(3))


@pytest.fixture(scope="module")
def project(site):
    for name in ("ola", "pia"):
        site.add_annotator(name)
    project = site.create_project("Moods", kind="classification", labels=["glad", "sad"], policy="3/3")
    site.upload(project, "a.txt", TEXT.encode())
    for name in ("ola", "pia"):
        assert site.answer(name, project, "glad")
    return project


def settings(site, project, new_page):
    page = new_page(site.base)
    log_in(page, "lead", f"/projects/{project['id']}")
    page.get_by_role("link", name="Settings", exact=True).click()
    expect(page.get_by_label("Matching votes that settle")).not_to_have_value("")
    return page


def test_a_looser_quorum_settles_what_agrees(site, project, new_page):
    page = settings(site, project, new_page)
    page.locator("#settings-name").fill("Feelings")
    page.get_by_label("Matching votes that settle").fill("2")
    page.get_by_label("Labels, one a line").fill("glad\nsad\nneither")
    page.get_by_label("Answers begin with what a model says").check()
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Feelings")).to_be_visible()
    now = site.lead.call("GET", f"/api/v1/projects/{project['id']}")
    assert (now["name"], now["policy"], now["labels"]) == ("Feelings", "2/3", ["glad", "sad", "neither"])
    assert now["dispatch"]["prefill"] and now["guidelines"] == project["guidelines"]
    tasks = site.lead.call("GET", f"/api/v1/projects/{project['id']}/tasks?state=settled")["tasks"]
    assert len(tasks) == 1 and tasks[0]["consensus"]["label"] == "glad"
    page.get_by_label("Labels, one a line").fill("sad\nglad")
    page.get_by_role("button", name="Save settings").click()
    expect(page.locator("#settings-labels-error")).to_contain_text("answers name them")
    page.expected.append("422")


def test_two_who_change_at_once_do_not_overwrite_each_other(site, project, new_page):
    first, second = (settings(site, project, new_page) for _ in range(2))
    first.get_by_label("Answers at most").fill("5")
    first.get_by_role("button", name="Save settings").click()
    expect(first.get_by_text("Saved.")).to_be_visible()
    second.expected.append("412")
    second.get_by_label("Guidelines").fill("Say how it feels.")
    second.get_by_role("button", name="Save settings").click()
    second.get_by_role("button", name="Show theirs").click()
    expect(second.get_by_label("Answers at most")).to_have_value("5")
    second.get_by_label("Guidelines").fill("Say how it feels.")
    second.get_by_role("button", name="Save settings").click()
    expect(second.get_by_text("Saved.")).to_be_visible()
    now = site.lead.call("GET", f"/api/v1/projects/{project['id']}")
    assert now["guidelines"] == "Say how it feels." and now["policy"].endswith("/5")
