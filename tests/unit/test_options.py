from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from dockctl.config.choice import EndpointOptions
from dockctl.config.endpoint import check_certificates, check_tls, default_host, resolve_address
from dockctl.config.file import ConfigFile, load_config
from dockctl.engine.version import ApiVersion, parse_version
from dockctl.errors import DockctlError, InvalidAddressError, UsageError
from dockctl.options.dialect.building import build_command
from dockctl.options.environment import parse_variable, resolve_variables
from dockctl.options.values import parse_bool, parse_int
from dockctl.transport.address import Address, Tls, context_address, parse_address
from dockctl.transport.ssh import command

if TYPE_CHECKING:
    from pathlib import Path

SEEN: dict[str, object] = {}


def probe(
    first: Annotated[str, typer.Argument(metavar="FIRST")],
    rest: Annotated[list[str] | None, typer.Argument(metavar="[REST...]")] = None,
    flag: Annotated[bool, typer.Option("--flag", "-f", help="a flag")] = False,  # noqa: FBT002
    other: Annotated[bool, typer.Option("--other", "-o", help="a flag")] = True,  # noqa: FBT002
    number: Annotated[int, typer.Option("--number", "-n", help="a number")] = -1,
    text: Annotated[str, typer.Option("--text", "-t", help="a text")] = "",
    many: Annotated[list[str] | None, typer.Option("--many", "-m", help="many")] = None,
) -> None:
    """Remember what was given."""
    SEEN.clear()
    SEEN.update(first=first, rest=rest, flag=flag, other=other, number=number, text=text, many=many)


def given_values(*arguments: str, interspersed: bool = True) -> dict[str, object]:
    defaults = {"rest": None, "flag": False, "other": True, "number": -1, "text": "", "many": None}
    command = build_command(probe, name="probe", paths=["probe"], interspersed=interspersed)
    command.main(list(arguments), prog_name="probe", standalone_mode=False)
    return {name: value for name, value in SEEN.items() if defaults.get(name, "never") != value}


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        (["a"], {"first": "a"}),
        (["-f", "a"], {"first": "a", "flag": True}),
        (["--flag=false", "a"], {"first": "a"}),
        (["-f=0", "a"], {"first": "a"}),
        (["--other=false", "a"], {"first": "a", "other": False}),
        (["-fo=false", "a"], {"first": "a", "flag": True, "other": False}),
        (["--flag", "false"], {"first": "false", "flag": True}),
        (["-n5", "a"], {"first": "a", "number": 5}),
        (["-n=5", "a"], {"first": "a", "number": 5}),
        (["-n", "-5", "a"], {"first": "a", "number": -5}),
        (["-fn5", "a"], {"first": "a", "flag": True, "number": 5}),
        (["--number", "0x10", "a"], {"first": "a", "number": 16}),
        (["-n1", "-n", "2", "a"], {"first": "a", "number": 2}),
        (["-mA=1,B=2", "--many=c", "-m", "", "a"], {"first": "a", "many": ["A=1,B=2", "c", ""]}),
        (["-t=x=y", "a"], {"first": "a", "text": "x=y"}),
        (["--text=--flag", "a"], {"first": "a", "text": "--flag"}),
        (["-t", "--flag", "a"], {"first": "a", "text": "--flag"}),
        (["a", "b", "-f", "c"], {"first": "a", "rest": ["b", "c"], "flag": True}),
        (["a", "--", "-f"], {"first": "a", "rest": ["-f"]}),
        (["--", "-f", "x"], {"first": "-f", "rest": ["x"]}),
        (["-", "a"], {"first": "-", "rest": ["a"]}),
    ],
)
def test_the_dialect(arguments: list[str], values: dict[str, object]) -> None:
    assert given_values(*arguments) == values


