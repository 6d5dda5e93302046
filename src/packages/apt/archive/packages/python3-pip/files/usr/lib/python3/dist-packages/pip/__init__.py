"""Stands in for the real pip, whose work a program of layerlab does."""
__version__ = "22.0.2"
