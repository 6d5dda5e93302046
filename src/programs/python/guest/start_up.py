# Runs before the program: the interpreter presents itself as the one that the container's file names (start-up.ts).
def start(me):
    import sys, os
    from collections import namedtuple
    version = me["version"]
    numbers = [int(part) for part in version.split(".")]
    Info = namedtuple("version_info", "major minor micro releaselevel serial")
    Info.__module__ = "sys"
    Info.__qualname__ = "version_info"
    Info.__repr__ = lambda self: "sys.version_info(major=%d, minor=%d, micro=%d, releaselevel=%r, serial=%d)" % tuple(self)
    sys.version_info = Info(*numbers, "final", 0)
    sys.hexversion = numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | 0xF0
    sys.version = me["described"]
    sys.platform = "linux"
    sys.executable = sys._base_executable = me["executable"]
    sys.prefix = sys.base_prefix = sys.exec_prefix = sys.base_exec_prefix = me["prefix"]
    old, home, hidden = me["startedFrom"], me["home"], me["hidden"]
    for module in list(sys.modules.values()):
        for name in ("__file__", "__cached__"):
            value = getattr(module, name, None)
            if isinstance(value, str) and value.startswith(old + "/"):
                setattr(module, name, home + value[len(old):])
    if hasattr(os, "__file__") and old in sys.path_importer_cache:
        sys.path_importer_cache.pop(old)
    stem = old.rsplit("/", 1)[0]
    kept = [p for p in sys.path if p != hidden and not p.startswith(stem + "/python3")]
    sys.path[:] = kept + me["path"]
    for name in me["own"]:
        os.environ.pop(name, None)
    os.environ.update(me["variables"])
    # What a build of Python for Linux would know of how it was built: nothing here.
    settings = type(sys)("_sysconfigdata")
    settings.build_time_vars = {}
    sys.modules["_sysconfigdata_%s_%s_%s" % (sys.abiflags, sys.platform, getattr(sys.implementation, "_multiarch", ""))] = settings
    # subprocess looks for these on Linux; there are no processes to start.
    def refuse(*_):
        raise BlockingIOError(6, "layerlab: Python here cannot start other programs")
    spawn = type(sys)("_posixsubprocess")
    spawn.fork_exec = refuse
    sys.modules["_posixsubprocess"] = spawn
    # An event loop keeps a pair of sockets to be woken from other threads: there are neither.
    from importlib.machinery import PathFinder
    class Alone:
        @staticmethod
        def find_spec(name, path, target=None):
            if name != "asyncio.selector_events":
                return None
            spec = PathFinder.find_spec(name, path, target)
            run = spec.loader.exec_module
            def exec_module(module):
                run(module)
                loop = module.BaseSelectorEventLoop
                def make(self):
                    self._ssock = self._csock = None
                    self._internal_fds += 1
                def close(self):
                    self._internal_fds -= 1
                loop._make_self_pipe, loop._close_self_pipe = make, close
            spec.loader.exec_module = exec_module
            return spec
    sys.meta_path.insert(0, Alone)
    uid, gid, groups, mask = me["uid"], me["gid"], me["groups"], [me["umask"]]
    os.getuid = os.geteuid = lambda: uid
    os.getgid = os.getegid = lambda: gid
    os.getgroups = lambda: list(groups)
    def umask(value, /):
        before, mask[0] = mask[0], value
        return before
    os.umask = umask
    kernel = os.uname_result(("Linux", me["hostname"], "5.15.0", "#1 SMP", "aarch64"))
    os.uname = lambda: kernel
    if numbers[1] < 13 and "-c" in sys.orig_argv:
        # Later ones show the line of a program given with -c in tracebacks.
        import linecache
        linecache._register_code = lambda *_: None
