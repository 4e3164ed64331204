"""The pages as people use them, in a real Chromium on a real server."""

import re
from urllib.parse import urlsplit

import pytest
from conftest import set_up_token
from export_support import PASSWORD, Server, recording, wait_for
from playwright.sync_api import expect


def log_in(page, name: str, destination: str) -> None:
    page.goto(f"/login?next={destination}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda url: urlsplit(url).path == destination)


def has_waveform(page) -> bool:
    """Whether bars stand on the canvas: painted pixels in more than its middle line."""
    return page.evaluate(
        """() => {
          const canvas = document.getElementById("waveform");
          if (canvas.dataset.drawn !== "true" || canvas.width === 0) return false;
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let painted = 0;
          for (let index = 3; index < data.length; index += 4) painted += data[index] > 0;
          return painted > canvas.width * 4;
        }"""
    )


def seconds_played(page) -> float:
    return page.evaluate("() => document.getElementById('audio').currentTime")


def current_task(page) -> str:
    """The address of the recording that the page shows, which names its task."""
    return page.evaluate("() => document.getElementById('audio').src")


@pytest.fixture(scope="module")
def spoken(site):
    project = site.create_project("Digits")
    site.upload_speech(project)
    for name in ("ada", "ben", "cem"):
        site.add_annotator(name)
    return project


def test_first_admin_is_made_through_the_link(tmp_path, new_page):
    with Server(tmp_path / "data") as visitor:
        page = new_page(visitor.base)
        page.goto(f"/setup?token={set_up_token(tmp_path / 'data')}")
        page.get_by_label("Name").fill("first")
        page.get_by_label("Password").fill("short")
        page.get_by_role("button", name="Create the account").click()
        expect(page.locator(".error")).to_be_visible()
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Create the account").click()
        expect(page.get_by_role("heading", name="Projects")).to_be_visible()
        expect(page.get_by_text("first (admin)")).to_be_visible()


def test_wrong_password_is_explained(site, new_page):
    page = new_page(site.base)
    page.expected.append("401")
    page.goto("/login")
    page.get_by_label("Name").fill("lead")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("wrong")


def test_annotator_listens_types_submits_and_gets_the_next(site, spoken, new_page):
    page = new_page(site.base)
    log_in(page, "ada", f"/annotate/{spoken['id']}")
    wait_for(lambda: has_waveform(page), "the waveform to be drawn")
    field = page.get_by_label("What do you hear?")
    expect(field).to_be_focused()
    expect(page.get_by_text(spoken["guidelines"])).to_be_visible()

    wait_for(lambda: page.get_by_role("button", name="Play").is_visible(), "the first playing to end")
    page.locator("#waveform").click(position={"x": 1, "y": 20})
    assert seconds_played(page) < 0.2
    page.get_by_role("button", name="Play").click()
    wait_for(lambda: seconds_played(page) > 0.3, "the recording to play")
    field.focus()
    page.keyboard.press("Control+Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(field).to_be_focused()
    page.keyboard.press("Control+ArrowDown")
    assert page.evaluate("() => [audio.playbackRate, audio.preservesPitch]") == [0.9, True]

    first = current_task(page)
    page.keyboard.type("four seven secret of ada")
    page.keyboard.press("Enter")
    expect(page.locator("#counter")).to_have_text("1 answer")
    wait_for(lambda: current_task(page) not in ("", first), "another task")
    wait_for(lambda: has_waveform(page), "its waveform")
    expect(field).to_have_value("")
    expect(field).to_be_focused()


def test_nobody_sees_another_answer(site, spoken, new_page):
    while site.answer("ada", spoken, "only ada wrote this"):
        pass
    page = new_page(site.base)
    log_in(page, "ben", "/")
    expect(page.get_by_role("link", name="Digits")).to_be_visible()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(f"/annotate/{spoken['id']}")
    wait_for(lambda: has_waveform(page), "the waveform to be drawn")
    assert "ada" not in page.locator("main").inner_text()
    told = [response for response in responses if "json" in response.headers.get("content-type", "")]
    calls = {response.url.rsplit("/", 1)[1].partition("?")[0] for response in told}
    assert calls >= {"session", "progress", "assignments", "peaks"}
    for response in told:
        assert "ada" not in response.text(), response.url


def test_draft_survives_a_reload_and_an_answer_an_outage(site, spoken, new_page):
    page = new_page(site.base)
    page.expected.append("net::ERR_INTERNET_DISCONNECTED")
    log_in(page, "cem", f"/annotate/{spoken['id']}")
    wait_for(lambda: has_waveform(page), "the waveform to be drawn")
    field = page.get_by_label("What do you hear?")
    field.fill("kept words")
    page.reload()
    expect(field).to_have_value("kept words")

    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").first).to_contain_text("cannot be reached")
    expect(field).to_have_value("kept words")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try now").click()
    expect(page.locator("#counter")).to_have_text("1 answer")
    expect(field).to_have_value("")


def test_skipping_asks_first_and_brings_another_task(site, new_page):
    # A project of its own: who has a page open holds two tasks, and others have to find one.
    spoken = site.create_project("Skipped digits")
    site.upload_speech(spoken)
    site.add_annotator("dua")
    page = new_page(site.base)
    log_in(page, "dua", f"/annotate/{spoken['id']}")
    wait_for(lambda: has_waveform(page), "the waveform to be drawn")
    first = current_task(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_contain_text("Skip this task?")
    page.keyboard.press("Enter")
    wait_for(lambda: current_task(page) not in ("", first), "another task")
    expect(page.locator("#counter")).to_have_text("0 answers")


def test_labels_are_chosen_by_number_keys_until_all_is_done(site, new_page):
    project = site.create_project("Moods", kind="classification", labels=["calm", "angry"])
    site.upload(project, "mail.txt", "I waited for a week, and <b>nobody</b> came.\n".encode())
    site.add_annotator("eda")
    page = new_page(site.base)
    log_in(page, "eda", f"/annotate/{project['id']}")
    expect(page.locator("#passage-text")).to_contain_text("<b>nobody</b> came")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Choose a label first.")
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="angry")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="All done for now")).to_be_visible()


