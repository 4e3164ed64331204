"""`quorum serve` as a child process on a free port."""

import signal
import socket
import subprocess
import time
from pathlib import Path

from quorum_client import Client


class ServerError(Exception):
    """It does not run; the message says why."""


def free_port(first: int = 8080) -> int:
    """The first port from `first` on that nobody listens at."""
    for port in range(first, first + 200):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise ServerError(f"no port from {first} to {first + 199} is free")


class Server:
    """Runs until `stop`; what it logs goes to a file."""

    def __init__(self, program: Path, data: Path, log: Path):
        self.data = data
        self.log = log
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        command = [str(program), "serve", "--data", str(data), "--port", str(port)]
        with open(log, "wb") as output:
            # A session of its own: Ctrl-C reaches this script alone, which then stops the server in order.
            self.process = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True
            )

    def wait_until_ready(self, seconds: float = 30) -> None:
        client = Client(self.address, timeout=2, use_proxies=False)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise ServerError(f"the server ended at once with code {self.process.returncode}")
            if client.is_ready():
                return
            time.sleep(0.05)
        raise ServerError(f"the server is not ready after {seconds:.0f} s")

    def setup_token(self) -> str:
        return (self.data / "setup-token").read_text().strip()

    def log_tail(self, lines: int = 20) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def stop(self) -> None:
        """Ends the server in order; by force when that takes too long."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
