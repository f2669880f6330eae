"""Every command under faults of the connection and of the engine: it ends, says what happened, and loses nothing."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from dockctl.engine.reference import parse_reference
from dockctl.render.progress_lines import discard
from tests.faults.proxy import Fault, FaultProxy, broken_answers, cut_points, is_frame_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from dockctl.engine.client import Engine

LABEL = "dockctl-faults"
DEADLINE = 20
MOST_MEMORY = 300 << 20  # of address space beyond what the interpreter and the libraries take
PING = r"^HEAD /_ping"
ALL = bool(os.environ.get("DOCKCTL_TEST_ALL_FAULTS"))  # some 2,000 in place of 900


@dataclass(frozen=True)
class Case:
    """A command line, and the requests whose answers are broken; ``stream``: their answer may be endless."""

    line: str
    targets: tuple[str, ...]
    stream: bool = False
    file: str = ""  # what it writes, if it writes a file


CASES = (
    Case("ps -a --filter name=faulty --format {{.Names}}", (PING, r"^GET /containers/json")),
    Case("images --format {{.ID}} alpine", (r"^GET /images/json",)),
    Case("inspect faulty", (r"^GET /containers/faulty/json",)),
    Case("logs faulty", (r"^GET /containers/faulty/json", r"/logs"), stream=True),
    Case("logs -t faulty fault-two", (r"/logs",), stream=True),
    Case("pull alpine", (r"^POST /images/create",), stream=True),
    Case(
        "run --rm --label LABEL alpine sh -c echo\\ out;echo\\ err>&2",
        (r"create", r"attach", r"wait", r"start"),
    ),
    Case("run -d --rm --label LABEL alpine true", (r"create", r"start")),
    Case(
        "run -d --rm --wait log=up --wait-timeout 5s --label LABEL alpine sh -c echo\\ up",
        (r"create", r"attach", r"/wait", r"start"),
    ),
    Case("run --rm --secret name,env=PATH --label LABEL alpine cat /run/secrets/name", (r"^PUT .*/archive",)),
    Case("wait --condition running --timeout 5s fault-runs", (r"^GET /containers/fault-runs/json", r"/wait")),
    Case("logs --format json faulty", (r"/logs",), stream=True),
    Case("pull --check alpine", (r"^GET /images/", r"^GET /distribution/")),
    Case("commit --diff faulty", (r"/changes",)),
    Case("start -a faulty", (r"^GET /containers/faulty/json", r"attach", r"wait", r"start")),
    Case("stop -t 0 faulty", (r"stop",)),
    Case("wait faulty", (r"wait",)),
    Case("commit faulty fault-image", (r"^POST /commit",)),
    Case("exec fault-runs echo hello", (r"exec", r"/start", r"^GET /exec")),
    Case("cp faulty:/etc/group FILE", (r"^GET .*/archive",), stream=True, file="FILE"),
    Case("cp /etc/hostname fault-runs:/tmp/there", (r"^PUT .*/archive",)),
    Case("export -o FILE faulty", (r"/export",), stream=True, file="FILE"),
    Case("save -o FILE alpine", (r"/get",), stream=True, file="FILE"),
    Case("diff faulty", (r"/changes",)),
    Case("top fault-runs -o comm", (r"/top",)),
    Case("stats --no-stream --format {{.Name}} fault-runs", (r"/stats",)),
    Case("events --since 1 --until 2", (r"^GET /events",), stream=True),
    Case("history --format {{.ID}} alpine", (r"/history",)),
    Case("version --format {{.Server.Version}}", (r"^GET /version",)),
    Case("info --format {{.ServerVersion}}", (r"^GET /info",)),
    Case("network ls --format {{.Name}} -f name=bridge", (r"^GET /networks",)),
    Case("volume ls -q -f name=nosuch", (r"^GET /volumes",)),
    Case("tag alpine fault-tag", (r"/tag",)),
    Case("system df --format {{.Type}}", (r"/system/df",)),
)


@dataclass(frozen=True)
class Done:
    """What a command did."""

    status: int
    stdout: bytes
    stderr: str
    file: bytes | None
    seconds: float


@pytest.fixture(scope="module")
def proxy(host: str) -> Iterator[FaultProxy]:
    if not host.startswith("unix://"):
        pytest.skip("the proxy stands before a unix socket")
    with FaultProxy(host) as proxy:
        yield proxy


@pytest.fixture(autouse=True)
def containers(engine: Engine) -> Iterator[None]:
    """One that has ended, another, and one that runs."""
    discard(engine.images.pull(parse_reference("alpine:latest")))
    names = {
        "faulty": "echo one; echo two >&2; echo three; exit 3",
        "fault-two": "echo other",
        "fault-runs": "sleep 600",
    }
    for name, script in names.items():
        _remove(engine, name)
        engine.containers.create({"Image": "alpine", "Cmd": ["sh", "-c", script]}, name=name)
        engine.containers.start(name)
    for name in ("faulty", "fault-two"):
        engine.containers.wait(name).result()
    yield
    for name in names:
        _remove(engine, name)
    for image in engine.images.list(filters={"reference": ["fault-image", "fault-tag"]}):
        for name in image["RepoTags"] or []:
            if name.startswith("fault-"):
                engine.images.remove(name, force=True)


def _remove(engine: Engine, name: str) -> None:
    if engine.containers.list(all_=True, filters={"name": [f"^/{name}$"]}):
        engine.containers.remove(name, force=True)


def _limit_memory() -> None:
    size = MOST_MEMORY + (256 << 20)  # glibc reserves much for each thread without using it
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def _run(case: Case, proxy: FaultProxy, environment: Mapping[str, str], folder: Path) -> Done:
    target = folder / "target"
    target.unlink(missing_ok=True)
    words = case.line.replace("\\ ", "\0").split()
    words = [word.replace("\0", " ").replace("FILE", str(target)).replace("LABEL", LABEL) for word in words]
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "dockctl", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**environment, "DOCKER_HOST": proxy.host},
        preexec_fn=_limit_memory,  # noqa: PLW1509  (one call, no lock to wait for)
    )
    try:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    except subprocess.TimeoutExpired:
        process.kill()
        stdout, stderr = process.communicate()
        stderr += b"[killed]"
    content = target.read_bytes() if target.exists() else None
    text = stderr.decode(errors="replace")
    return Done(process.returncode, stdout, text, content, time.monotonic() - started)


def _complaints(fault: Fault, done: Done, good: Done, folder: Path) -> list[str]:
    """Return what is wrong with how a command took ``fault``."""
    text = done.stderr.strip()
    wrong = {
        "hangs": "[killed]" in text,
        "dies of a signal": done.status < 0,
        f"crashes: {text[-300:]}": "Traceback" in text or "MemoryError" in text,
        f"takes it for a defect of its own: {text[:200]}": "defect of dockctl" in text,
        f"leaves something behind: {list(folder.iterdir())}": any(
            path.name.startswith(".") for path in folder.iterdir()
        ),
    }
    if done.status != good.status:
        wrong |= {"fails and says nothing": not text, "leaves half a file": done.file not in (None, good.file)}
    elif fault.instead is None:
        wrong |= {
            f"loses output silently: {done.stdout!r} for {good.stdout!r}": _shape(done) != _shape(good),
            "loses part of a file silently": len(done.file or b"") != len(good.file or b""),
        }
    return [f"{fault.name}, {fault.target}: {words}" for words, is_so in wrong.items() if is_so]


def _shape(done: Done) -> bytes:
    """Return what was written, without the IDs of containers and images that were made."""
    return re.sub(rb"[0-9a-f]{64}", b"<ID>", done.stdout)


def _faults(case: Case, target: str, answer: bytes) -> Iterator[Fault]:
    """Yield cuts for each target; for the case's last the rest, every other case one half of the broken answers."""
    is_main = target == case.targets[-1]
    for point in cut_points(answer, most=14 if is_main else 8):
        if (
            answer.startswith(b"HTTP/1.1 101")
            and answer.find(b"\r\n\r\n") + 4 <= point
            and is_frame_end(answer, point)
        ):
            continue  # a stream that was attached has no end mark: this is how it ends
        yield Fault(f"cut after {point} of {len(answer)}", target, cut_at=point)
    yield Fault("closed before the engine hears of it", target, unheard=True)
    if not is_main:
        return
    yield Fault("single bytes", target, piece=1)
    yield Fault("late", target, piece=100, pause=0.02)
    names = broken_answers(is_stream=case.stream)
    for number, (name, instead) in enumerate(names.items()):
        if ALL or number % 2 == CASES.index(case) % 2:
            yield Fault(name, target, instead=instead)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.line.partition(" FILE")[0])
def test_no_fault_goes_unseen(
    case: Case,
    proxy: FaultProxy,
    environment: dict[str, str],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    proxy.set(None)
    good = _run(case, proxy, environment, folder)
    exchanges = {exchange.request: bytes(exchange.answer) for exchange in proxy.exchanges}
    count, wrong = 0, []
    for target in case.targets:
        request = next(request for request in exchanges if re.search(target, request))
        for fault in _faults(case, target, exchanges[request]):
            proxy.set(fault)
            done = _run(case, proxy, environment, folder)
            assert proxy.done, f"{fault.name}: {target} was not asked for"
            count += 1
            wrong += _complaints(fault, done, good, folder)
            if fault.piece and (done.status, _shape(done)) != (good.status, _shape(good)):
                wrong.append(f"{fault.name}, {target}: {done}")
    record_property("faults", count)
    assert not wrong, "\n".join(wrong)
