"""The directives in a format of Go's fmt.Printf, each with the argument it takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dockctl.gotemplate.kinds import is_number, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LARGEST = 1_000_000  # of a width or precision
_DIGITS = "0123456789"
_FLAGS = {"#": "sharp", "0": "zero", "+": "plus", "-": "minus", " ": "space"}


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands between a directive's ``%`` and its verb; ``%+v`` and ``%#v`` have flags of their own."""

    plus: bool = False
    minus: bool = False
    sharp: bool = False
    space: bool = False
    zero: bool = False
    width: int | None = None
    precision: int | None = None
    plus_v: bool = False
    sharp_v: bool = False

    def but(self, **others: Any) -> Flags:  # noqa: ANN401  (the types of the fields)
        """Return the same flags except for ``others``."""
        return replace(self, **others)

    def pad(self, text: str) -> str:
        """Return ``text`` as wide as asked for."""
        if not self.width:
            return text
        missing = self.width - _count_characters(text)
        if self.minus:
            return text + " " * missing
        return ("0" if self.zero else " ") * missing + text

    def truncate(self, text: str) -> str:
        """Return the first characters of ``text``, as many as the precision says."""
        return text if self.precision is None else text[: self.precision]


def _count_characters(text: str) -> int:
    return len(text) if text.isascii() else len(to_bytes(text).decode(errors="surrogateescape"))


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive and its argument; ``complaint`` is what was wrong with its width or precision."""

    verb: str
    flags: Flags
    value: object
    complaint: str = ""


def directives(form: str, values: Sequence[object]) -> Iterator[str | Directive | Sequence[object]]:
    """Yield the text of ``form``, its directives, and at last the values that none has taken, if there are any."""
    reader = _Reader(form, values)
    while reader.position < len(form):
        start = form.find("%", reader.position)
        if start < 0:
            start = len(form)
        if start > reader.position:
            yield form[reader.position : start]
        reader.position = start + 1
        if start < len(form):
            yield reader.read()
    if not reader.reordered and reader.number < len(values):
        yield values[reader.number :]


class _Reader:
    """Reads one directive after the other; ``number`` is that of the next argument."""

    def __init__(self, form: str, values: Sequence[object]) -> None:
        self._form = form
        self._values = values
        self._good = True
        self.position = 0
        self.number = 0
        self.reordered = False

    def _peek(self) -> str:
        return self._form[self.position : self.position + 1]

    def read(self) -> str | Directive:
        """Return the directive behind a ``%``, or what Go says about it."""
        self._good = True
        found: dict[str, Any] = {}
        while self._peek() in _FLAGS:
            found[_FLAGS[self._peek()]] = True
            self.position += 1
        complaint = ""
        indexed = self._read_index()
        if self._peek() == "*":
            width, fits = self._take_size()
            complaint += "" if fits else "%!(BADWIDTH)"
            found["width"] = abs(width) if fits else None
            if width < 0:
                found |= {"minus": True, "zero": False}
            indexed = False
        else:
            found["width"] = self._read_number(len(self._form))
            if indexed and found["width"] is not None:
                self._good = False
        if self._peek() == "." and self.position + 1 < len(self._form):
            self.position += 1
            if indexed:
                self._good = False
            indexed = self._read_index()
            if self._peek() == "*":
                precision, fits = self._take_size()
                fits = fits and precision >= 0
                complaint += "" if fits else "%!(BADPREC)"
                found["precision"] = precision if fits else None
                indexed = False
            else:
                found["precision"] = self._read_number(len(self._form)) or 0
        if not indexed:
            self._read_index()
        verb = self._peek()
        self.position += 1
        return self._directive(verb, Flags(**found), complaint)

    def _directive(self, verb: str, flags: Flags, complaint: str) -> str | Directive:
        if not verb:
            return f"{complaint}%!(NOVERB)"
        if "\udc80" <= verb <= "\udcff":
            verb = "\ufffd"
        if verb == "%":
            return f"{complaint}%"
        if not self._good:
            return f"{complaint}%!{verb}(BADINDEX)"
        if self.number >= len(self._values):
            return f"{complaint}%!{verb}(MISSING)"
        value = self._values[self.number]
        self.number += 1
        if verb in "vw":
            flags = flags.but(sharp_v=flags.sharp, sharp=False, plus_v=flags.plus, plus=False)
        return Directive(verb, flags, value, complaint)

    def _read_number(self, end: int) -> int | None:
        """Return the number here, if there is one; one that is too large takes the rest of the format with it."""
        number: int | None = None
        while self.position < end and self._peek() in _DIGITS:
            if (number or 0) > _LARGEST:
                self.position = end
                return None
            number = (number or 0) * 10 + int(self._peek())
            self.position += 1
        return number

    def _take_size(self) -> tuple[int, bool]:
        """Return the argument that a ``*`` takes, and whether it can be a width."""
        self.position += 1
        if self.number >= len(self._values):
            return 0, False
        value = self._values[self.number]
        self.number += 1
        if not is_number(value) or abs(value) > _LARGEST:
            return 0, False
        return int(value), True

    def _read_index(self) -> bool:
        """Read ``[n]``, which says which argument comes next; tell whether there was one."""
        if self._peek() != "[":
            return False
        self.reordered = True
        start, end = self.position, self._form.find("]", self.position)
        if len(self._form) - start < len("[n]") or end < 0:
            self._good = False
            self.position = start + 1
            return False
        self.position = start + 1
        number = self._read_number(end)
        complete = self.position == end and number is not None
        self.position = end + 1
        if complete and number is not None and 1 <= number <= len(self._values):
            self.number = number - 1
            return True
        self._good = False
        return complete