def test_what_follows_the_first_argument_can_belong_to_it() -> None:
    assert given_values("-f", "a", "-n", "x", "--", "--help", interspersed=False) == {
        "first": "a",
        "flag": True,
        "rest": ["-n", "x", "--", "--help"],
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fla", "a"], "unknown flag: --fla"),
        (["--FLAG", "a"], "unknown flag: --FLAG"),
        (["-fx"], "unknown shorthand flag: 'x' in -x"),
        (
            ["-f=maybe"],
            'invalid argument "maybe" for "-f, --flag" flag: strconv.ParseBool: parsing "maybe": invalid',
        ),
        (["-n", "1", "-n", ""], 'invalid argument "" for "-n, --number" flag: strconv.ParseInt: parsing ""'),
        (["--number="], 'invalid argument "" for "-n, --number" flag: strconv.ParseInt: parsing ""'),
        (["-m"], "flag needs an argument: 'm' in -m"),
        (["---x"], "bad flag syntax: ---x"),
    ],
)
def test_the_dialects_errors(arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        given_values(*arguments)
    assert caught.value.message.startswith(message)
    assert caught.value.usage == "probe [OPTIONS] FIRST [REST...]"
    assert caught.value.exit_status == 125


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=8).filter(lambda t: not t.startswith("-"))))
def test_any_words_are_taken_as_they_are(words: list[str]) -> None:
    assert given_values("first", *words).get("rest") == (words or None)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("-7", -7), ("+7", 7), ("017", 15), ("0o17", 15), ("0b11", 3)]
)
def test_integers_are_gos(text: str, number: int) -> None:
    assert parse_int(text) == number


@pytest.mark.parametrize("text", ["", "x", "1.5", " 1", "1 ", "08", "1__0", "_1", "٣", "9223372036854775808"])
def test_what_is_no_integer(text: str) -> None:
    with pytest.raises(ValueError, match=r"^strconv"):
        parse_int(text)


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_integer_is_read_back(number: int) -> None:
    assert parse_int(str(number)) == parse_int(f"{number:_}") == number
    assert parse_int(f"{number:#x}") == number


def test_booleans_are_gos() -> None:
    assert [parse_bool(text) for text in ("1", "t", "T", "TRUE", "true", "True")] == [True] * 6
    assert [parse_bool(text) for text in ("0", "f", "F", "FALSE", "false", "False")] == [False] * 6
    for text in ("", "yes", "tRUE", "2"):
        with pytest.raises(ValueError, match=r"^strconv"):
            parse_bool(text)


def test_variables_without_a_value_take_it_from_the_environment() -> None:
    outer = {"SET": "x", "EMPTY": ""}
    assert resolve_variables(["SET", "EMPTY", "UNSET", "A=SET", "B="], outer) == [
        "SET=x", "EMPTY=", "UNSET", "A=SET", "B=",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="invalid environment variable: =x"):
        parse_variable("=x")


