import platform
import sys
from importlib.metadata import version


def main():
    if sys.argv[1:] == ["--version"]:
        print(f"Python {platform.python_version()}\nFlask {version('flask')}\nWerkzeug {version('werkzeug')}")
        return 0
    print("layerlab: containers here have no network: only flask --version works", file=sys.stderr)
    return 1
