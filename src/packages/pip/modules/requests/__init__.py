from .__version__ import __title__, __version__
from . import exceptions
from .api import (
    Session, delete, get, head, options, patch, post, put, request,
)
from .exceptions import (
    ConnectionError, ConnectTimeout, HTTPError, JSONDecodeError, ReadTimeout, RequestException, Timeout,
)
import certifi, charset_normalizer, idna, urllib3


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise AttributeError(
        f"layerlab: this requests stands in for the real one and has no {name!r}; its version and size are true"
    )
