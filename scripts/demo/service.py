"""A client of the HTTP API: one person's session."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request

# Straight to the server, whatever proxy the environment names.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ServiceError(Exception):
    """The server refused; the message is its own."""


class Client:
    def __init__(self, base: str, token: str | None = None):
        self.base = base
        self.token = token

    def call(self, method: str, path: str, body=None, **query):
        """The decoded answer; None where there is none. `body` is sent as it is when it is bytes, else as JSON."""
        address = f"{self.base}/api/v1{path}"
        if query:
            address += "?" + urllib.parse.urlencode({name: value for name, value in query.items() if value})
        raw = isinstance(body, bytes)
        data = body if raw or body is None else json.dumps(body).encode()
        request = urllib.request.Request(address, data=data, method=method)
        request.add_header("Content-Type", "application/octet-stream" if raw else "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with OPENER.open(request, timeout=120) as response:
                return json.loads(response.read() or b"null")
        except urllib.error.HTTPError as error:
            text = error.read().decode(errors="replace")
            try:
                text = json.loads(text)["detail"]
            except (ValueError, KeyError):
                pass
            raise ServiceError(f"{method} {path}: {error.code} {text}") from None
        except OSError as error:
            raise ServiceError(f"{method} {path}: the server does not answer ({error})") from None

    def get(self, path: str, **query):
        return self.call("GET", path, **query)

    def post(self, path: str, body=None, **query):
        return self.call("POST", path, body, **query)

    def set_up(self, token: str, name: str, password: str) -> "Client":
        """Makes the first admin."""
        return Client(self.base, self.post("/setup", {"token": token, "name": name, "password": password})["token"])

    def log_in(self, name: str, password: str) -> "Client":
        return Client(self.base, self.post("/session", {"name": name, "password": password})["token"])

    def tasks(self, project, state: str | None = None):
        """All tasks of a project, page by page."""
        after = None
        while True:
            page = self.get(f"/projects/{project}/tasks", state=state, after=after, limit=200)
            yield from page["tasks"]
            after = page["next"]
            if after is None:
                return

    def wait_for_jobs(self, project, jobs: list, seconds: float = 90) -> None:
        """Waits until these jobs are done; raises when one failed."""
        waiting = {job["id"] for job in jobs}
        deadline = time.monotonic() + seconds
        while waiting:
            for job in self.get(f"/projects/{project}/jobs")["jobs"]:
                if job["state"] == "failed" and job["id"] in waiting:
                    raise ServiceError(f"job {job['id']} ({job['kind']}) failed: {job['failure']}")
                if job["state"] == "done":
                    waiting.discard(job["id"])
            if time.monotonic() > deadline:
                raise ServiceError(f"{len(waiting)} jobs are not done after {seconds:.0f} s")
            time.sleep(0.2)

    def wait_for_chunks(self, project, seconds: float = 90) -> list:
        """Waits until every upload is cut; raises when one cannot be. Returns the sources."""
        deadline = time.monotonic() + seconds
        while True:
            sources = self.get(f"/projects/{project}/sources")["sources"]
            for source in sources:
                if source["state"] == "failed":
                    raise ServiceError(f"{source['filename']} could not be cut: {source['failure']}")
            if all(source["state"] == "ready" for source in sources):
                return sources
            if time.monotonic() > deadline:
                raise ServiceError(f"the uploads are not cut after {seconds:.0f} s")
            time.sleep(0.2)
