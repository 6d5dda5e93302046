import json as _json


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
    return Response(_json.dumps(value) + "\n", mimetype="application/json")


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
        raise OSError("layerlab: containers here have no network: try app.test_client().get('/')")
