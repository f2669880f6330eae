"""config.json and contexts' files, read and written as docker does; what docker CLI 28.2 says of each is in the tables."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockctl.config.auth_text import decode_auth
from dockctl.config.contexts import ContextStore
from dockctl.config.credentials import CredentialStore
from dockctl.config.endpoint import request_headers
from dockctl.config.file import load_config
from dockctl.config.go_json import (
    ANY,
    TEXT,
    NotJsonError,
    list_of,
    map_of,
    read_json,
    structure,
    unquote,
    write_json,
)
from dockctl.errors import DockctlError, EngineUnreachableError
from dockctl.transport.headers import encode_headers

if TYPE_CHECKING:
    from pathlib import Path

FIELD = "json: cannot unmarshal {} into Go struct field {} of type {}"
WARNINGS = [
    (b"", ""),
    (b" \r\n\t", ""),
    (b"null", ""),
    (b'{"auths": {}} trailing', ""),
    (b"{}}", ""),
    (b'{"psFormat": "\xff"}', ""),
    (b'{"HttpHeaders": null, "psFormat": null, "auths": {"a": null}}', ""),
    (b'{"unknown": ' + b"[" * 9999 + b"]" * 9999 + b"}", ""),
    (b'{"unknown": ' + b"[" * 10000 + b"]" * 10000 + b"}", "invalid character '[' exceeded max depth"),
    (b"[" * 200_000, "invalid character '[' exceeded max depth"),
    (b"[]", "json: cannot unmarshal array into Go value of type configfile.ConfigFile"),
    (b'"x"', "json: cannot unmarshal string into Go value of type configfile.ConfigFile"),
    (b"true", "json: cannot unmarshal bool into Go value of type configfile.ConfigFile"),
    (b'{"auths": []}', FIELD.format("array", "ConfigFile.auths", "map[string]types.AuthConfig")),
    (b'{"auths": {"a": 1}}', FIELD.format("number", "ConfigFile.auths", "types.AuthConfig")),
    (b'{"auths": {"a": {"auth": 1}}}', FIELD.format("number", "AuthConfig.auths.auth", "string")),
    (b'{"auths": {"a": {"AUTH": {}}}, "psFormat": 1}', FIELD.format("object", "AuthConfig.auths.auth", "string")),
    (b'{"HttpHeaders": {"a": 1}}', FIELD.format("number", "ConfigFile.HttpHeaders", "string")),
    (b'{"PSFORMAT": [1, {}]}', FIELD.format("array", "ConfigFile.psFormat", "string")),
    (b'{"pruneFilters": "x"}', FIELD.format("string", "ConfigFile.pruneFilters", "[]string")),
    (b'{"pruneFilters": ["x", 1]}', FIELD.format("number", "ConfigFile.pruneFilters", "string")),
    (b'{"proxies": {"default": "x"}}', FIELD.format("string", "ConfigFile.proxies", "configfile.ProxyConfig")),
    (b'{"proxies": {"default": {"httpProxy": 1}}}', FIELD.format("number", "ProxyConfig.proxies.httpProxy", "string")),
    (b'{"plugins": {"a": "b"}}', FIELD.format("string", "ConfigFile.plugins", "map[string]string")),
    (b'{"experimental": true}', FIELD.format("bool", "ConfigFile.experimental", "string")),
    (b'{"auths": {"a": {"auth": "!!"}}}', "illegal base64 data at input byte 0"),
    (b'{"auths": {"a": {"auth": "dTpw="}}}', "illegal base64 data at input byte 4"),
    (b'{"auths": {"a": {"auth": "dT"}}}', "illegal base64 data at input byte 0"),
    (b'{"auths": {"a": {"auth": "dTp\\u00e9"}}}', "illegal base64 data at input byte 3"),
    (b'{"auths": {"a": {"auth": "dQ=="}}}', "Invalid auth configuration file"),
    (b'{"auths": {"a": {"auth": "OnA="}}}', "Invalid auth configuration file"),
    (b'{"auths": {},}', "invalid character '}' looking for beginning of object key string"),
    (b'{"a"}', "invalid character '}' after object key"),
    (b'{"a":}', "invalid character '}' looking for beginning of value"),
    (b'{"a":1', "unexpected EOF"),
    (b'{"a":tru}', "invalid character '}' in literal true (expecting 'e')"),
    (b'{"a":01}', "invalid character '1' after object key:value pair"),
    (b'{"a":-}', "invalid character '}' in numeric literal"),
    (b'{"a":1.}', "invalid character '}' after decimal point in numeric literal"),
    (b'{"a":1e}', "invalid character '}' in exponent of numeric literal"),
    (b"{'a':1}", "invalid character '\\'' looking for beginning of object key string"),
    (b'{"a":"\n"}', "invalid character '\\n' in string literal"),
    (b'{"a":"\\x"}', "invalid character 'x' in string escape code"),
    (b'{"a":"\\u12g4"}', "invalid character 'g' in \\u hexadecimal character escape"),
    (b'{"a":[1 2]}', "invalid character '2' after array element"),
    (b'{"a":1 "b":2}', "invalid character '\"' after object key:value pair"),
    (b"\xef\xbb\xbf{}", "invalid character '\u00ef' looking for beginning of value"),
    (b'{"a":NaN}', "invalid character 'N' looking for beginning of value"),
    (b"\x00", "invalid character '\\x00' looking for beginning of value"),
    (b'{"a":"\x7f\x1f"}', "invalid character '\\x1f' in string literal"),
    (b"-", "unexpected EOF"),
    (b'"', "unexpected EOF"),
]  # fmt: skip


def write(folder: Path, data: bytes) -> None:
    (folder / "config.json").write_bytes(data)


@pytest.mark.parametrize(("data", "problem"), WARNINGS, ids=range(len(WARNINGS)))
def test_a_configuration_is_warned_of_in_dockers_words(tmp_path: Path, data: bytes, problem: str) -> None:
    write(tmp_path, data)
    expected = f"WARNING: Error parsing config file ({tmp_path}/config.json): {problem}" if problem else ""
    assert load_config(tmp_path).warning == expected


def test_a_configuration_that_is_a_folder_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.mkdir()
    assert load_config(tmp_path).warning == (
        f"WARNING: Error parsing config file ({path}): read {path}: is a directory"
    )
    (tmp_path / "file").touch()
    assert load_config(tmp_path / "file").warning == (
        f"WARNING: Error loading config file: open {tmp_path}/file/config.json: not a directory"
    )


def test_names_match_in_any_capitals_and_what_is_given_twice_is_merged(tmp_path: Path) -> None:
    write(
        tmp_path,
        b'{"AUTHS": {"a": {"Auth": "dTpw"}}, "auths": {"b": {"USERNAME": "v", "password": "q"}}, "p\xc5\xbfFormat": "x",'
        b' "CurrentContext": "one", "currentcontext": "two", "httpheaders": {"A": "1"}, "HttpHeaders": {"B": "2"}}',
    )
    config = load_config(tmp_path)
    accounts = CredentialStore(config, {})
    assert accounts.get("a") == {"username": "u", "password": "p", "serveraddress": "a"}
    assert accounts.get("b") == {"username": "v", "password": "q", "serveraddress": "b"}
    assert (config.current_context, config.text("psFormat")) == ("two", "x")
    assert config.http_headers == {"A": "1", "B": "2"}


def test_what_is_of_another_type_takes_nothing_else_along(tmp_path: Path) -> None:
    write(tmp_path, b'{"psFormat": 1, "currentContext": "c", "auths": {"a": 1, "b": {"auth": "dTpw\\r\\n"}}}')
    config = load_config(tmp_path)
    assert config.current_context == "c"
    assert (CredentialStore(config, {}).get("b") or {})["username"] == "u"


def test_an_account_that_cant_be_read_is_none(tmp_path: Path) -> None:
    write(tmp_path, b'{"auths": {"a": {"auth": "!"}, "b": {"auth": "dTpw"}}}')
    accounts = CredentialStore(load_config(tmp_path), {})
    assert accounts.get("a") is None
    assert accounts.get("b") is not None


def test_an_empty_helper_means_the_file(tmp_path: Path) -> None:
    write(tmp_path, b'{"credsStore": "none", "credHelpers": {"a": ""}, "auths": {"a": {"auth": "dTpw"}}}')
    assert CredentialStore(load_config(tmp_path), {}).get("a") is not None


def test_proxies_of_a_host_are_instead_of_the_default_ones(tmp_path: Path) -> None:
    write(
        tmp_path,
        b'{"proxies": {"default": {"httpProxy": "p"}, "tcp://h:1": {}, "tcp://i:1": {"noProxy": "x"}}}',
    )
    config = load_config(tmp_path)
    assert config.proxy_variables("unix:///x") == {"HTTP_PROXY": "p", "http_proxy": "p"}
    assert config.proxy_variables("tcp://h:1") == {}
    assert config.proxy_variables("tcp://i:1") == {"NO_PROXY": "x", "no_proxy": "x"}
    write(tmp_path, b'{"proxies": {"default": "x"}}')
    assert load_config(tmp_path).proxy_variables("unix:///x") == {}


def test_the_file_is_written_as_docker_writes_it(tmp_path: Path) -> None:
    unknown = '{"kept":  [1.50, "\\u00e9", 12345678901234567890]}'
    write(
        tmp_path,
        f'{{"zz": {unknown}, "currentContext": "c", "psFormat": "<&>\\u2028\\u0007é",'
        ' "HttpHeaders": {"b": "2", "a": "1"}, "credHelpers": {}, "aa": 1e2,'
        ' "pruneFilters": ["x"], "auths": {"b": {}, "a": {"auth": "dTpw"}}}'.encode(),
    )
    load_config(tmp_path).change_text("detachKeys", "ctrl-x")
    assert (tmp_path / "config.json").read_text() == (
        '{\n\t"auths": {\n\t\t"a": {\n\t\t\t"auth": "dTpw"\n\t\t},\n\t\t"b": {}\n\t},\n\t"HttpHeaders": {\n\t\t"a": "1",'
        '\n\t\t"b": "2"\n\t},\n\t"psFormat": "\\u003c\\u0026\\u003e\\u2028\\u0007é",\n\t"detachKeys": "ctrl-x",'
        '\n\t"pruneFilters": [\n\t\t"x"\n\t],\n\t"currentContext": "c",\n\t"aa": 1e2,\n\t"zz": '
        + unknown
        + "\n}"
    )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@settings(derandomize=True)
@given(VALUES)
def test_any_value_is_read_as_by_any_other_reader(value: object) -> None:
    for text in (json.dumps(value), json.dumps(value, indent=1, ensure_ascii=False)):
        data = text.encode("utf-8", "surrogatepass")
        kept, problem = read_json(data, ANY)
        assert (json.loads(kept.text), problem) == (json.loads(text), "")
    assert json.loads(write_json(value)) == value


@settings(derandomize=True)
@given(st.binary(max_size=12) | st.text('{}[]:," \\u0e1tn-.', max_size=12).map(str.encode))
def test_whatever_is_no_json_is_refused(data: bytes) -> None:
    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        json.loads(data.decode("utf-8", "surrogateescape"), parse_constant=refuse)
    except (ValueError, RecursionError):
        with pytest.raises(NotJsonError):
            read_json(data, ANY)
    else:
        assert read_json(data, ANY)[1] == ""


@settings(derandomize=True)
@given(st.text(min_size=1).filter(lambda text: ":" not in text), st.text(), st.integers(1, 9))
def test_line_breaks_in_base64_mean_nothing(user: str, password: str, width: int) -> None:
    text = base64.b64encode(f"{user}:{password}".encode("utf-8", "replace")).decode()
    broken = "\r\n".join(text[start : start + width] for start in range(0, len(text), width))
    assert decode_auth(broken) == decode_auth(text)


def test_halves_of_pairs_are_replaced() -> None:
    assert unquote(r'"\ud83d\ude00 \ud83d \ude00\u0041\/\n"') == "\U0001f600 \ufffd \ufffdA/\n"
    assert read_json(b'"\xe2\x82x"', TEXT) == ("\ufffd\ufffdx", "")


def test_shapes() -> None:
    shape = structure("p.S", a=TEXT, b=list_of(map_of(TEXT)))
    assert read_json(b'{"b": [{"x": "1"}, null], "A": "2", "c": 3}', shape)[0]["b"] == [{"x": "1"}, {}]
    assert read_json(b'{"b": [[]]}', shape)[1] == FIELD.format("array", "S.b", "map[string]string")
    with pytest.raises(NotJsonError, match="unexpected end of JSON input"):
        read_json(b"", shape)
    with pytest.raises(NotJsonError, match="invalid character 'x' after top-level value"):
        read_json(b"{} x", shape)


META = [
    (b"", "unexpected end of JSON input"),
    (b"[]", "json: cannot unmarshal array into Go value of type store.untypedContextMetadata"),
    (b'{"Name": 1}', FIELD.format("number", "untypedContextMetadata.name", "string")),
    (b'{"Metadata": 1}', "json: cannot unmarshal number into Go value of type map[string]interface {}"),
    (b'{"Endpoints": []}', FIELD.format("array", "untypedContextMetadata.endpoints", "map[string]json.RawMessage")),
    (b'{"Endpoints": {"docker": 1}}', "json: cannot unmarshal number into Go value of type context.EndpointMetaBase"),
    (b'{"Endpoints": {"docker": {"Host": 1}}}', FIELD.format("number", "EndpointMetaBase.Host", "string")),
    (b'{"Endpoints": {"docker": {"SkipTLSVerify": ""}}}', FIELD.format("string", "EndpointMetaBase.SkipTLSVerify", "bool")),
    (b'{"Name": "x"} y', "invalid character 'y' after top-level value"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "problem"), META, ids=range(len(META)))
def test_a_context_is_refused_in_dockers_words(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "contexts/meta" / hashlib.sha256(b"x").hexdigest() / "meta.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    store = ContextStore(tmp_path)
    with pytest.raises(DockctlError) as caught:
        store.read("x")
    assert caught.value.message == f'context "x": parsing {path}: {problem}'
    assert store.all() == ([], [f"failed to read metadata: parsing {path}: {problem}"])


def test_a_context_in_other_capitals_is_read(tmp_path: Path) -> None:
    path = tmp_path / "contexts/meta" / hashlib.sha256(b"x").hexdigest() / "meta.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(
        b'{"NAME": "x", "metadata": {"b": 1, "a": 2}, "endpoints": {"docker": {"host": "tcp://\xff"}}}'
    )
    store = ContextStore(tmp_path)
    assert store.read("x") == {
        "Name": "x",
        "Metadata": {"a": 2, "b": 1},
        "Endpoints": {"docker": {"Host": "tcp://\ufffd", "SkipTLSVerify": False}},
    }
    assert store.names() == ["x"]
    path.write_bytes(b'{"Name": "x"}')
    with pytest.raises(DockctlError, match="cannot find docker endpoint in context"):
        store.endpoint("x")


def test_headers_beyond_latin_1_are_sent_as_utf_8() -> None:
    assert encode_headers({"X-A": " é€\t"}) == {"X-A": "é€".encode()}
    for value in ("a\nb", "\x00", "a\x7f"):
        with pytest.raises(EngineUnreachableError, match='net/http: invalid header field value for "X-A"'):
            encode_headers({"X-A": value})
    for name in ("X A", "", "X-é"):
        with pytest.raises(EngineUnreachableError, match=f'net/http: invalid header field name "{name}"'):
            encode_headers({name: "b"})


def test_headers_of_the_environment_come_first_and_none_says_what_we_are(tmp_path: Path) -> None:
    write(tmp_path, b'{"HttpHeaders": {"A": "1", "user-agent": "x"}}')
    config = load_config(tmp_path)
    assert request_headers(config, {}) == {"A": "1"}
    variable = "DOCKER_CUSTOM_HEADERS"
    assert request_headers(config, {variable: 'b=2,"c=3,4",b=5,User-Agent=z'}) == {"b": "5", "c": "3,4"}
    texts = {
        "a": """set custom headers from {}: missing "=" in key=value pair: 'a'""",
        "=x": "set custom headers from {}: value contains a key=value pair with an empty key: '=x'",
        ",a=b": "set custom headers from {}: value contains a key=value pair with an empty key: ''",
        '"a': "parse custom headers from {}: value must be formatted as comma-separated key=value pairs",
    }
    for value, text in texts.items():
        with pytest.raises(DockctlError) as caught:
            request_headers(config, {variable: value})
        expected = text.format(f"{variable} environment variable")
        assert caught.value.message == f"Failed to initialize: failed to {expected}"
