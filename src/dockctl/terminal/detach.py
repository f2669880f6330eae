"""The detach keys in what the user types."""

from __future__ import annotations


class DetachKeys:
    """Looks for ``sequence`` in the input, however it is cut; ``found`` once it was typed.

    A beginning of the sequence is held back until it is known not to be one, and then passed on.
    """

    def __init__(self, sequence: bytes) -> None:
        self._sequence = sequence
        self._held = b""
        self.found = False

    def feed(self, data: bytes) -> bytes:
        """Return what of ``data`` is for the container; nothing from the sequence on."""
        passed = bytearray()
        for key in data:
            self._held += bytes([key])
            while self._held and not self._sequence.startswith(self._held):
                passed.append(self._held[0])
                self._held = self._held[1:]
            if self._held == self._sequence:
                self.found = True
                break
        return bytes(passed)
