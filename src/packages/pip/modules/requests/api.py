from . import exceptions


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
            f"Failed to resolve {host!r}: layerlab: containers here have no network ({method.upper()} {url})"
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
