"""What can go wrong, as one tree; every error says what happened and what to do.

ReadlistError
├── InputError          a file or text that cannot be read
│   └── UnknownFormat   no reader recognises it
├── LibraryError        the library file cannot be used
│   ├── ForeignLibrary  a file of another program
│   ├── NewerLibrary    written by a newer readlist
│   ├── DamagedLibrary  not readable as a database
│   ├── ReadOnlyLibrary it can be read but not changed
│   ├── BusyLibrary     another process holds it
│   └── BackupError     a backup that cannot be made, found or taken
├── QueryError          a query that cannot be understood
├── NotFound            no such paper, tag, step or format
├── UndoRefused         a step that cannot be taken back or redone
├── Conflict            a value that another paper already has
├── ExportError         what was written does not read back, or cannot be written
├── PushError          a reference manager is not there, or does not take papers
├── ClipboardError      nothing to paste, or nowhere to copy to
└── ConfigError         a setting that is unknown or out of range
"""

from __future__ import annotations


class ReadlistError(Exception):
    """An error for people: ``message`` says what happened, ``hint`` what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(ReadlistError):
    """A file or text that cannot be read."""


class UnknownFormat(InputError):
    """A text that no reader recognises."""


class LibraryError(ReadlistError):
    """The library file cannot be used."""


class ForeignLibrary(LibraryError):
    """The file belongs to another program."""


class NewerLibrary(LibraryError):
    """The file was written by a newer version of readlist."""


class DamagedLibrary(LibraryError):
    """The file cannot be read as a database."""


class ReadOnlyLibrary(LibraryError):
    """The library can be read but not changed."""


class BusyLibrary(LibraryError):
    """Another process is writing to the library."""


class BackupError(LibraryError):
    """A backup cannot be made, found or taken."""


class QueryError(ReadlistError):
    """A query that cannot be understood; ``span`` is the (start, end) of the mistake in the query."""

    def __init__(self, message: str, hint: str = "", span: tuple[int, int] = (0, 0)) -> None:
        super().__init__(message, hint)
        self.span = span


class NotFound(ReadlistError):
    """There is no such paper, tag, step or format."""


class UndoRefused(ReadlistError):
    """A step that cannot be taken back or redone."""


class Conflict(ReadlistError):
    """A value that another paper already has."""


class ExportError(ReadlistError):
    """What was written does not read back as it should, or cannot be written."""


class PushError(ReadlistError):
    """A reference manager is not there, or does not take papers."""


class ClipboardError(ReadlistError):
    """There is nothing to paste, or nowhere to copy to."""


class ConfigError(ReadlistError):
    """A setting that is unknown or out of range."""
