"""What the Dockerfile, the compose file and the systemd unit say is tried out, as far as it goes without Docker."""

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml
from conftest import set_up_token
from export_support import PASSWORD, REPOSITORY, Client, quorum_binary, recording, wait_for
from storage_support import free_ports

DOCKERFILE = (REPOSITORY / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())
UNIT = REPOSITORY / "deploy" / "quorum.service"


def test_hadolint_finds_nothing():
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, REPOSITORY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_systemd_takes_the_unit(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is part of Debian's package systemd")
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/usr/local/bin/quorum", quorum_binary()))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False)
    own = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert own == []


def test_the_image_has_every_library_the_program_needs():
    """Each is of a package that the Dockerfile installs, or of what that depends on; Swift and Arrow come with it."""
    installed = re.search(r"apt-get install.*?&& rm", DOCKERFILE[DOCKERFILE.rindex("FROM"):], re.DOTALL).group()
    packages = set(re.findall(r"^ +([a-z0-9.+-]+) \\$", installed, re.MULTILINE)) | {"libc6", "libgcc-s1"}
    assert len(packages) > 10
    program = Path(quorum_binary())
    loaded = loaded_later(program)
    assert {name.split(".")[0] for name, _ in loaded} == {
        "libavutil", "libswresample", "libavcodec", "libavformat", "libpq", "libcld2"}
    for name, path in [*linked(program), *linked(program.with_name("libQuorumArrow.so")), *loaded]:
        if "swift" in path or "quorum-arrow" in path:
            continue
        assert owner(path) in packages, f"{name} is of {owner(path)}, which the Dockerfile does not install"
    assert "libQuorumArrow.so /usr/local/lib/" in DOCKERFILE


def linked(file: Path) -> list[tuple[str, str]]:
    """The libraries that the loader finds for a file, and where."""
    found = subprocess.run(["ldd", file], capture_output=True, text=True, check=True).stdout
    needed = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
    paths = dict(re.findall(r"(\S+) => (/\S+)", found))
    return [(name, os.path.realpath(paths[name])) for name in re.findall(r"NEEDED +(\S+)", needed) if name in paths]


def loaded_later(program: Path) -> list[tuple[str, str]]:
    """The libraries with a version that the program itself opens, and where they are."""
    known = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    names = set(re.findall(rb"(?<=\0)lib\w+\.so\.\d+(?=\0)", program.read_bytes()))
    paths = dict(re.findall(r"(\S+) .*=> (/\S+)", known))
    own = {name for name, _ in linked(program)}
    return [(name, os.path.realpath(paths[name])) for name in sorted(name.decode() for name in names) if name not in own]


def owner(path: str) -> str:
    """The package of a library; where /lib is a link to /usr/lib, the package may know it by either."""
    for known in (path, path.removeprefix("/usr")):
        done = subprocess.run(["dpkg", "-S", known], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise AssertionError(f"no package has {path}")


def test_what_compose_starts_works_together(postgres, tmp_path):
    """The commands of all but the database with the environment that they get; the worker cuts what the server takes."""
    [port] = free_ports(1)
    storage, endpoint = start_storage(tmp_path / "storage")
    changes = {
        "QUORUM_DATA": str(tmp_path / "data"), "QUORUM_HOST": "127.0.0.1", "QUORUM_PORT": str(port),
        "QUORUM_DATABASE": postgres, "AWS_ENDPOINT_URL": endpoint,
        "AWS_SECRET_ACCESS_KEY": PASSWORD,
    }
    running = [start(service, changes) for service in ("server", "worker")]
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(lambda: is_healthy(port), "the health check of the image")
        account = {"token": set_up_token(tmp_path / "data"), "name": "lead", "password": PASSWORD}
        lead = Client(base, Client(base).call("POST", "/api/v1/setup", account)["token"])
        project = lead.call("POST", "/api/v1/projects", {"name": "P", "kind": "transcription", "policy": "1/1"})
        root = f"/api/v1/projects/{project['id']}/sources"
        lead.call("POST", f"{root}?filename=a.wav", recording(["digits/3"], 3), "application/octet-stream")
        wait_for(lambda: lead.call("GET", root)["sources"][0]["state"] == "ready", "the worker to cut it")
        assert not any((tmp_path / "data" / "blobs").iterdir())
        with urllib.request.urlopen(base + "/login", timeout=30) as page:
            assert b"Quorum" in page.read()
    finally:
        for process in running:
            process.terminate()
        codes = [process.wait(timeout=30) for process in running]
        storage.kill()
        storage.wait(timeout=30)
    assert codes == [0, 0]


def start_storage(folder: Path) -> tuple[subprocess.Popen, str]:
    """The storage of the compose file, elsewhere; and its address, once it takes files."""
    described = COMPOSE["services"]["storage"]
    own = described["environment"]
    given = COMPOSE["services"]["server"]["environment"]
    assert own.items() <= given.items() and given["AWS_ENDPOINT_URL"] == "http://storage:8333"
    folder.mkdir()
    places = {"-dir": folder, "-ip": "127.0.0.1", "-ip.bind": "127.0.0.1"}
    command = [f"{name}={places[name]}" if (name := word.partition("=")[0]) in places else word
               for word in described["command"]]
    parts = ["master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc",
             "admin.port", "admin.port.grpc", "s3.port.grpc", "s3.port"]
    ports = dict(zip(parts, free_ports(len(parts))))
    command += [f"-{part}={port}" for part, port in ports.items()] + ["-s3.port.iceberg=0", "-s3.port.lance=0"]
    weed = Path(sys.executable).with_name("weed")
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(
            [weed, *command], env=os.environ | own | {"AWS_SECRET_ACCESS_KEY": PASSWORD}, stdout=log, stderr=log,
            cwd=folder)
    wait_for(lambda: answers(f"http://127.0.0.1:{ports['s3.port']}/healthz"), "the storage's health check")
    return process, f"http://127.0.0.1:{ports['s3.port']}"


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except OSError:
        return False


def start(service: str, changes: dict[str, str]) -> subprocess.Popen:
    """A service of the compose file, with what a test has to put elsewhere."""
    described = COMPOSE["services"][service]
    image = dict(re.findall(r"(QUORUM_[A-Z]+)=(\S+)", re.search(r"^ENV .*", DOCKERFILE, re.MULTILINE).group()))
    own = described["environment"]
    assert set(changes) <= set(image) | set(own)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("QUORUM_")}
    environment |= image | own | changes
    assert re.search(r'^ENTRYPOINT \["/usr/local/bin/quorum"\]$', DOCKERFILE, re.MULTILINE)
    return subprocess.Popen([quorum_binary(), *described["command"]], env=environment, cwd=REPOSITORY)


def is_healthy(port: int) -> bool:
    words = re.search(r"HEALTHCHECK.*?CMD (\[.*?\])", DOCKERFILE, re.DOTALL).group(1)
    command = [word.replace(":8080/", f":{port}/") for word in yaml.safe_load(words)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("address", [
    "host=127.0.0.1 port=1 user=u password=geheim", "postgres//u:geheim@127.0.0.1/x", "postgres://u:geheim@[bad/x",
    "postgres://u:geheim%zz@127.0.0.1/x", "postgres://u:x@geheim@127.0.0.1:1/x", "postgres://u:geheim/x@127.0.0.1:1/x",
    "postgres://u:x@127.0.0.1:1/x?password=geheim", "postgres://u:geheim@127.0.0.1:1/x",
])
def test_no_address_of_a_database_shows_its_password(tmp_path, address):
    command = [quorum_binary(), "serve", "--data", str(tmp_path / "data"), "--port", "0", "--database", address]
    shown = subprocess.run([*command, "--print-config"], capture_output=True, text=True, check=False, timeout=60)
    refused = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert refused.returncode != 0 and refused.stderr
    for done in (shown, refused):
        assert "geheim" not in done.stdout + done.stderr
