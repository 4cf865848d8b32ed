"""What is printed: data whole, whatever happens behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readlist.cli.output import give
from readlist.errors import ReadlistError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize("count", [0, 1, 64, 200])
def test_data_is_given_up_to_a_fault(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    def pieces() -> Iterator[str]:
        yield from (f"{number}\n" for number in range(count))
        raise ReadlistError("the file breaks off", "Fetch it again.")

    with pytest.raises(ReadlistError):
        give(pieces())
    assert capsys.readouterr().out == "".join(f"{number}\n" for number in range(count))
