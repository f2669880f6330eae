"""Text that is too wide for its column: cut at its end, at its beginning or between, or continued on more lines.

``mark`` stands where something was cut out: an ellipsis, or three dots where there is ASCII alone.
"""

from __future__ import annotations

from dockctl.render.text import display_width

_HEAD_SHARE = 2 / 5  # of a text that is cut in the middle: its end tells more
_SHORTEST_HEAD = 2
_SHORTEST_STATUS = 8  # columns in which a status has both a beginning and an end


def cut_end(text: str, width: int, mark: str) -> str:
    """Return the beginning of ``text``."""
    if display_width(text) <= width:
        return text
    mark = _fitting(mark, width)
    return text[: _end_of(text, 0, width - len(mark))] + mark


def cut_start(text: str, width: int, mark: str) -> str:
    """Return the end of ``text``."""
    if display_width(text) <= width:
        return text
    mark = _fitting(mark, width)
    return mark + _last(text, width - len(mark))


def cut_middle(text: str, width: int, mark: str) -> str:
    """Return the beginning and the end of ``text``."""
    if display_width(text) <= width:
        return text
    mark = _fitting(mark, width)
    room = width - len(mark)
    head = text[: _end_of(text, 0, int(room * _HEAD_SHARE))]
    return head + mark + _last(text, room - display_width(head))


def cut_status(text: str, width: int, mark: str) -> str:
    """Return a container's status without its middle: the words in brackets at its end are kept, if there are some."""
    if display_width(text) <= width:
        return text
    start = text.rfind(" (")
    end = text[start + 1 :]
    if not (text.endswith(")") and start > 0 and width > _SHORTEST_STATUS):
        return cut_end(text, width, mark)
    if len(mark) > width - display_width(end) >= 0:
        return end
    if display_width(end) + len(mark) > width:
        end = cut_end(end, width - _SHORTEST_HEAD - len(mark), mark)
    head = text[: _end_of(text, 0, width - len(mark) - display_width(end))]
    return head.rstrip() + mark + end


def fold(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns, broken between words where that is possible."""
    lines: list[str] = []
    start = 0
    while True:
        end = max(_end_of(text, start, width), start + 1)
        if end >= len(text):
            return [*lines, text[start:]]
        space = text.rfind(" ", start + 1, end)
        if text[end] != " " and space > start:
            end = space
        lines.append(text[start:end].rstrip(" "))
        start = end
        while text[start] == " ":
            start += 1
            if start == len(text):
                return lines


def _fitting(mark: str, width: int) -> str:
    return mark if len(mark) < width else ""


def _end_of(text: str, start: int, width: int) -> int:
    """Return where the longest piece of ``text`` ends that starts at ``start`` and takes no more than ``width``."""
    if text.isascii():
        return min(start + max(width, 0), len(text))
    used = 0
    for position in range(start, len(text)):
        used += display_width(text[position])
        if used > width:
            return position
    return len(text)


def _last(text: str, width: int) -> str:
    """Return the longest end of ``text`` that takes no more than ``width``; no accent stands without its letter."""
    used, start = 0, len(text)
    for position in range(len(text) - 1, -1, -1):
        own = display_width(text[position])
        if used + own > width:
            break
        used += own
        if own:
            start = position
    return text[start:]
