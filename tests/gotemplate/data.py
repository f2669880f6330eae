"""The values that templates are tried on: judge.go has the same ones."""

from __future__ import annotations

from typing import Any

from dockctl.gotemplate.kinds import Boxed, Integer, Map, Pointer, Slice, Structure, Word, takes


class NetworkMode(Word):
    go_type = "main.NetworkMode"

    def IsHost(self) -> bool:  # noqa: N802  (Go's name)
        return self == "host"

    @takes("string", "int")
    def Has(self, word: str, number: int) -> bool:  # noqa: N802  (Go's name)
        return word in self and number > 0


class Port(Word):
    go_type = "main.Port"

    def Port(self) -> str:  # noqa: N802  (Go's name)
        return self.split("/")[0]


class RowStructure(Structure):
    hidden = ("part",)

    def Label(self, name: str) -> str:  # noqa: N802  (Go's name)
        labels: dict[str, str] = self.fields["Labels"]  # type: ignore[assignment]
        return labels.get(name, "")

    def Pointer(self) -> object:  # noqa: N802  (Go's name)
        return Pointer(self.fields["State"])


def _part(name: str, words: Slice) -> Structure:
    fields = {"Name": name, "Words": words}
    return Structure(
        fields, {"Name": name, "Words": None if words.is_nil else list(words)}, go_type="main.Part"
    )


def make_row() -> object:
    """Return what judge.go's row() returns."""
    nil_words = Slice((), is_nil=True)
    state: dict[str, object] = {
        "Status": "running", "Pid": 4711, "Size": Integer.of("int64", 1 << 40), "Running": True,
        "Health": Pointer(None, "*main.Health", ("Status", "Log")), "Load": 0.25, "Limit": Pointer(None, "*int64"),
        "Extra": Boxed(None), "Mode": NetworkMode("host"),
    }  # fmt: skip
    plain_state = state | {"Health": None, "Extra": None, "Limit": None, "Size": 1 << 40, "Mode": "host"}
    unsigned: dict[str, object] = {"Port": Integer.of("uint16", 8080), "Mask": Integer.of("uint64", 1 << 63)}
    parts = [_part("one", Slice(["a", "b"])), _part("two", nil_words)]
    inner = _part("inner", Slice(["x"]))
    words = ["alpha", "beta", "gamma\tdelta"]
    labels = {"b": "2", "a": "1", "com.x/y": ""}
    ports: dict[object, object] = {
        Port("80/tcp"): Slice([_part("eighty", nil_words)], "main.Part"),
        Port("53/udp"): Slice((), "main.Part", is_nil=True),
    }
    data: dict[str, Any] = {
        "n": None, "f": 2.0, "i": 3, "s": "text", "l": Slice([1.0, None, "z"], "interface {}"),
        "m": Map({"k": "v"}, "interface {}"),
    }  # fmt: skip
    items = [None, True, 1e21, "half\udcc3", 7, Map({"deep": Slice((), "interface {}")}, "interface {}")]
    fields: dict[str, object] = {
        "part": _part("", nil_words),
        "State": Structure(state, plain_state, go_type="main.State"),
        "Parts": Slice(parts, "main.Part"), "Part": inner,
        "Unsigned": Structure(unsigned, {"Port": 8080, "Mask": 1 << 63}, go_type="main.Unsigned"),
        "Words": Slice(words), "Labels": Map(labels),
        "Ports": Map(ports, "[]main.Part", key="main.Port"), "Empty": nil_words, "Nothing": Map(is_nil=True),
        "Any": Boxed(3.5), "Data": Map(data, "interface {}"), "List": Slice(items, "interface {}"),
        "Bytes": Slice([Integer.of("uint8", code) for code in b"bytes"], "uint8"),
    }  # fmt: skip
    return Pointer(RowStructure(fields, {}, go_type="main.Row", embedded=("Part",)))
