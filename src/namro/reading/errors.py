"""Why a document cannot be read: one Vietnamese sentence with the cause, and one with the remedy."""


class CannotRead(Exception):
    """A document that is refused. `str(error)` is one line: the cause and what to do, without the file's name."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause} {remedy}")
        self.cause = cause
        self.remedy = remedy
