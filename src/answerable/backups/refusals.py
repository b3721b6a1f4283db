"""Why a backup, a restore or an upgrade does not go on: a code, and what fills its words."""


class CannotGoOn(Exception):  # noqa: N818 - it is an answer, not an error
    """Nothing was changed, or all of it was put back. `facts` hold names of files, counts and codes."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts
