from .core import where
__version__ = "@CALENDAR_VERSION@"
