"""Stands in for the real wheel, whose work a program of layerlab does."""
__version__ = "0.37.1"