@pytest.mark.parametrize(
    ("text", "address", "shown"),
    [
        ("unix:///run/x.sock", Address(path="/run/x.sock"), "unix:///run/x.sock"),
        ("unix://", Address(path="/var/run/docker.sock"), "unix:///var/run/docker.sock"),
        ("tcp://h:1", Address(host="h", port=1), "tcp://h:1"),
        ("tcp://h", Address(host="h", port=2375), "tcp://h:2375"),
        ("tcp://", Address(host="localhost", port=2375), "tcp://localhost:2375"),
        ("h:1", Address(host="h", port=1), "tcp://h:1"),
        ("tcp://[::1]:5", Address(host="::1", port=5), "tcp://[::1]:5"),
        ("ssh://h", Address(host="h", is_ssh=True), "ssh://h"),
        (
            "ssh://me@h:22/run/x.sock",
            Address(path="/run/x.sock", host="h", port=22, user="me", is_ssh=True),
            "ssh://me@h:22/run/x.sock",
        ),
    ],
)
def test_addresses(text: str, address: Address, shown: str) -> None:
    assert parse_address(text) == address
    assert str(address) == shown
    assert parse_address(shown) == address


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("bogus://x", "invalid bind address format: bogus://x"), ("UNIX:///x", "invalid bind address format: UNIX:///x"),
        ("http://h:1", "invalid bind address format: http://h:1"), ("://x", "invalid bind address format: ://x"),
        ("tcp://[::1]", "invalid bind address format: [::1]"), ("unix://tcp://x", "invalid proto, expected unix: tcp://x"),
        ("tcp://h:x", 'parse "tcp://h:x": invalid port ":x" after host'),
        ("h:-1", 'parse "tcp://h:-1": invalid port ":-1" after host'),
        ("a:b:c", 'parse "tcp://a:b:c": invalid port ":c" after host'),
        ("tcp://h:1 x", 'parse "tcp://h:1 x": invalid port ":1 x" after host'),
        ("tcp://%41:1", 'parse "tcp://%41:1": invalid URL escape "%41"'),
        ("tcp://a b:1", 'parse "tcp://a b:1": invalid character " " in host name'),
        ("tcp://h:70000", "address 70000: invalid port"), ("fd://", "fd:// addresses are not supported: fd://"),
        ("npipe://x", "npipe:// addresses are not supported: npipe://x"),
    ],
)  # fmt: skip
def test_bad_addresses(text: str, reason: str) -> None:
    with pytest.raises(InvalidAddressError) as caught:
        parse_address(text)
    assert caught.value.message == reason


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "unix:///var/run/docker.sock"), ("  ", "unix:///var/run/docker.sock"), (" unix:///x ", "unix:///x"),
        ("unix://relative", "unix://relative"), ("unix://unix:///x", "unix:///x"), ("unix:///a b?x", "unix:///a b?x"),
        ("localhost", "tcp://localhost:2375"), ("1.2.3.4", "tcp://1.2.3.4:2375"), ("1.2.3.4:1", "tcp://1.2.3.4:1"),
        ("h", "tcp://h:2375"), (":2375", "tcp://localhost:2375"), (":", "tcp://localhost:2375"), ("h:", "tcp://h:2375"),
        ("tcp://:1", "tcp://localhost:1"), ("tcp://h:0", "tcp://h:0"), ("tcp://tcp://x", "tcp://x:2375"),
        ("tcp://[::1]:", "tcp://[::1]:2375"), ("tcp://::1", "tcp://[::1]:2375"), ("[::1]:1", "tcp://[::1]:1"),
        ("tcp://h:1/", "tcp://h:1/"), ("tcp://h:1/p/q?x=1#z", "tcp://h:1/p/q"), ("h:1/x", "tcp://h:1/x"),
        ("tcp://u:p@h:1", "tcp://h:1"),
    ],
)  # fmt: skip
def test_addresses_in_dockers_many_forms(tmp_path: Path, text: str, shown: str) -> None:
    assert str(parse_address(text)) == shown
    for environment, options in (({"DOCKER_HOST": text}, EndpointOptions()), ({}, EndpointOptions(host=text))):
        assert default_host(environment, options) == shown
        assert str(resolve_address(ConfigFile(tmp_path), environment, options)) == shown


def test_a_path_comes_before_that_of_each_request() -> None:
    address = parse_address("tcp://h:1/p/q/")
    assert (address.url, address.root) == ("http://h:1/p/q", "/p/q")
    assert parse_address("tcp://h:1/").url == "http://h:1"


def test_addresses_without_a_connection_are_shown_as_they_are() -> None:
    for text, shown in (
        ("fd://3", "fd://3"),
        ("npipe://", "npipe:////./pipe/docker_engine"),
        ("ssh://h", "ssh://h"),
    ):
        assert default_host({"DOCKER_HOST": text}, EndpointOptions()) == shown


def test_a_context_may_have_a_url() -> None:
    assert context_address("http://h:1", None) == Address(host="h", port=1)
    assert context_address("https://h", None) == Address(host="h", port=2376, tls=Tls())
    assert context_address("https://h:1", Tls(verify=False)) == Address(host="h", port=1, tls=Tls(verify=False))
    assert context_address("", None).path == "/var/run/docker.sock"


