"""A typed client of Quorum's HTTP API."""

from .client import Client
from .errors import JobFailed, QuorumError, Refusal, TimedOut, Unreachable
from .models import (
    Chunk,
    Consensus,
    Job,
    Progress,
    Project,
    ProjectDraft,
    Ratios,
    Served,
    Source,
    Submission,
    Task,
    Version,
)

__all__ = [
    "Chunk",
    "Client",
    "Consensus",
    "Job",
    "JobFailed",
    "Progress",
    "Project",
    "ProjectDraft",
    "QuorumError",
    "Ratios",
    "Refusal",
    "Served",
    "Source",
    "Submission",
    "Task",
    "TimedOut",
    "Unreachable",
    "Version",
]
