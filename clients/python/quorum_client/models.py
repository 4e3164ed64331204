"""What the API takes and gives; /openapi.json of a server describes the same."""

from typing import Any, Literal, NotRequired, TypedDict

TaskState = Literal["open", "settled", "contested", "discarded"]
JobState = Literal["queued", "running", "done", "failed", "cancelled"]
SourceState = Literal["queued", "chunking", "ready", "failed"]
#: Text, the point of a rating, a list of labels, or a list of spans, as the project's kind has it.
Answer = str | int | list[str] | list[dict[str, Any]]


class ProjectDraft(TypedDict):
    """A project to be made; what is left out gets the server's defaults."""

    name: str
    kind: Literal["transcription", "classification", "multilabel", "rating", "span", "pairwise"]
    #: How many matching answers settle a task, and how many it gets at most, such as `4/7`.
    policy: str
    guidelines: NotRequired[str]
    labels: NotRequired[list[str]]
    match: NotRequired[str]
    #: Points between matching ratings at most.
    tolerance: NotRequired[int]
    #: Share of their union in which matching spans overlap.
    overlap: NotRequired[float]
    #: `lowest` and `highest` point of a rating.
    scale: NotRequired[dict[str, int]]
    normalisation: NotRequired[list[str]]
    #: `min`, `max` and `pause` in seconds.
    chunking: NotRequired[dict[str, float]]
    dispatch: NotRequired[dict[str, Any]]
    adjudication: NotRequired[dict[str, Any]]
    #: `rate`, `feedback`, `min_accuracy` and `min_answers`.
    gold: NotRequired[dict[str, Any]]


class Project(TypedDict):
    id: int
    name: str
    kind: str
    policy: str
    guidelines: str
    labels: list[str]
    role: str
    permissions: list[str]
    created_at: str


class Source(TypedDict):
    id: int
    filename: str
    sha256: str
    bytes: int
    state: SourceState
    failure: str | None
    #: Seconds; None for texts.
    duration: float | None
    created_at: str


class Progress(TypedDict):
    #: Answers of the asker.
    mine: int
    #: How many in each state; for those who may see results, as the following.
    sources: NotRequired[dict[str, int]]
    tasks: NotRequired[dict[str, int]]
    annotations: NotRequired[int]


class Chunk(TypedDict):
    source: int
    filename: str
    ordinal: int
    #: Seconds on the recording's own timeline; recordings only.
    start: NotRequired[float]
    end: NotRequired[float]
    #: Texts only.
    text: NotRequired[str]


class Consensus(TypedDict):
    label: str
    support: int
    votes: int
    agreement: float
    method: str


class Task(TypedDict):
    id: int
    state: TaskState
    chunk: Chunk
    consensus: Consensus | None
    annotations: list[dict[str, Any]]


class Assignment(TypedDict):
    id: int
    expires_at: str


class ServedTask(TypedDict):
    id: int
    kind: str
    chunk: dict[str, Any]
    #: Addresses of the recording and its waveform; None for texts.
    audio: str | None
    peaks: str | None
    #: What a model says, where the project shows that.
    suggestion: NotRequired[str | None]


class Served(TypedDict):
    assignment: Assignment
    task: ServedTask


class Submission(TypedDict):
    annotation: dict[str, int]
    task_state: NotRequired[TaskState]
    #: Whether a gold answer was right, and what would have been; where the project tells.
    feedback: NotRequired[dict[str, Any] | None]


class Ratios(TypedDict):
    """Shares of the examples; together 1."""

    train: float
    validation: float
    test: float


class Version(TypedDict):
    id: int
    name: str
    digest: str
    examples: int
    ratios: Ratios
    created_at: str


class Job(TypedDict):
    id: int
    kind: Literal["chunk", "measure", "export"]
    source: int | None
    version: str | None
    format: str | None
    state: JobState
    stage: str | None
    #: From 0 to 1.
    progress: float
    attempt: int
    failure: str | None
    result: str | None
    created_at: str
