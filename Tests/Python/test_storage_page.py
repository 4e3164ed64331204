"""What a project keeps, takes and erases, as its lead sees and changes it in a real Chromium."""

import re

import pytest
from export_support import PASSWORD, wait_for
from playwright.sync_api import expect
from test_browser import log_in

TEXT = "Passage about the weather, which was as it was. "


@pytest.fixture
def project(site, request):
    """Two texts of `ada`, one of `ben`."""
    project = site.create_project(request.node.name, kind="classification", labels=["glad", "sad"], policy="1/1")
    root = f"/api/v1/projects/{project['id']}/sources"
    for number, group in enumerate(["ada", "ada", "ben"]):
        query = f"?filename={number}.txt&group={group}"
        site.lead.call("POST", root + query, f"{number} {TEXT}".encode(), "text/plain")
    wait_for(lambda: states(site, project) == {"ready"}, "the chunks")
    return project


def states(site, project) -> set:
    return {one["state"] for one in site.lead.call("GET", f"/api/v1/projects/{project['id']}/sources")["sources"]}


def storage(site, project) -> dict:
    return site.lead.call("GET", f"/api/v1/projects/{project['id']}/storage")


def filenames(site, project) -> list:
    return [one["filename"] for one in site.lead.call("GET", f"/api/v1/projects/{project['id']}/sources")["sources"]]


def test_quota_and_rules_are_set_and_told_to_uploaders(site, project, new_page):
    page = new_page(site.base)
    log_in(page, "lead", f"/storage/{project['id']}")
    expect(page.locator("#use")).to_contain_text("3 files · no quota is set")
    page.get_by_label("Quota", exact=True).fill("2.5")
    page.get_by_label("Unit").select_option(label="MB")
    page.get_by_role("button", name="Save quota").click()
    expect(page.locator("#quota-notice").get_by_role("status")).to_contain_text("Saved.")
    expect(page.locator("#use")).to_contain_text("of 2.5 MB")

    page.expected.append("422")
    types = page.get_by_label("Types")
    types.fill("w/v")
    page.get_by_role("button", name="Save rules").click()
    expect(page.locator("#rules-types-error")).to_contain_text("ending of a file's name")
    types.fill(".WAV, flac")
    page.get_by_label("Each file must say its licence").check()
    page.get_by_label("Recordings, after so many days").fill("30")
    page.get_by_label("Counted from when").select_option("frozen")
    page.get_by_role("button", name="Save rules").click()
    expect(types).to_have_value("wav, flac")
    now = storage(site, project)
    assert (now["quota"], now["types"], now["needs_consent"], now["needs_licence"]) == (
        2_500_000, ["wav", "flac"], False, True)
    assert now["retention"] == {"media_days": 30, "media_after": "frozen", "draft_days": None}

    page.goto(f"/projects/{project['id']}#sources")
    expect(page.locator("#demands li")).to_contain_text(
        ["Only files of these types are taken: wav, flac.", "Each file must say its licence.", "There is room for 2.5 MB more."])

    # A viewer reads the rules and changes nothing.
    name = f"viewer-{project['id']}"
    site.lead.call("POST", "/api/v1/users", {"name": name, "password": PASSWORD, "role": "member"})
    members = f"/api/v1/projects/{project['id']}/members"
    site.lead.call("POST", members, {"name": name, "role": "viewer"})
    viewer = new_page(site.base)
    log_in(viewer, name, f"/storage/{project['id']}")
    expect(viewer.locator("#rules li")).to_have_count(4)
    expect(viewer.get_by_role("button", name="Save rules")).to_be_hidden()
    expect(viewer.get_by_role("button", name="Save quota")).to_be_hidden()
    expect(viewer.get_by_role("button", name="Look")).to_be_hidden()


def test_two_who_change_rules_at_once_do_not_overwrite_each_other(site, project, new_page):
    first, second = (new_page(site.base) for _ in range(2))
    for page in (first, second):
        log_in(page, "lead", f"/storage/{project['id']}")
        expect(page.locator("#use")).to_contain_text("3 files")
    first.get_by_label("Types").fill("txt")
    first.get_by_role("button", name="Save rules").click()
    expect(first.locator("#rules-notice").get_by_role("status")).to_contain_text("Saved.")
    # What is saved here is known here: the other form of the page goes on.
    first.get_by_label("Quota", exact=True).fill("3")
    first.get_by_role("button", name="Save quota").click()
    expect(first.locator("#quota-notice").get_by_role("status")).to_contain_text("Saved.")

    second.expected.append("412")
    second.get_by_label("Each file must say its licence").check()
    second.get_by_role("button", name="Save rules").click()
    expect(second.locator("#rules-notice").get_by_role("alert")).to_contain_text("Somebody else has changed")
    assert storage(site, project)["needs_licence"] is False
    second.get_by_role("button", name="Show theirs").click()
    expect(second.get_by_label("Types")).to_have_value("txt")
    expect(second.get_by_label("Quota", exact=True)).to_have_value("3")
    second.get_by_label("Each file must say its licence").check()
    second.get_by_role("button", name="Save rules").click()
    expect(second.locator("#rules-notice").get_by_role("status")).to_contain_text("Saved.")
    now = storage(site, project)
    assert (now["types"], now["needs_licence"], now["quota"]) == (["txt"], True, 3_000_000_000)


def test_a_file_is_erased_by_keyboard_once_it_is_agreed_to(site, project, new_page):
    page = new_page(site.base)
    log_in(page, "lead", f"/projects/{project['id']}")
    page.get_by_role("link", name="Sources", exact=True).click()
    erase = page.get_by_role("button", name="Erase 2.txt")
    erase.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 file")
    page.keyboard.press("Escape")
    expect(erase).to_be_focused()
    assert len(filenames(site, project)) == 3
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(dialog.get_by_role("button", name="Erase")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source-notice").get_by_role("status")).to_contain_text("Erased: 1 file")
    expect(erase).to_have_count(0)
    assert sorted(filenames(site, project)) == ["0.txt", "1.txt"]


def test_all_of_a_person_is_erased(site, project, new_page):
    page = new_page(site.base)
    page.expected.append("404")
    log_in(page, "lead", f"/storage/{project['id']}")
    group = page.get_by_role("combobox", name="Group")
    group.fill("cem")
    page.get_by_role("button", name="Look").click()
    expect(page.locator("#speaker-error")).to_contain_text('nothing of a group named "cem"')
    group.fill("ada")
    page.get_by_role("button", name="Look").click()
    dialog = page.get_by_role("dialog", name="Erase all of ada?")
    expect(dialog).to_contain_text("2 files")
    dialog.get_by_role("button", name="Erase").click()
    expect(page.locator("#speaker-notice").get_by_role("status")).to_contain_text("Erased: 2 files")
    expect(page.locator("#use")).to_contain_text("1 file ·")
    expect(page.locator("#tombstones tbody tr")).to_have_text(re.compile("A person2 files.*lead$"))
    assert filenames(site, project) == ["2.txt"]
