"""The grammars of run's flags: what they take, and that they refuse everything else with a ValueError."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockctl.options.create import build_request
from dockctl.options.devices import check_device, is_cdi, parse_cgroup_rule, parse_device, parse_gpus
from dockctl.options.environment import as_mapping, parse_label, read_variables
from dockctl.options.flags import CreateFlags
from dockctl.options.hosts import parse_address, parse_extra_host, parse_link, parse_search_domain
from dockctl.options.limits import (
    parse_device_bytes,
    parse_device_operations,
    parse_device_weight,
    parse_sysctl,
    parse_uint16,
    parse_ulimit,
)
from dockctl.options.mounts import parse_mount
from dockctl.options.networks import parse_network
from dockctl.options.ports import parse_expose, parse_publish
from dockctl.options.security import effective_capabilities
from dockctl.options.sizes import parse_bytes, parse_cpus, parse_swap
from dockctl.options.streams import attached_streams
from dockctl.options.volumes import is_anonymous, resolve_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PARSERS: list[Callable[[str], Any]] = [
    check_device, is_anonymous, parse_address, parse_bytes, parse_cgroup_rule, parse_cpus, parse_device_bytes,
    parse_device_operations, parse_device_weight, parse_expose, parse_extra_host, parse_gpus, parse_label, parse_link,
    parse_mount, parse_network, parse_publish, parse_search_domain, parse_swap, parse_sysctl, parse_uint16, parse_ulimit,
]  # fmt: skip
WORDS = st.lists(
    st.sampled_from(
        [
            *'0123456789.:=,/[]-" ',
            "tcp",
            "udp",
            "type",
            "bind",
            "src",
            "dst",
            "name",
            "device",
            "all",
            "/dev/",
            "k",
            "g",
        ]
    ),
).map("".join)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
def test_any_text_is_taken_or_refused(parser: Callable[[str], Any]) -> None:
    @given(st.one_of(st.text(), WORDS))
    def check(text: str) -> None:
        try:
            parser(text)
        except ValueError:
            return

    check()


@given(st.integers(0, 2**40), st.sampled_from(["", "b", "k", "K", "kb", "kib", "m", "MiB", "g", "t"]))
def test_sizes_are_powers_of_1024(number: int, unit: str) -> None:
    factor = {"": 1, "b": 1, "k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4}[unit[:1].lower()]
    expected = int(float(number) * factor)
    assert parse_bytes(f"{number}{unit}") == expected
    assert parse_bytes(f"{number} {unit}") == expected


@given(st.integers(0, 10**6), st.integers(1, 9))
def test_processors_are_exact(number: int, digits: int) -> None:
    text = f"{number}.{'1' * digits}"
    assert parse_cpus(text) == number * 10**9 + int("1" * digits) * 10 ** (9 - digits)


ports = st.integers(1, 65535)


@given(ports, ports, st.sampled_from(["tcp", "udp", "sctp"]), st.sampled_from(["", "127.0.0.1", "::1"]))
def test_published_ports(host: int, container: int, protocol: str, address: str) -> None:
    shown = f"[{address}]:" if ":" in address else f"{address}:" if address else ""
    (binding,) = parse_publish(f"{shown}{host}:{container}/{protocol.upper()}")
    assert binding == (f"{container}/{protocol}", address, str(host))


@given(st.integers(1, 60000), st.integers(1, 60000), st.integers(0, 50))
def test_ranges_of_ports_go_side_by_side(host: int, container: int, more: int) -> None:
    bindings = parse_publish(f"{host}-{host + more}:{container}-{container + more}")
    assert [(item.port, item.host_port) for item in bindings] == [
        (f"{container + number}/tcp", str(host + number)) for number in range(more + 1)
    ]
    assert parse_expose(f"{container}-{container + more}/udp") == [
        f"{container + number}/udp" for number in range(more + 1)
    ]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_soft_limit_is_not_above_the_hard_one(soft: int, hard: int) -> None:
    text = f"nofile={soft}:{hard}"
    if soft <= hard:
        assert parse_ulimit(text) == ("nofile", soft, hard)
    else:
        with pytest.raises(ValueError, match="must be less than or equal"):
            parse_ulimit(text)


name = st.text("abcXYZ019_-", min_size=1)


@given(name, st.lists(name, max_size=3))
def test_a_networks_name_keeps_its_capitals(target: str, aliases: list[str]) -> None:
    text = ",".join([f"name={target}", *(f"alias={alias}" for alias in aliases)])
    attachment = parse_network(f"name=x{target}" + text[len(f"name={target}") :])
    assert attachment.target == f"x{target}"
    if not any(alias.startswith("-") for alias in aliases):
        assert attachment.aliases == aliases


@given(
    st.dictionaries(
        st.sampled_from(["src", "dst", "volume-driver", "volume-label"]), st.text('abc/,=" .', min_size=1)
    )
)
def test_quoted_values_of_a_mount_keep_their_commas(values: dict[str, str]) -> None:
    values = {"dst": "/x"} | values
    fields = ['"' + f"{key}={value}".replace('"', '""') + '"' for key, value in values.items()]
    mount = parse_mount(",".join(fields))
    assert mount["Target"] == values["dst"]
    if "volume-driver" in values:
        assert mount["VolumeOptions"]["DriverConfig"]["Name"] == values["volume-driver"]


def test_volumes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert is_anonymous("/a")
    assert not is_anonymous("a:/b")
    assert resolve_source("./x:/y:ro") == f"{tmp_path}/x:/y:ro"
    assert resolve_source("..:/y") == f"{tmp_path.parent}:/y"
    assert resolve_source("~/x:/y") == "~/x:/y"


def test_devices() -> None:
    assert parse_device("/dev/a:/dev/b:r") == {
        "PathOnHost": "/dev/a",
        "PathInContainer": "/dev/b",
        "CgroupPermissions": "r",
    }
    assert parse_device("/dev/a:rw")["CgroupPermissions"] == "rw"
    assert is_cdi("vendor.com/class=name")
    assert not is_cdi("/dev/x=y")


@given(st.lists(name), st.lists(name))
def test_capabilities_are_whole_sorted_and_once(add: list[str], drop: list[str]) -> None:
    for found in effective_capabilities(add, drop):
        assert found == sorted(set(found))
        assert all(item == "ALL" or item.startswith("CAP_") for item in found)
        assert all(item == item.upper() for item in found)


@given(
    st.dictionaries(
        st.from_regex(r"\A[A-Za-z_][A-Za-z0-9_]*\Z"), st.text(st.characters(exclude_categories=["C", "Z"]))
    )
)
def test_a_file_of_variables_is_read_as_it_is_written(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("env") / "file"
    path.write_text("".join(f"{key}={value}\n" for key, value in values.items()), encoding="utf-8")
    assert as_mapping(read_variables(str(path), {})) == values


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"A=1\nB=\xff\n")
    with pytest.raises(ValueError, match="invalid utf8 bytes at line 2"):
        read_variables(str(path), {})


@given(
    st.booleans(),
    st.booleans(),
    st.one_of(st.none(), st.lists(st.sampled_from(["stdin", "stdout", "stderr"]), min_size=1)),
)
def test_requests_are_json_and_agree_with_the_streams(
    interactive: bool,
    tty: bool,
    attach: list[str] | None,
) -> None:
    flags = CreateFlags(interactive=interactive, tty=tty, attach=attach)
    streams = attached_streams(flags, detach=False)
    request = build_request("alpine", ["x"], flags, environment={}, streams=streams)
    assert json.loads(json.dumps(request)) == request
    assert request["AttachStdin"] is (interactive or "stdin" in (attach or ()))
    assert request["AttachStdout"] is (attach is None or "stdout" in attach)
    assert not attached_streams(flags, detach=True).any