def test_lead_takes_recordings_to_a_frozen_version(site, new_page):
    page = new_page(site.base)
    page.expected.append("422")
    log_in(page, "lead", "/")
    create_project_by_hand(page, "By hand")
    project = {"id": page.url.split("/projects/")[1].split("#")[0]}

    page.get_by_label("Group").fill("Allison")
    speech = {"name": "upload.wav", "mimeType": "audio/wav", "buffer": recording(["digits/3", "digits/5"], 3)}
    empty = {"name": "empty.wav", "mimeType": "audio/wav", "buffer": b""}
    no_speech = {"name": "notes.mp3", "mimeType": "audio/mpeg", "buffer": b"These are words, not sounds. " * 20}
    with page.expect_file_chooser() as chooser:
        page.get_by_text("choose files").click()
    chooser.value.set_files([speech, empty, no_speech])
    expect(page.locator("#uploads")).to_contain_text("The file is empty")
    row = page.get_by_role("row", name=re.compile("upload.wav"))
    expect(row).to_contain_text("ready", timeout=60_000)
    expect(row).to_contain_text("Allison")
    failed = page.get_by_role("row", name=re.compile("notes.mp3"))
    expect(failed).to_contain_text("it holds text, not sound", timeout=60_000)
    page.get_by_role("button", name="Remove notes.mp3").click()
    expect(failed).to_have_count(0)

    for name in ("fay", "gil"):
        site.add_annotator(name)
        while site.answer(name, project, "three five"):
            pass

    page.get_by_role("link", name="Results").click()
    page.get_by_role("button", name="Settled").click()
    card = page.get_by_role("article").first
    expect(card).to_contain_text("settled")
    expect(card.locator(".label")).to_have_text("three five")
    expect(card).to_contain_text("2 of 2 answers match")
    expect(card.get_by_role("listitem")).to_contain_text(["fay", "gil"])

    page.get_by_role("link", name="Versions").click()
    page.get_by_label("Train (%)").fill("100")
    page.get_by_label("Validation (%)").fill("0")
    page.get_by_label("Test (%)").fill("0")
    page.get_by_role("button", name="Freeze").click()
    version = page.get_by_role("article", name="Version v1")
    expect(version).to_be_visible()
    version.get_by_role("button", name="Make Parquet").click()
    expect(version.get_by_role("link", name="lineage.jsonl")).to_be_visible(timeout=60_000)
    version.get_by_role("button", name="Make Report").click()
    expect(version.get_by_role("link", name="Open the report")).to_be_visible(timeout=60_000)


def create_project_by_hand(page, name: str) -> None:
    """Creates a project through its form, whose quorum can never settle at first."""
    page.get_by_role("button", name="New project").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Matching votes that settle").fill("5")
    page.get_by_label("Answers at most").fill("3")
    page.get_by_role("button", name="Create project").click()
    expect(page.get_by_text("can never settle")).to_be_visible()
    page.get_by_label("Matching votes that settle").fill("2")
    page.get_by_role("button", name="Create project").click()
    page.wait_for_url("**/projects/*")
