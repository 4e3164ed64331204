"""The demo's stages, in order, over the public HTTP API."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import labeling
import results
import speech
from people import NOTHING, PEOPLE
from quorum_client import Client
from server import Server
from stages import Stages, note

STAGES = 10
GUIDELINES = f"""Write what you hear, word for word, in small letters.
Write numbers as words: "seven", not "7". A spelled letter is written alone: "b".
Where nobody speaks, write {NOTHING}."""


@dataclass
class Demo:
    """What a run made and where it is."""

    server: Server
    project: dict
    digest: str
    passwords: dict[str, str]

    def report(self, extension: str) -> Path:
        return self.server.data / "reports" / self.digest / f"report.{extension}"

    def export(self, format: str) -> Path:
        return self.server.data / "exports" / self.digest / format

    def show_where_everything_is(self, seconds: float) -> None:
        people = ", ".join(person.name for person in PEOPLE)
        print(f"""
Done in {seconds:.0f} s. All answers came from simulated people; the speech is real.

page        {self.server.address}/projects/{self.project['id']}
  admin     lead          password {self.passwords['lead']}
  annotator {PEOPLE[0].name}           password {self.passwords['annotator']}   (also {people})
  The project "Announcements" waits for your own answers.
report      {_shown(self.report('html'))}
shards      {_shown(self.export('parquet'))}
            {_shown(self.export('webdataset'))}
database    {_shown(self.server.data / 'quorum.sqlite')}
server log  {_shown(self.server.log)}""", flush=True)


def _shown(path: Path) -> str:
    """A path as one types it from here."""
    return os.path.relpath(path)


def run(stages: Stages, folder: Path, start: Callable[[], Server], passwords: dict[str, str]) -> Demo:
    with stages.stage("Join real recordings of single words, with gaps of known length and a little room noise"):
        recordings = speech.record(folder / "recordings")
        seconds, words = sum(one.seconds for one in recordings), sum(len(one.words) for one in recordings)
        note(f"{len(recordings)} recordings (WAV, MP3, MP4), {seconds / 60:.1f} minutes, {words} words, one speaker")

    with stages.stage("Start the server on an empty data folder and set up the first admin"):
        server = start()
        server.wait_until_ready()
        admin = Client(server.address, use_proxies=False).set_up(server.setup_token(), "lead", passwords["lead"])
        note(server.address)

    with stages.stage("Create the project (4 matching of at most 7 answers), seven accounts, and upload"):
        project = admin.create_project({
            "name": "Words", "kind": "transcription", "guidelines": GUIDELINES, "labels": [], "policy": "4/7",
            "chunking": {"min": 0.4, "max": 3, "pause": 0.3},
        })
        people = [(person, _account(admin, person.name, passwords["annotator"], project)) for person in PEOPLE]
        for recording in recordings:
            _upload(admin, project, recording.path, recording.group)

    with stages.stage("Cut the recordings at pauses"):
        sources = admin.wait_for_chunks(project["id"])
        tasks = list(admin.tasks(project["id"]))
        note(f"{len(tasks)} chunks of {len(sources)} recordings")

    with stages.stage("Label: seven SIMULATED people answer at once, with errors from a fixed seed"):
        ears = labeling.Ears(recordings, tasks)
        count = labeling.answer_everything(admin, project["id"], people, ears)
        note(f"{count} answers")

    with stages.stage("What the quorum decided"):
        results.show(list(admin.tasks(project["id"])), ears, most=len(people))

    with stages.stage("Freeze a version, measure it, export it"):
        demo = _freeze(admin, project, server, passwords)

    with stages.stage("Load both exports"):
        # Slow to import, so not before it is needed.
        import training

        note(training.read_parquet(training.Manifest.read(demo.export("parquet")), folder / "datasets-cache"))
        shards = training.Manifest.read(demo.export("webdataset"))
        note(training.count_webdataset(shards))

    with stages.stage("Train a small recogniser (CTC) on the shards for a few steps"):
        losses, held_out = training.train(shards)
        means = [sum(losses[first : first + 25]) / 25 for first in range(0, len(losses), 25)]
        note(f"mean loss of each 25 of {len(losses)} steps: " + " -> ".join(f"{loss:.2f}" for loss in means))
        note(f"loss on the validation split: {held_out[0]:.2f} before, {held_out[1]:.2f} after")

    with stages.stage("Leave something for you to label"):
        _prepare_announcements(admin, folder)
    return demo


def _account(admin: Client, name: str, password: str, project: dict) -> Client:
    """Makes an annotator of the project."""
    admin.create_user(name, password, "annotator", [project["id"]])
    return admin.log_in(name, password)


def _upload(admin: Client, project: dict, path: Path, group: str) -> None:
    admin.upload(
        project["id"], path, group=group, language="en", licence="CC BY-SA 3.0",
        consent="published by the speaker's client under this licence",
    )


def _freeze(admin: Client, project: dict, server: Server, passwords: dict[str, str]) -> Demo:
    version = admin.freeze(project["id"], {"train": 0.8, "validation": 0.1, "test": 0.1}, seed=1)
    note(f"version {version['name']}, {version['examples']} examples, digest {version['digest'][:12]}…")
    jobs = [admin.measure(project["id"], version["name"])]
    jobs += [admin.export(project["id"], version["name"], format) for format in ("parquet", "webdataset")]
    admin.wait_for_jobs(project["id"], jobs)
    demo = Demo(server, project, version["digest"], passwords)
    report = json.loads(demo.report("json").read_text())
    for check in report["checks"]:
        note(f"{check['verdict']:7} {check['id']}: {check['summary']}")
    note("(a hundred words recur in all recordings, so repeated transcripts are no surprise here)")
    return demo


def _prepare_announcements(admin: Client, folder: Path) -> None:
    project = admin.create_project({
        "name": "Announcements", "kind": "transcription", "guidelines": GUIDELINES, "labels": [], "policy": "2/3",
        "chunking": {"min": 1, "max": 8, "pause": 0.3},
    })
    path = folder / "recordings" / "announcements.wav"
    speech.announcements(path)
    for person in PEOPLE:
        admin.add_member(project["id"], person.name, "annotator")
    _upload(admin, project, path, "announcements")
    admin.wait_for_chunks(project["id"])
    note("a second project, \"Announcements\" (2 matching of at most 3), with nobody's answers yet")
