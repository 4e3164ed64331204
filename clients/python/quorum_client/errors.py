"""What can go wrong, each with words for a person."""


class QuorumError(Exception):
    """Any of the following."""


class Refusal(QuorumError):
    """The server answered that it will not; the message is its own."""

    def __init__(
        self, call: str, status: int, detail: str, field: str | None = None, is_being_done: bool = False
    ) -> None:
        super().__init__(f"{call}: {status} {detail}")
        self.status = status
        self.detail = detail
        #: The field of the request it is about, where it is about one.
        self.field = field
        #: Whether the same request came before and has no answer yet.
        self.is_being_done = is_being_done


class Unreachable(QuorumError):
    """No answer came."""


class JobFailed(QuorumError):
    """Work on the server ended without a result."""


class TimedOut(QuorumError):
    """Work on the server is not done after the time that was given it."""
