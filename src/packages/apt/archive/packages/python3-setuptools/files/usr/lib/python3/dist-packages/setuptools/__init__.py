"""Stands in for the real setuptools, whose work a program of layerlab does."""
__version__ = "59.6.0"
