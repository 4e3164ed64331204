"""An S3-compatible storage of its own: SeaweedFS, in one process on ports that nobody has."""

import contextlib
import http.client
import http.server
import io
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import minio

ACCESS_KEY, SECRET_KEY = "quorum-key", "quorum-secret"
BUCKET = "quorum"


class Storage:
    """A storage with an empty bucket; what it keeps outlives its process."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        names = ("master", "volume", "filer", "s3")
        ports = free_ports(2 * len(names))
        self.ports = dict(zip(names, ports)) | {f"{name}.grpc": port for name, port in zip(names, ports[len(names):])}
        self.endpoint = f"http://127.0.0.1:{self.ports['s3']}"
        self.client = minio.Minio(
            self.endpoint.removeprefix("http://"), access_key=ACCESS_KEY, secret_key=SECRET_KEY, secure=False)
        self.process: subprocess.Popen | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a server or worker is told of it, besides `--media s3://quorum`."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint, "AWS_ACCESS_KEY_ID": ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        }

    def start(self) -> None:
        everything = ["Admin", "Read", "List", "Tagging", "Write"]
        keys = [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}]
        config = self.folder / "s3.json"
        config.write_text(json.dumps({"identities": [{"name": "quorum", "credentials": keys, "actions": everything}]}))
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        command = [
            Path(sys.executable).with_name("weed"), "server", f"-dir={data}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            "-s3", f"-s3.config={config}", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false",
            "-master.volumeSizeLimitMB=64", "-volume.max=100", "-master.electionTimeout=1s",
        ]
        for name, port in self.ports.items():
            part, _, kind = name.partition(".")
            command.append(f"-{part}.port{'.' + kind if kind else ''}={port}")
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        deadline = time.monotonic() + 60
        while not self._takes_files():
            assert self.process.poll() is None and time.monotonic() < deadline, (self.folder / "log").read_text()[-2000:]
            time.sleep(0.2)

    def _takes_files(self) -> bool:
        """The gateway answers before the volumes behind it do."""
        try:
            if not self.client.bucket_exists(BUCKET):
                self.client.make_bucket(BUCKET)
            self.client.put_object(BUCKET, "probe", io.BytesIO(b"x"), 1)
            self.client.remove_object(BUCKET, "probe")
            return True
        except (minio.error.MinioException, OSError):
            return False
        except Exception as error:  # urllib3's own, which minio lets through
            if "urllib3" in type(error).__module__:
                return False
            raise

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(timeout=30)
            self.process = None

    def keys(self, prefix: str = "") -> set[str]:
        return {entry.object_name for entry in self.client.list_objects(BUCKET, prefix, recursive=True)
                if not entry.is_dir}

    def read(self, key: str) -> bytes:
        answer = self.client.get_object(BUCKET, key)
        try:
            return answer.read()
        finally:
            answer.close()
            answer.release_conn()

    def __enter__(self) -> "Storage":
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self.kill()


@contextlib.contextmanager
def aged(storage: Storage) -> Iterator[dict[str, str]]:
    """The environment of the same storage, reached by a way on which all of its files are years old."""

    class Passage(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            connection = http.client.HTTPConnection("127.0.0.1", storage.ports["s3"], timeout=60)
            connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            text = answer.read()
            length = answer.getheader("Content-Length", "0") if self.command == "HEAD" else None
            text = re.sub(rb"<(LastModified|Initiated)>[^<]*", rb"<\1>2020-01-01T00:00:00.000Z", text)
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            if answer.status != 204:
                self.send_header("Content-Length", length or str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            connection.close()

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = pass_on

        def log_message(self, *_) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Passage) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield storage.environment | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}"}
        server.shutdown()


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
