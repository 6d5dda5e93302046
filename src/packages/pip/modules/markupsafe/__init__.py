__version__ = "@VERSION@"
class Markup(str):
    def __html__(self):
        return self


def escape(value):
    text = value.__html__() if hasattr(value, "__html__") else str(value)
    if hasattr(value, "__html__"):
        return Markup(text)
    for plain, shown in (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;")):
        text = text.replace(plain, shown)
    return Markup(text)
