"""The demo: recordings of real speech, seven simulated people, a quorum, a report, shards, a training run, a server."""

import fcntl
import os
import secrets
import shutil
import signal
import sys
import threading
from pathlib import Path

import workflow
from server import Server
from stages import Stages, complain

ROOT = Path(__file__).resolve().parents[2]
MARK = ".made-by-quorum-demo"


def empty_folder(folder: Path) -> Path:
    """Makes `folder` anew. One that this demo did not make, or that a server works in, is left alone."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).is_file():
            sys.exit(f"error: {folder} was not made by the demo, so it is not replaced; move it away")
        holder = process_holding(folder / "data" / "lock")
        if holder is not None:
            sys.exit(f"error: the server of an earlier demo still runs in {folder} (process {holder}); stop it first")
        shutil.rmtree(folder)
    folder.mkdir()
    (folder / MARK).write_text("Made by `make demo`, which replaces this folder in every run.\n")
    return folder


def process_holding(lock: Path) -> str | None:
    """The number of the process that holds a server's lock, if one does."""
    try:
        with open(lock) as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return None
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return lock.read_text().strip()


def raise_stop(*_):
    raise KeyboardInterrupt


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, raise_stop)
    folder = empty_folder(Path.cwd() / "quorum-demo")
    program = Path(os.environ.get("QUORUM_BIN", ROOT / ".build/release/quorum"))
    stages = Stages(workflow.STAGES)
    passwords = {"lead": secrets.token_urlsafe(9), "annotator": secrets.token_urlsafe(9)}
    server: Server | None = None

    def start() -> Server:
        nonlocal server
        server = Server(program, folder / "data", folder / "server.log")
        return server

    try:
        demo = workflow.run(stages, folder, start, passwords)
        demo.show_where_everything_is(stages.seconds)
        if os.environ.get("DEMO_EXIT") == "1":
            print("\nThe server stops now (DEMO_EXIT=1). To start it again:")
            print(f"  .build/release/quorum serve --data {folder.name}/data")
            return 0
        print("\nThe server runs until you press Ctrl-C.", flush=True)
        threading.Event().wait()
        return 0
    except KeyboardInterrupt:
        complain("\nStopped." if stages.current is None else f"\nStopped while at: {stages.current}")
        return 0 if stages.current is None else 130
    except Exception as error:
        complain(f"error: {stages.current or 'the demo'}: {type(error).__name__}: {error}")
        if server is not None:
            complain(f"The end of {server.log}:\n{server.log_tail()}")
        return 1
    finally:
        if server is not None:
            server.stop()


if __name__ == "__main__":
    # Leaves without waiting for threads that a failed stage left behind; the server is stopped by now.
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
