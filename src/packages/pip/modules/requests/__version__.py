__title__ = "requests"
__version__ = "@VERSION@"
