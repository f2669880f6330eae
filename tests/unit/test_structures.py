"""Go's structures: what an engine leaves out is there, what is not as the API says is shown."""

from __future__ import annotations

import pytest

from dockctl.gotemplate.template import Template
from dockctl.render.structures import CONTAINER, structure
from dockctl.render.template import FUNCTIONS

ANSWER = {
    "Id": "abc",
    "HostConfig": {
        "CpuShares": 5,
        "OomKillDisable": False,
        "PortBindings": {"80/tcp": [{"HostIp": "", "HostPort": "8"}]},
    },
    "Config": {"Healthcheck": {"Test": ["NONE"], "Interval": 1_500_000_000}, "ExposedPorts": {"80/tcp": {}}},
    "State": {"Health": {"Log": [{"Start": "2026-01-02T03:04:05.600Z", "ExitCode": 1}]}},
}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{.ID}} {{.HostConfig.CPUShares}} {{.HostConfig.Resources.CPUShares}} {{.HostConfig.NanoCPUs}}", "abc 5 5 0"),
        ("{{.Config.StopSignal}}|{{.Config.Shell}}|{{.HostConfig.Tmpfs}}|{{len .Mounts}}", "|[]|map[]|0"),
        ("{{.HostConfig.PortBindings}} {{.Config.ExposedPorts}}", "map[80/tcp:[{ 8}]] map[80/tcp:{}]"),
        ("{{.HostConfig.OomKillDisable}}{{if .HostConfig.OomKillDisable}} true{{end}}", "false true"),
        ("{{.HostConfig.Init}} {{.State.Health.Status}}", "<nil> "),
        ("{{.Config.Healthcheck.Interval}} {{eq .Config.Healthcheck.Interval 1500000000}}", "1.5s true"),
        ("{{range .State.Health.Log}}{{.Start}} {{.End}}{{end}}",
         "2026-01-02 03:04:05.6 +0000 UTC 0001-01-01 00:00:00 +0000 UTC"),
        ("{{json .State.Health.Log}}", '[{"Start":"2026-01-02T03:04:05.600Z","ExitCode":1}]'),
        ("{{json .HostConfig.OomKillDisable}} {{json .HostConfig.Annotations}}", "false null"),
    ],
)  # fmt: skip
def test_fields(source: str, text: str) -> None:
    assert Template(source, FUNCTIONS).render(structure(CONTAINER, ANSWER)) == text


@pytest.mark.parametrize("value", [None, "text", 7, True, [1], {"a": 1}])
def test_no_type_is_too_wrong_to_be_shown(value: object) -> None:
    answer = dict.fromkeys((*ANSWER, "GraphDriver", "Mounts", "RestartCount", "ImageManifestDescriptor"), value)
    answer |= {"HostConfig": dict.fromkeys(("Tmpfs", "Dns", "PortBindings", "LogConfig", "Init"), value)}
    assert str(structure(CONTAINER, answer)).startswith("{")
