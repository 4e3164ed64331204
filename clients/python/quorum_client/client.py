"""The calls of the API, by what they are for."""

import hashlib
import tempfile
import time
import urllib.parse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from .errors import JobFailed, QuorumError, TimedOut
from .models import (
    Answer,
    Job,
    JobState,
    Progress,
    Project,
    ProjectDraft,
    Ratios,
    Served,
    Source,
    Submission,
    Task,
    TaskState,
    Version,
)
from .transport import Transport

#: Seconds between looks at work that one waits for.
LOOK = 0.2


class Client:
    """A server, as one person or program sees it. Methods raise `QuorumError`."""

    def __init__(
        self, address: str, token: str | None = None, *, timeout: float = 120, use_proxies: bool = True
    ) -> None:
        """`address` is that of the pages, such as `http://127.0.0.1:8080`; `timeout` is in seconds, for each answer.
        Without `use_proxies`, proxies that the environment names are passed by."""
        self._transport = Transport(address, token, timeout, use_proxies)

    @property
    def address(self) -> str:
        return self._transport.address

    @property
    def token(self) -> str | None:
        return self._transport.token

    def with_token(self, token: str) -> "Client":
        """The same server, as somebody else."""
        transport = self._transport
        return Client(transport.address, token, timeout=transport.timeout, use_proxies=transport.use_proxies)

    def call(self, method: str, path: str, body: Any = None, **query: object) -> Any:
        """Any call of the API; `path` is what follows `/api/v1`."""
        return self._transport.call(method, "/api/v1" + path, body, query)

    # The service and its people

    def is_ready(self) -> bool:
        try:
            self._transport.call("GET", "/readyz")
        except QuorumError:
            return False
        return True

    def set_up(self, token: str, name: str, password: str) -> "Client":
        """Makes the first admin, and is them."""
        session = self.call("POST", "/setup", {"token": token, "name": name, "password": password})
        return self.with_token(session["token"])

    def log_in(self, name: str, password: str) -> "Client":
        session = self.call("POST", "/session", {"name": name, "password": password})
        return self.with_token(session["token"])

    def create_user(self, name: str, password: str, role: str, projects: Iterable[int] = ()) -> None:
        """`role` is `admin`, `member`, or the role in the projects, such as `annotator`."""
        account = {"name": name, "password": password, "role": role}
        members = list(projects)
        self.call("POST", "/users", account | {"projects": members} if members else account)

    def add_member(self, project: int, name: str, role: str) -> None:
        self.call("POST", f"/projects/{project}/members", {"name": name, "role": role})

    # Projects and uploads

    def projects(self) -> list[Project]:
        return cast(list[Project], self.call("GET", "/projects")["projects"])

    def create_project(self, draft: ProjectDraft) -> Project:
        return cast(Project, self.call("POST", "/projects", draft))

    def project(self, project: int) -> Project:
        return cast(Project, self.call("GET", f"/projects/{project}"))

    def edit_project(self, project: int, changes: dict[str, Any]) -> Project:
        """Changes settings, such as `{"policy": "3/5"}`; raises `Refusal` (412) when somebody else did meanwhile.

        `changes` is a JSON Merge Patch: what it does not name stays, None gives the standard.
        """
        path = f"/api/v1/projects/{project}"
        _, tag = self._transport.read_tagged(path)
        headers = {"If-Match": tag, "Content-Type": "application/merge-patch+json"}
        return cast(Project, self._transport.call("PATCH", path, changes, headers=headers))

    def progress(self, project: int) -> Progress:
        return cast(Progress, self.call("GET", f"/projects/{project}/progress"))

    def upload(
        self, project: int, file: Path | bytes, *, filename: str | None = None, group: str | None = None,
        language: str | None = None, licence: str | None = None, consent: str | None = None,
    ) -> Source:
        """Sends a file; bytes need a `filename`."""
        if filename is None:
            if isinstance(file, bytes):
                raise QuorumError("bytes have no name; give a filename")
            filename = file.name
        details = {
            "filename": filename, "group": group, "language": language, "licence": licence, "consent": consent,
        }
        path = f"/projects/{project}/sources"
        if isinstance(file, bytes):
            return cast(Source, self.call("POST", path, file, **details))
        with open(file, "rb") as opened:
            return cast(Source, self.call("POST", path, opened, **details))

    def sources(self, project: int) -> list[Source]:
        return cast(list[Source], self.call("GET", f"/projects/{project}/sources")["sources"])

    def wait_for_chunks(self, project: int, seconds: float = 90) -> list[Source]:
        """Waits until every upload is cut; raises when one cannot be."""
        deadline = time.monotonic() + seconds
        while True:
            sources = self.sources(project)
            for source in sources:
                if source["state"] == "failed":
                    raise JobFailed(f"{source['filename']} could not be cut: {source['failure']}")
            if all(source["state"] == "ready" for source in sources):
                return sources
            wait(deadline, f"the uploads are not cut after {seconds:.0f} s")

    # Labeling

    def take(self, project: int) -> Served | None:
        """The next task for this person; None when there is none now."""
        return cast(Served | None, self.call("POST", f"/projects/{project}/assignments"))

    def answer(self, served: Served, answer: Answer) -> Submission:
        path = f"/assignments/{served['assignment']['id']}/annotation"
        return cast(Submission, self.call("POST", path, {"answer": answer}))

    def skip(self, served: Served) -> None:
        self.call("DELETE", f"/assignments/{served['assignment']['id']}")

    def tasks(self, project: int, state: TaskState | None = None) -> Iterator[Task]:
        """All tasks with their answers, page by page."""
        after: int | None = None
        while True:
            page = self.call("GET", f"/projects/{project}/tasks", state=state, after=after, limit=200)
            yield from cast(list[Task], page["tasks"])
            after = page["next"]
            if after is None:
                return

    # Versions and what is made of them

    def versions(self, project: int) -> list[Version]:
        return cast(list[Version], self.call("GET", f"/projects/{project}/versions")["versions"])

    def freeze(self, project: int, ratios: Ratios | None = None, seed: int = 0) -> Version:
        draft = {"seed": seed} | ({"ratios": ratios} if ratios else {})
        return cast(Version, self.call("POST", f"/projects/{project}/versions", draft))

    def measure(self, project: int, version: str) -> Job:
        return cast(Job, self.call("POST", f"{version_path(project, version)}/report"))

    def export(self, project: int, version: str, format: str) -> Job:
        return cast(Job, self.call("POST", f"{version_path(project, version)}/exports", {"format": format}))

    def report(self, project: int, version: str) -> dict[str, Any]:
        """The report as data, once it is made."""
        return cast(dict[str, Any], self.call("GET", f"{version_path(project, version)}/report.json"))

    def download_export(self, project: int, version: str, format: str, folder: Path) -> dict[str, Any]:
        """Fetches a finished export into a new folder and checks every file against the manifest, which it returns.

        The folder appears when all of it is there.
        """
        root = f"{version_path(project, version)}/exports/{urllib.parse.quote(format)}"
        manifest = cast(dict[str, Any], self.call("GET", root))
        if folder.exists():
            raise FileExistsError(f"{folder} is there already; name a new folder")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as temporary:
            staged = Path(temporary) / folder.name
            staged.mkdir()
            for file in [*manifest["shards"], *manifest["files"], {"path": "manifest.json"}]:
                target = place_inside(staged, file["path"])
                target.parent.mkdir(parents=True, exist_ok=True)
                self._transport.download(f"/api/v1{root}/{urllib.parse.quote(file['path'])}", target)
                if "sha256" in file and sha256_of(target) != file["sha256"]:
                    raise QuorumError(f"{file['path']} is not what the manifest says; fetch the export again")
            staged.rename(folder)
        return manifest

    def jobs(self, project: int, state: JobState | None = None) -> list[Job]:
        """The newest first."""
        return cast(list[Job], self.call("GET", f"/projects/{project}/jobs", state=state, limit=1000)["jobs"])

    def cancel_job(self, project: int, job: int) -> Job:
        return cast(Job, self.call("DELETE", f"/projects/{project}/jobs/{job}"))

    def wait_for_jobs(self, project: int, jobs: Iterable[Job], seconds: float = 90) -> None:
        """Waits until these jobs are done; raises when one failed or was cancelled."""
        waiting = {job["id"] for job in jobs}
        deadline = time.monotonic() + seconds
        while waiting:
            for job in self.jobs(project):
                if job["id"] in waiting and job["state"] in ("failed", "cancelled"):
                    raise JobFailed(f"job {job['id']} ({job['kind']}) {job['state']}: {job['failure']}")
                if job["state"] == "done":
                    waiting.discard(job["id"])
            if waiting:
                wait(deadline, f"{len(waiting)} jobs are not done after {seconds:.0f} s")


def version_path(project: int, version: str) -> str:
    return f"/projects/{project}/versions/{urllib.parse.quote(version)}"


def place_inside(folder: Path, name: str) -> Path:
    """Where a file of an export goes; no name leads out of the folder."""
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise QuorumError(f"the manifest names {name}, outside the export; do not trust this server")
    return place


def wait(deadline: float, complaint: str) -> None:
    if time.monotonic() > deadline:
        raise TimedOut(complaint)
    time.sleep(LOOK)


def sha256_of(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
