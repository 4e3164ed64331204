"""An expert settles contested tasks in a real browser."""

import pytest
from conftest import PATIENCE
from export_support import PASSWORD
from playwright.sync_api import expect

ANSWERS = {"ida": "seven eight, nine", "jon": "seven ate nine", "kim": "Seven nine"}


@pytest.fixture
def contested(site):
    """A project whose tasks three people answered in three ways."""
    project = site.create_project("Contested digits", policy="2/3")
    site.upload_speech(project)
    for name, answer in ANSWERS.items():
        site.add_annotator(name)
        while site.answer(name, project, answer):
            pass
    return project


def test_an_expert_settles_contested_tasks(site, contested, new_page):
    page = new_page(site.base)
    page.goto("/login")
    page.get_by_label("Name").fill("lead")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("link", name="Contested digits")).to_be_visible(timeout=PATIENCE)
    page.goto(f"/adjudicate/{contested['id']}")
    tasks = site.lead.call("GET", f"/api/v1/projects/{contested['id']}/tasks?state=contested")["tasks"]
    expect(page.get_by_text(f"{len(tasks)} contested tasks")).to_be_visible()

    # Only the words that differ are marked; what an answer lacks is shown as a gap.
    marked = page.locator(".answer mark").all_inner_texts()
    assert marked == ["eight,", "ate", "–"]

    # Word by word: the transcript is there once each contested word is chosen.
    words = page.get_by_role("group", name="Contested words")
    expect(words).to_contain_text("1 word to choose.")
    assert words.get_by_role("button").all_inner_texts() == ["no word1", "ate1", "eight,1"]
    words.get_by_role("button", name="ate").click()
    expect(page.get_by_label("Decision")).to_have_value("seven ate nine")

    # By keys: the second answer, as it stands.
    page.keyboard.press("2")
    expect(page.get_by_label("Decision")).to_have_value("seven ate nine")
    page.get_by_label("word misheard").check()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"Task {tasks[0]['id']} is settled: seven ate nine")).to_be_visible()
    settled = site.lead.call("GET", f"/api/v1/projects/{contested['id']}/tasks?state=settled")["tasks"]
    assert [(task["id"], task["consensus"]["method"]) for task in settled] == [(tasks[0]["id"], "adjudicated")]

    # And back.
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("is contested again")).to_be_visible()
    expect(page.get_by_text(f"Task {tasks[0]['id']} ·")).to_be_visible()

    # An answer that is changed is a label of the expert's own.
    page.get_by_label("Decision").fill("seven, eight, nine")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("is settled: seven, eight, nine")).to_be_visible()

    # More people are asked about the next, the one after it is discarded.
    page.locator("#answers input").first.focus()
    page.keyboard.press("m")
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_text("is open for more answers")).to_be_visible()
    page.keyboard.press("x")
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_text("is discarded.")).to_be_visible()
    states = site.lead.call("GET", f"/api/v1/projects/{contested['id']}/progress")["tasks"]
    assert (states["settled"], states["open"], states["discarded"]) == (1, 1, 1)
