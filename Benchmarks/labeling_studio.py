"""Label Studio, from PyPI in an environment of its own, under the same load."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

VERSION = "1.23.2"
PORT = 18474
TOKEN = "0123456789abcdef0123456789abcdef01234567"
TASKS = 10_000
HEADER = ["clients", "cycles/s", "p50 ms", "p99 ms", "surplus answers", "failed requests", "Quorum's rate over it"]
CONFIG = (
    '<View><Text name="text" value="$text"/><Choices name="sentiment" toName="text" choice="single">'
    '<Choice value="Positive"/><Choice value="Negative"/></Choices></View>'
)
# Run with Label Studio's own Python: accounts with API tokens in the first organisation.
PEOPLE = """
import os, sys, label_studio
sys.path.insert(0, os.path.dirname(label_studio.__file__))
os.environ["DJANGO_SETTINGS_MODULE"] = "label_studio.core.settings.label_studio"
import django
django.setup()
from organizations.models import Organization
from rest_framework.authtoken.models import Token
from users.models import User
organization = Organization.objects.first()
for number in range(int(sys.argv[1])):
    user, _ = User.objects.get_or_create(email=f"a{number}@example.com", defaults={"username": f"a{number}"})
    user.active_organization = organization
    user.save()
    organization.add_user(user)
    print(Token.objects.get_or_create(user=user)[0].key)
"""


def processor_seconds(process: int) -> float:
    """Of a process and its children, those that ended included."""
    total = 0.0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(folder.name) == process or int(fields[1]) == process:
            total += sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    return total


def installed() -> Path:
    """The folder of the programs of an environment that holds Label Studio."""
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / f"quorum-label-studio-{VERSION}"
    if not (home / "bin/label-studio").exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([home / "bin/pip", "install", "--quiet", f"label-studio=={VERSION}"], check=True)
    return home / "bin"


def call(path: str, body) -> dict:
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}{path}", method="POST", data=json.dumps(body).encode(),
        headers={"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=1200) as response:
        return json.loads(response.read())


def measure(load, folder: Path, clients: list[int], seconds: float) -> dict[int, dict]:
    """Client count to the load's result, each on a project of its own."""
    programs = installed()
    data = folder / "label-studio"
    environment = os.environ | {
        "LABEL_STUDIO_BASE_DATA_DIR": str(data), "COLLECT_ANALYTICS": "False", "SENTRY_DSN": "", "DEBUG": "False",
        "FRONTEND_SENTRY_DSN": "", "LATEST_VERSION_CHECK": "False",
    }
    server = subprocess.Popen(
        [programs / "label-studio", "start", "--no-browser", "--internal-host", "127.0.0.1", "--port", str(PORT),
         "--data-dir", data, "--username", "admin@example.com", "--password", "bench-pass-1", "--user-token", TOKEN,
         "--enable-legacy-api-token"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        wait()
        listed = subprocess.run([programs / "python", "-c", PEOPLE, str(max(clients))], env=environment, check=True,
                                capture_output=True, text=True).stdout.split()
        tokens = [token for token in listed if len(token) == 40]
        results = {}
        for count in clients:
            project = call("/api/projects/", {"title": f"bench {count}", "label_config": CONFIG,
                                              "maximum_annotations": 1})["id"]
            call(f"/api/projects/{project}/import", [{"data": {"text": f"Passage {n}"}} for n in range(TASKS)])
            results[count] = load.run(PORT, project, tokens, count, "studio", "--seconds", str(max(seconds, 10)),
                                      may_fail=True)
        return results
    finally:
        server.terminate()
        server.wait(60)


def wait() -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health", timeout=5)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("Label Studio did not come up")


def compared(peer: dict[int, dict], ours: list[list[object]]) -> list[list[object]]:
    """Beside Quorum's rate over the fewest tasks with two calls a cycle, as Label Studio needs."""
    rates = {}
    for name, clients, rate, *_ in ours:
        if name.endswith("new, two"):
            rates.setdefault(clients, rate)
    rows = []
    for clients, result in peer.items():
        rate = result["cycles"] / result["wall"]
        rows.append([clients, rate, result["p50"], result["p99"], result["surplus"],
                     result["errors"], rates[clients] / rate if rate else float("inf")])
    return rows