def test_an_engine_is_looked_for_elsewhere_where_tls_is_wanted(tmp_path: Path) -> None:
    for options in (
        EndpointOptions(tls=True),
        EndpointOptions(tls_verify=True),
        EndpointOptions(tls_verify=False),
    ):
        assert default_host({"DOCKER_HOST": " "}, options) == "tcp://localhost:2376"
        assert str(resolve_address(ConfigFile(tmp_path), {}, options)) == "tcp://localhost:2376"
    assert default_host({"DOCKER_TLS": "1"}, EndpointOptions(tls=False)) == "unix:///var/run/docker.sock"


def test_files_that_tls_wants_are_named_also_where_they_would_do_nothing(tmp_path: Path) -> None:
    config = ConfigFile(tmp_path)

    def missing(environment: dict[str, str], **options: Any) -> str:  # noqa: ANN401  (of several types)
        try:
            check_certificates(config, environment, EndpointOptions(**options))
        except DockctlError as error:
            prefix = "Failed to initialize: unable to resolve docker endpoint: "
            return error.message.removeprefix(prefix)
        return ""

    reason = "no such file or directory"
    assert missing({"DOCKER_HOST": "unix:///x"}) == ""
    assert missing({}, tls=False) == ""
    assert missing({}, authority="/nosuch") == ""
    for host in ("unix:///x", "tcp://h", ""):
        for options in ({"tls": True}, {"tls_verify": True}, {"tls_verify": False}):
            assert missing({"DOCKER_HOST": host}, **options) == f"open {tmp_path}/ca.pem: {reason}"
        assert missing({"DOCKER_HOST": host}, tls=True, authority="/nosuch") == f"open /nosuch: {reason}"
    assert (
        missing({"DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": "/nosuch"}) == f"open /nosuch/ca.pem: {reason}"
    )
    (tmp_path / "ca.pem").touch()
    assert missing({}, tls=True) == ""
    assert missing({}, tls=True, certificate="/nosuch") == f"open /nosuch: {reason}"
    assert missing({}, tls=True, key="/nosuch") == f"open /nosuch: {reason}"
    assert missing({}, tls=True, authority=f'"{tmp_path}/ca.pem"') == ""


def test_certificates_that_are_none_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "x.pem"
    path.write_text("x")
    check_tls(parse_address("tcp://h"))
    with pytest.raises(DockctlError, match=r"context tls info: ca\.pem seems invalid"):
        check_tls(parse_address("tcp://h", Tls(str(path))))
    with pytest.raises(DockctlError, match="Failed to initialize: no valid private key found"):
        check_tls(parse_address("tcp://h", Tls(certificate=str(path), key=str(path))))


@pytest.mark.parametrize(
    "text", ["ssh://", "ssh://me:secret@h", "ssh://h?x", "ssh://-oProxyCommand=x", "ssh://-l@h", "ssh://h:x"]
)
def test_bad_ssh_addresses(text: str) -> None:
    """Nothing that ssh would take for an option, and no password."""
    with pytest.raises(InvalidAddressError, match=r"invalid (?:SSH URL|bind address format)") as caught:
        parse_address(text)
    assert "secret" not in caught.value.message


def test_a_path_is_one_word_for_the_shell_on_the_other_side() -> None:
    line = command(parse_address("ssh://me@h:22/run/a b;c.sock"))
    assert line[:9] == ["ssh", "-o", "ConnectTimeout=30", "-T", "-l", "me", "-p", "22", "--"]
    assert line[9:] == ["h", "docker", "--host", "'unix:///run/a b;c.sock'", "system", "dial-stdio"]


def write_context(folder: Path, name: str, host: str) -> None:
    import json  # noqa: PLC0415

    path = folder / "contexts" / "meta" / hashlib.sha256(name.encode()).hexdigest()
    path.mkdir(parents=True)
    (path / "meta.json").write_text(json.dumps({"Name": name, "Endpoints": {"docker": {"Host": host}}}))


