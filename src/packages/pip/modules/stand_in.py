"""Stands in for @PACKAGE@ @VERSION@: its version and sizes are true."""
__version__ = "@VERSION@"


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise AttributeError(
        f"layerlab: this @MODULE@ stands in for the real one and has no {name!r}; its version and size are true"
    )
