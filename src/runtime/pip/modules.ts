import type { Wheel } from "./index-data.js";

/** Names that are not there say why, instead of leaving a riddle. */
const REST = (name: string) => `

def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise AttributeError(
        f"layerlab: this ${name} stands in for the real one and has no {name!r}; its version and size are true"
    )
`;

const NO_NETWORK = "layerlab: containers here have no network";

const REQUESTS_API = `from . import exceptions


class Session:
    """Stands in for the real one: every request meets a container without a network."""

    def __init__(self):
        self.headers = {}

    def request(self, method, url, **options):
        host = url.split("//", 1)[-1].split("/", 1)[0]
        if "//" not in url:
            raise exceptions.MissingSchema(
                f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant http://{url}?"
            )
        raise exceptions.ConnectionError(
            f"Failed to resolve {host!r}: ${NO_NETWORK} ({method.upper()} {url})"
        )

    def get(self, url, **options):
        return self.request("get", url, **options)

    def post(self, url, data=None, **options):
        return self.request("post", url, **options)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def request(method, url, **options):
    with Session() as session:
        return session.request(method, url, **options)


def get(url, params=None, **options):
    return request("get", url, **options)


def post(url, data=None, json=None, **options):
    return request("post", url, **options)


def put(url, data=None, **options):
    return request("put", url, **options)


def patch(url, data=None, **options):
    return request("patch", url, **options)


def delete(url, **options):
    return request("delete", url, **options)


def head(url, **options):
    return request("head", url, **options)


def options(url, **others):
    return request("options", url, **others)
`;

const REQUESTS_EXCEPTIONS = `class RequestException(IOError):
    pass


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class InvalidURL(RequestException, ValueError):
    pass


class MissingSchema(RequestException, ValueError):
    pass


class JSONDecodeError(RequestException, ValueError):
    pass
`;

const FLASK_APP = `import json as _json


class Response:
    def __init__(self, data="", status=200, mimetype="text/html"):
        self.data = data if isinstance(data, bytes) else str(data).encode()
        self.status_code = status
        self.mimetype = mimetype

    @property
    def text(self):
        return self.data.decode()

    @property
    def json(self):
        return _json.loads(self.data)

    def get_data(self, as_text=False):
        return self.text if as_text else self.data


def jsonify(*values, **named):
    value = named or (values[0] if len(values) == 1 else list(values))
    return Response(_json.dumps(value) + "\\n", mimetype="application/json")


class _Client:
    def __init__(self, app):
        self._app = app

    def open(self, path, method):
        return self._app._answer(path, method)

    def get(self, path, **_):
        return self.open(path, "GET")

    def post(self, path, **_):
        return self.open(path, "POST")


class Flask:
    """Stands in for the real one: routes and a test client, but no server."""

    def __init__(self, import_name, **_):
        self.name = import_name
        self.config = {}
        self._routes = []

    def route(self, rule, methods=("GET",), **_):
        def register(function):
            self._routes.append((rule.strip("/").split("/"), tuple(methods), function))
            return function

        return register

    def get(self, rule, **options):
        return self.route(rule, methods=("GET",), **options)

    def post(self, rule, **options):
        return self.route(rule, methods=("POST",), **options)

    def _answer(self, path, method):
        parts = path.split("?", 1)[0].strip("/").split("/")
        for rule, methods, function in self._routes:
            if len(rule) != len(parts) or method not in methods:
                continue
            named = {}
            for want, part in zip(rule, parts):
                if want.startswith("<") and want.endswith(">"):
                    kind, _, name = want[1:-1].rpartition(":")
                    named[name] = int(part) if kind == "int" else part
                elif want != part:
                    break
            else:
                return self._response(function(**named))
        return Response("Not Found", 404)

    def _response(self, value):
        status = 200
        if isinstance(value, tuple):
            value, status = value[0], value[1]
        if isinstance(value, (dict, list)):
            value = jsonify(value)
        response = value if isinstance(value, Response) else Response(value)
        if status != 200:
            response.status_code = status
        return response

    def test_client(self):
        return _Client(self)

    def run(self, host="127.0.0.1", port=5000, **_):
        print(f" * Serving Flask app '{self.name}'")
        raise OSError("${NO_NETWORK}: try app.test_client().get('/')")
`;

const FLASK_CLI = `import platform
import sys
from importlib.metadata import version


def main():
    if sys.argv[1:] == ["--version"]:
        print(f"Python {platform.python_version()}\\nFlask {version('flask')}\\nWerkzeug {version('werkzeug')}")
        return 0
    print("${NO_NETWORK}: only flask --version works", file=sys.stderr)
    return 1
`;

const MARKUP = `class Markup(str):
    def __html__(self):
        return self


def escape(value):
    text = value.__html__() if hasattr(value, "__html__") else str(value)
    if hasattr(value, "__html__"):
        return Markup(text)
    for plain, shown in (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;")):
        text = text.replace(plain, shown)
    return Markup(text)
`;

/** Small modules of ours by their path; everything else of a package is a stand-in of the true size. */
const MODULES: Readonly<Record<string, (wheel: Wheel) => string>> = {
  "requests/__version__.py": ({ version }) => `__title__ = "requests"\n__version__ = "${version}"\n`,
  "requests/__init__.py": () =>
    `from .__version__ import __title__, __version__\nfrom . import exceptions\nfrom .api import (\n    Session, delete, get, head, options, patch, post, put, request,\n)\nfrom .exceptions import (\n    ConnectionError, ConnectTimeout, HTTPError, JSONDecodeError, ReadTimeout, RequestException, Timeout,\n)\nimport certifi, charset_normalizer, idna, urllib3\n${REST("requests")}`,
  "requests/api.py": () => REQUESTS_API,
  "requests/exceptions.py": () => REQUESTS_EXCEPTIONS,
  "requests/sessions.py": () => "from .api import Session\n",
  "flask/app.py": () => FLASK_APP,
  "flask/cli.py": () => FLASK_CLI,
  "flask/__init__.py": ({ version }) =>
    `from .app import Flask, Response, jsonify\nfrom markupsafe import Markup, escape\nimport blinker, click, itsdangerous, jinja2, werkzeug\n__version__ = "${version}"\n${REST("flask")}`,
  "markupsafe/__init__.py": ({ version }) => `__version__ = "${version}"\n${MARKUP}`,
  "certifi/core.py": () =>
    `import os\n\n\ndef where():\n    return os.path.join(os.path.dirname(__file__), "cacert.pem")\n`,
  "certifi/__init__.py": ({ version }) =>
    `from .core import where\n__version__ = "${version
      .split(".")
      .map((part) => part.padStart(2, "0"))
      .join(".")}"\n`,
};

/** The text of a module of ours; `undefined` where the package's file is a stand-in. */
export function ownModule(wheel: Wheel, path: string): string | undefined {
  const own = MODULES[path];
  if (own !== undefined) return own(wheel);
  const [, name] = /^([^/]+)\/__init__\.py$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  return `"""Stands in for ${wheel.name} ${wheel.version}: its version and sizes are true."""\n__version__ = "${wheel.version}"\n${REST(name)}`;
}
