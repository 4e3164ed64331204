"""Fills a Quorum database with tasks, people and histories far faster than people could, in SQL that both engines take.

The server must not run meanwhile.
"""

import hashlib
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

TEXT = "The quick brown fox jumps over the lazy dog. " * 3
FOREVER = 99_999_999_999_999


class SQLite:
    """The database of a data folder."""

    def __init__(self, folder: Path):
        self.path = folder / "quorum.sqlite"
        self.options: list[str] = []

    def run(self, *statements: str) -> None:
        with sqlite3.connect(self.path) as database:
            for statement in statements:
                database.execute(statement)
        database.close()

    def rows(self, query: str) -> list[tuple[int, ...]]:
        database = sqlite3.connect(self.path)
        try:
            return database.execute(query).fetchall()
        finally:
            database.close()


class Postgres:
    """A database on a server; rows of whole numbers only."""

    def __init__(self, url: str):
        self.url = url
        self.options = ["--database", url]

    def run(self, *statements: str) -> None:
        self._psql("BEGIN;" + ";".join(statements) + ";COMMIT; ANALYZE")

    def rows(self, query: str) -> list[tuple[int, ...]]:
        lines = self._psql(query).splitlines()
        return [tuple(int(cell) for cell in line.split("|")) for line in lines if line]

    def _psql(self, sql: str) -> str:
        command = ["psql", self.url, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]
        return subprocess.run(command, input=sql, check=True, capture_output=True, text=True).stdout


@dataclass(frozen=True)
class Project:
    number: int
    tokens: list[str]


def numbers(count: int) -> str:
    """A table `n(i)` of 0 … count - 1."""
    return f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1})"


def add_project(database, tasks: int, clients: int, agree: int = 1, most: int = 1) -> Project:
    """A classification (yes, no) of `tasks` passages, and `clients` people who are logged in."""
    project = 1 + (database.rows("SELECT COALESCE(MAX(id), 0) FROM project")[0][0])
    tokens = [f"token-{project}-{client}" for client in range(clients)]
    mark = f"bench-{project}"
    of_project = f"(SELECT id FROM project WHERE name = '{mark}')"
    of_source = f"(SELECT id FROM source WHERE filename = '{mark}')"
    database.run(
        f"""INSERT INTO project (name, kind, guidelines, agree, max_answers, normalisation, min_chunk, max_chunk, pause,
            created_at) VALUES ('{mark}', 'classification', '', {agree}, {most}, 7, 2, 30, 0.3, 0)""",
        f"INSERT INTO project_label (project, ordinal, label) SELECT id, 0, 'yes' FROM project WHERE name = '{mark}'",
        f"INSERT INTO project_label (project, ordinal, label) SELECT id, 1, 'no' FROM project WHERE name = '{mark}'",
        f"INSERT INTO dispatch (project, turn) VALUES ({of_project}, 0)",
        f"""INSERT INTO source (project, filename, sha256, bytes, kind, state, created_at)
            VALUES ({of_project}, '{mark}', '{project:064x}', 1, 'text', 'ready', 0)""",
        f"""{numbers(tasks)} INSERT INTO chunk (source, ordinal, first_unit, end_unit, text)
            SELECT {of_source}, i, i * 10, i * 10 + 10, 'Passage ' || i || '. {TEXT}' FROM n""",
        f"""INSERT INTO task (project, chunk, state, answers, leases, wanted, max_answers, position)
            SELECT {of_project}, id, 'open', 0, 0, {agree}, {most}, id FROM chunk WHERE source = {of_source}""",
        *add_people(tokens, of_project),
    )
    return Project(database.rows(f"SELECT id FROM project WHERE name = '{mark}'")[0][0], tokens)


def add_people(tokens: list[str], project: str) -> list[str]:
    values = ", ".join(f"('{token}', '{token}', '-', 'member', 0)" for token in tokens)
    sessions = [
        f"""INSERT INTO session (token_hash, account, created_at, expires_at)
            SELECT '{hashlib.sha256(token.encode()).hexdigest()}', id, 0, {FOREVER}
            FROM account WHERE name_key = '{token}'"""
        for token in tokens
    ]
    return [
        f"INSERT INTO account (name, name_key, password_hash, role, created_at) VALUES {values}",
        *sessions,
        f"""INSERT INTO membership (account, project, role, since) SELECT id, {project}, 'annotator', 0 FROM account
            WHERE name_key IN ({", ".join(f"'{token}'" for token in tokens)})""",
    ]


def add_history(database, project: Project, share: float) -> None:
    """The first person has answered a share of the tasks, first to last; each still wants another's answer."""
    person = f"(SELECT id FROM account WHERE name_key = '{project.tokens[0]}')"
    first, last = database.rows(f"SELECT MIN(id), MAX(id) FROM task WHERE project = {project.number}")[0]
    end = first + int((last - first + 1) * share)
    done = f"project = {project.number} AND id < {end}"
    database.run(
        f"""INSERT INTO assignment (project, task, annotator, state, created_at, expires_at)
            SELECT project, id, {person}, 'answered', 0, 0 FROM task WHERE {done}""",
        f"""INSERT INTO annotation (task, annotator, assignment, answer, answer_key, submitted_at)
            SELECT task, annotator, id, 'yes', 'yes', 0 FROM assignment WHERE project = {project.number}""",
        f"UPDATE task SET answers = 1, wanted = wanted - 1, turn = id WHERE {done}",
        f"UPDATE dispatch SET turn = {end} WHERE project = {project.number}",
        # Where their way through the begun tasks has led them while they answered.
        f"INSERT INTO dispatch_progress (project, annotator, turn) VALUES ({project.number}, {person}, {end - 1})",
    )


def lease_all(database, project: Project) -> None:
    """Every task is held by somebody, two at a time."""
    mark = f"holder-{project.number}-"
    tasks = database.rows(f"SELECT COUNT(*), MIN(id) FROM task WHERE project = {project.number}")[0]
    database.run(
        f"""{numbers(tasks[0] // 2 + 1)} INSERT INTO account (name, name_key, password_hash, role, created_at)
            SELECT '{mark}' || i, '{mark}' || i, '-', 'member', 0 FROM n""",
    )
    first = database.rows(f"SELECT id FROM account WHERE name_key = '{mark}0'")[0][0]
    database.run(
        f"""INSERT INTO assignment (project, task, annotator, state, created_at, expires_at, place)
            SELECT project, id, {first} + (id - {tasks[1]}) / 2, 'live', 0, {FOREVER}, (id - {tasks[1]}) % 2
            FROM task WHERE project = {project.number}""",
        f"UPDATE task SET leases = 1, turn = 0 WHERE project = {project.number}",
    )