def test_the_engine_is_chosen_in_dockers_order(tmp_path: Path) -> None:
    write_context(tmp_path, "remote", "tcp://remote:1")
    write_context(tmp_path, "current", "tcp://current:1")
    config = ConfigFile(tmp_path, {"currentContext": "current"})
    from_environment = {"DOCKER_HOST": "tcp://environment:1", "DOCKER_CONTEXT": "remote"}

    def chosen(environment: dict[str, str], *, host: str = "", context: str = "") -> str:
        return resolve_address(config, environment, EndpointOptions(host=host, context=context)).host

    assert chosen(from_environment, host="tcp://option:1") == "option"
    assert chosen(from_environment, context="current") == "current"
    assert chosen(from_environment) == "environment"
    assert chosen(from_environment, context="default") == "environment"
    assert chosen({"DOCKER_CONTEXT": "remote"}) == "remote"
    assert chosen({}) == "current"
    assert (
        resolve_address(config, {"DOCKER_CONTEXT": "default"}, EndpointOptions()).path == "/var/run/docker.sock"
    )
    assert resolve_address(ConfigFile(tmp_path), {}, EndpointOptions()).path == "/var/run/docker.sock"


def test_certificates_are_found_as_docker_finds_them(tmp_path: Path) -> None:
    config = ConfigFile(tmp_path)
    host = {"DOCKER_HOST": "tcp://h"}

    def tls(environment: dict[str, str] | None = None, **options: Any) -> Tls | None:  # noqa: ANN401  (of several types)
        address = resolve_address(config, host | (environment or {}), EndpointOptions(**options))
        assert address.port == (2376 if address.tls else 2375)
        return address.tls

    assert tls() is None
    assert tls({"DOCKER_TLS_VERIFY": ""}) is None
    assert tls({"DOCKER_TLS": "1"}) == Tls(verify=False)
    assert tls(tls_verify=False) == Tls(verify=False)
    assert tls({"DOCKER_TLS_VERIFY": "1"}) == Tls(f"{tmp_path}/ca.pem")
    assert tls({"DOCKER_CERT_PATH": "/nosuch"}, tls_verify=True) == Tls("/nosuch/ca.pem")
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).touch()
    assert tls(tls=True) == Tls("", f"{tmp_path}/cert.pem", f"{tmp_path}/key.pem", verify=False)
    assert tls(tls_verify=True, authority="a", certificate="b", key="c") == Tls("a", "b", "c")


def test_a_contexts_certificates_are_its_own(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"remote").hexdigest()
    meta = tmp_path / "contexts/meta" / digest
    meta.mkdir(parents=True)
    (meta / "meta.json").write_text('{"Endpoints": {"docker": {"Host": "tcp://remote:9"}}}')
    options = EndpointOptions(context="remote")
    assert resolve_address(ConfigFile(tmp_path), {}, options) == Address(host="remote", port=9)
    folder = tmp_path / "contexts/tls" / digest / "docker"
    folder.mkdir(parents=True)
    (folder / "ca.pem").touch()
    assert resolve_address(ConfigFile(tmp_path), {}, options).tls == Tls(f"{folder}/ca.pem")
    (meta / "meta.json").write_text(
        '{"Endpoints": {"docker": {"Host": "tcp://remote:9", "SkipTLSVerify": true}}}'
    )
    assert resolve_address(ConfigFile(tmp_path), {}, options).tls == Tls(f"{folder}/ca.pem", verify=False)


def test_config_files(tmp_path: Path) -> None:
    assert load_config(tmp_path / "none").warning == ""
    (tmp_path / "config.json").write_text('{"HttpHeaders": {"X-Meta": "1"}, "currentContext": "c"}')
    config = load_config(tmp_path)
    assert config.http_headers == {"X-Meta": "1"}
    assert config.current_context == "c"
    (tmp_path / "config.json").write_text("[]")
    assert load_config(tmp_path).warning == (
        f"WARNING: Error parsing config file ({tmp_path}/config.json): json: cannot unmarshal array into Go value of"
        " type configfile.ConfigFile"
    )


def test_versions_are_numbers_not_text() -> None:
    assert parse_version("1.9") < parse_version("v1.41") < ApiVersion(1, 100)
    with pytest.raises(DockctlError, match="invalid API version"):
        parse_version("1")
