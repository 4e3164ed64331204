"""Inviting people, changing roles, API tokens and the record of who did what, in a real Chromium."""

import re

import pytest
from export_support import PASSWORD, Client
from playwright.sync_api import expect
from test_browser import log_in


@pytest.fixture(scope="module")
def project(site):
    return site.create_project("People")


def test_an_invitation_brings_somebody_in_once(site, project, new_page):
    lead = new_page(site.base)
    log_in(lead, "lead", f"/projects/{project['id']}")
    lead.get_by_role("link", name="People", exact=True).click()
    lead.locator("#invitation-role").select_option("reviewer")
    lead.get_by_role("button", name="Make a link").click()
    link = lead.locator("code.secret").inner_text()
    assert "/invitation#" in link
    expect(lead.get_by_role("button", name=re.compile("Take back"))).to_have_count(1)

    guest = new_page(site.base)
    guest.expected.append("401")
    guest.goto(link)
    expect(guest.get_by_role("heading", name="People")).to_be_visible()
    guest.get_by_label("Name").fill("rosa")
    guest.get_by_label("Password").fill(PASSWORD)
    guest.get_by_role("button", name="Create an account and join").click()
    expect(guest.get_by_role("heading", name="People")).to_be_visible()
    expect(guest.get_by_role("link", name="Label", exact=True)).to_be_visible()
    expect(guest.locator("#adjudicate-link")).not_to_have_attribute("hidden", "")
    expect(guest.get_by_role("link", name="People", exact=True)).to_have_count(0)

    again = new_page(site.base)
    again.expected += ["401", "404"]
    again.goto(link)
    expect(again.get_by_role("alert")).to_contain_text("used")

    lead.reload()
    role = lead.get_by_label("Role of rosa", exact=True)
    expect(role).to_have_value("reviewer")
    role.select_option("viewer")
    lead.get_by_role("button", name="Save the role of rosa").click()
    expect(lead.get_by_label("Role of rosa", exact=True)).to_have_value("viewer")
    guest.reload()
    expect(guest.get_by_role("link", name="Label", exact=True)).to_be_hidden()
    lead.get_by_role("button", name="Remove rosa").click()
    lead.get_by_role("button", name="Remove", exact=True).click()
    expect(lead.get_by_label("Role of rosa", exact=True)).to_have_count(0)
    guest.expected.append("404")
    guest.reload()
    expect(guest.get_by_role("alert")).to_contain_text("no project")


def test_a_token_is_made_used_and_revoked(site, project, new_page):
    page = new_page(site.base)
    log_in(page, "lead", "/account")
    page.get_by_label("What it is for").fill("nightly export")
    page.get_by_role("button", name="Make a token").click()
    token = page.locator("code.secret").inner_text()
    program = Client(site.base, token)
    names = [one["name"] for one in program.call("GET", "/api/v1/projects")["projects"]]
    assert "People" in names
    with pytest.raises(AssertionError, match="403"):
        program.call("POST", "/api/v1/projects", {"name": "x", "kind": "transcription", "policy": "1/1"})
    page.get_by_role("button", name="Revoke nightly export").click()
    expect(page.get_by_text("None.")).to_be_visible()
    with pytest.raises(AssertionError, match="401"):
        program.call("GET", "/api/v1/projects")


def test_the_record_is_shown_and_verified(site, project, new_page):
    page = new_page(site.base)
    log_in(page, "lead", "/audit")
    expect(page.get_by_role("cell", name="session.opened").first).to_be_visible()
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("status")).to_contain_text("none changed")
