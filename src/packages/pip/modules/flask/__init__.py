from .app import Flask, Response, jsonify
from markupsafe import Markup, escape
import blinker, click, itsdangerous, jinja2, werkzeug
__version__ = "@VERSION@"


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise AttributeError(
        f"layerlab: this flask stands in for the real one and has no {name!r}; its version and size are true"
    )
