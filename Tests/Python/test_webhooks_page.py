"""Webhooks of a project, as a manager adds, watches and removes them in a real Chromium."""

import re

import pytest
from conftest import Site, set_up_token
from export_support import PASSWORD, Client, Server, wait_for
from playwright.sync_api import expect
from standardwebhooks.webhooks import Webhook
from test_browser import log_in
from test_webhooks import Receiver


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A server that sends to this machine too."""
    data = tmp_path_factory.mktemp("hooks") / "data"
    with Server(data, ["--private-webhooks"]) as visitor:
        account = {"token": set_up_token(data), "name": "lead", "password": PASSWORD}
        lead = Client(visitor.base, visitor.call("POST", "/api/v1/setup", account)["token"])
        yield Site(visitor, lead, data)


@pytest.fixture
def receiver():
    with Receiver() as receiver:
        yield receiver


def open_webhooks(site, project, new_page):
    page = new_page(site.base)
    log_in(page, "lead", f"/projects/{project['id']}")
    page.get_by_role("link", name="Settings", exact=True).click()
    page.get_by_role("link", name="Webhooks").click()
    expect(page.get_by_role("heading", level=1, name="Webhooks")).to_be_visible()
    return page


def add(page, url: str) -> str:
    """Adds a webhook that hears of versions; its secret."""
    page.get_by_role("textbox", name="Address").fill(url)
    page.get_by_label("A version is frozen").check()
    page.get_by_role("button", name="Add webhook").click()
    return page.locator("#made code.secret").inner_text()


def labeled(site, name: str) -> dict:
    """A project whose only task is settled."""
    project = site.create_project(name, kind="classification", labels=["glad", "sad"], policy="1/1")
    site.upload(project, "a.txt", b"The weather was as it was.")
    assert site.answer("lead", project, "glad")
    return project


def freeze(site, project) -> None:
    shares = {"ratios": {"train": 1, "validation": 0, "test": 0}, "seed": 0}
    site.lead.call("POST", f"/api/v1/projects/{project['id']}/versions", shares)


def test_a_webhook_is_added_watched_and_removed(site, receiver, new_page):
    project = labeled(site, "Watched")
    page = open_webhooks(site, project, new_page)
    expect(page.get_by_text("None yet. Add the address")).to_be_visible()
    secret = add(page, receiver.url)
    expect(page.get_by_role("button", name="Copy")).to_be_visible()
    messages = page.get_by_role("button", name=f"Messages to {receiver.url}")
    messages.click()
    expect(page.get_by_text("Nothing was sent yet.")).to_be_visible()
    page.get_by_role("button", name="Close").click()

    # The receiver takes the first message with the secret that was shown, and refuses it when it comes once more.
    freeze(site, project)
    (_, headers, body), *_ = receiver.wait(1)
    Webhook(secret).verify(body, headers)
    messages.click()
    row = page.locator("#deliveries tbody tr")
    expect(row).to_contain_text("delivered")
    expect(row).to_contain_text("Taken with 204.")
    row.get_by_text(re.compile("Message \\d+")).click()
    expect(row.locator("pre")).to_contain_text('"type": "version.frozen"')
    receiver.statuses.append(500)
    row.get_by_role("button", name="Send again").click()
    receiver.wait(2)
    expect(page.locator("#log-notice").get_by_role("status")).to_contain_text("is being sent")

    # Without a sign of agreement it stays.
    remove = page.get_by_role("button", name=f"Remove {receiver.url}")
    remove.click()
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(messages).to_be_visible()
    remove.click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("None yet. Add the address")).to_be_visible()
    expect(page.locator("#log")).to_be_hidden()
    assert site.lead.call("GET", f"/api/v1/projects/{project['id']}/webhooks") == {"webhooks": []}


def test_an_address_that_is_gone_says_so_and_is_resumed(site, receiver, new_page):
    project = labeled(site, "Gone")
    receiver.statuses.append(410)
    page = open_webhooks(site, project, new_page)
    add(page, receiver.url)
    freeze(site, project)
    root = f"/api/v1/projects/{project['id']}/webhooks"
    wait_for(lambda: site.lead.call("GET", root)["webhooks"][0]["disabled_at"], "the webhook to be stopped")
    page.reload()
    expect(page.get_by_text("The address answered that it is gone (410).")).to_be_visible()
    expect(page.locator(".badge.stopped")).to_be_visible()
    page.get_by_role("button", name=f"Send to {receiver.url} again").click()
    expect(page.locator(".badge.active")).to_be_visible()


def test_an_address_is_tried_changed_and_paused(site, receiver, new_page):
    project = labeled(site, "Moving")
    page = open_webhooks(site, project, new_page)
    secret = add(page, receiver.url)
    page.get_by_role("button", name=f"Send a test to {receiver.url}").click()
    (_, headers, body), *_ = receiver.wait(1)
    assert Webhook(secret).verify(body, headers)["type"] == "webhook.test"
    expect(page.locator("#deliveries tbody tr")).to_contain_text("delivered")
    expect(page.locator("#deliveries tbody tr")).to_contain_text("A test")

    # Two managers change it: the second sees what the first saved before theirs counts.
    other = open_webhooks(site, project, new_page)
    for one in (page, other):
        one.get_by_role("button", name=f"Change {receiver.url}").click()
        expect(one.get_by_role("heading", name="Change a webhook")).to_be_visible()
        expect(one.get_by_role("textbox", name="Address")).to_be_focused()
        expect(one.get_by_label("A version is frozen")).to_be_checked()
    moved = receiver.url.replace("/hook", "/moved")
    page.get_by_role("textbox", name="Address").fill(moved)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#made").get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_role("heading", name="New webhook")).to_be_visible()
    other.expected.append("412")
    other.get_by_label("A job has failed").check()
    other.get_by_role("button", name="Save").click()
    other.get_by_role("button", name="Show theirs").click()
    expect(other.get_by_role("textbox", name="Address")).to_have_value(moved)
    other.get_by_role("button", name="Cancel").click()
    expect(other.get_by_role("textbox", name="Address")).to_have_value("")

    page.get_by_role("button", name=f"Send nothing to {moved} for now").click()
    expect(page.locator(".badge.paused")).to_be_visible()
    expect(page.get_by_role("button", name=f"Send a test to {moved}")).to_have_count(0)
    page.get_by_role("button", name=f"Send to {moved} again").click()
    expect(page.locator(".badge.active")).to_be_visible()
    freeze(site, project)
    assert receiver.wait(2)[-1][0] == "/moved"


def test_what_is_wrong_stands_where_it_is(site, new_page):
    project = site.create_project("Mistakes")
    page = open_webhooks(site, project, new_page)
    page.expected.append("422")
    address = page.get_by_role("textbox", name="Address")
    address.fill("https://name:secret@example.org/")
    page.get_by_role("button", name="Add webhook").click()
    expect(page.locator("#webhook-form").get_by_role("alert")).to_contain_text("at least one")
    page.get_by_label("A job has failed").check()
    page.get_by_role("button", name="Add webhook").click()
    expect(page.locator("#webhook-url-error")).to_contain_text("Leave name and password out")
    expect(address).to_be_focused()

    # No room is lost to the side on a phone.
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
