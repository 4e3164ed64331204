"""The server answers while it is busy."""

import threading

from export_support import PASSWORD, Server

LOGINS = 8


def test_a_rush_of_logins_leaves_the_database_its_threads(tmp_path):
    data = tmp_path / "data"
    with Server(data) as visitor:
        account = {"token": (data / "setup-token").read_text().strip(), "name": "lead", "password": PASSWORD}
        visitor.call("POST", "/api/v1/setup", account)
        tokens = []
        threads = [
            threading.Thread(target=lambda: tokens.append(visitor.log_in("lead").token)) for _ in range(LOGINS)
        ]
        for thread in threads:
            thread.start()
        # Two passwords are checked at a time. Once one has been, the others keep the server busy for a while.
        while not tokens and threads[-1].is_alive():
            threads[-1].join(0.02)
        visitor.call("GET", "/readyz")
        assert len(tokens) < LOGINS
        for thread in threads:
            thread.join()
        assert len(tokens) == LOGINS
