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
    # An event loop keeps a pair of sockets to be woken by signals: there are none, and a pipe does.
    class End:
        def __init__(self, fd):
            self.fd = fd
            os.set_blocking(fd, False)
        def fileno(self):
            return self.fd
        def recv(self, size):
            return os.read(self.fd, size)
        def send(self, data):
            return os.write(self.fd, data)
        def close(self):
            os.close(self.fd)
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
                    self._ssock, self._csock = map(End, os.pipe())
                    self._internal_fds += 1
                    self._add_reader(self._ssock.fileno(), self._read_from_self)
                def close(self):
                    self._remove_reader(self._ssock.fileno())
                    self._ssock.close()
                    self._csock.close()
                    self._ssock = self._csock = None
                    self._internal_fds -= 1
                loop._make_self_pipe, loop._close_self_pipe = make, close
            spec.loader.exec_module = exec_module
            return spec
    sys.meta_path.insert(0, Alone)
    # What this process does with signals is known outside, too; from there they come, and end a sleep (worker.ts).
    import _signal, select, time
    set_handler, sleep, told = _signal.signal, time.sleep, me["signals"]
    # Of no file, it only waits; a signal ends it.
    rest = select.poll().poll
    def signal(signalnum, handler, /):
        before = set_handler(signalnum, handler)
        how = "caught" if callable(handler) else "ignored" if handler == _signal.SIG_IGN else "default"
        file = os.open(told, os.O_WRONLY)
        try:
            os.write(file, b"%d %s" % (signalnum, how.encode()))
        finally:
            os.close(file)
        return before
    def sleep_on(seconds, /):
        if not isinstance(seconds, (int, float)) or not seconds > 0:
            return sleep(seconds)
        began = time.monotonic()
        left = seconds
        while True:
            rest(min(left, 86400) * 1000)
            # Signals are looked for once in fifty steps of a program: their handlers run here, not later.
            for _ in range(60):
                pass
            left = began + seconds - time.monotonic()
            if left <= 0:
                return
    def pause():
        # Only a signal ends a sleep before its time.
        while True:
            began = time.monotonic()
            rest(3600_000)
            for _ in range(60):
                pass
            if time.monotonic() - began < 3600:
                return
    _signal.signal, _signal.pause, time.sleep = signal, pause, sleep_on
    # A sleep that ends with an exception was one call of the program's.
    def excepthook(kind, value, trace):
        at = trace
        while at is not None and at.tb_next is not None:
            if at.tb_next.tb_frame.f_code.co_filename.startswith(hidden + "/"):
                at.tb_next = at.tb_next.tb_next
            else:
                at = at.tb_next
        sys.__excepthook__(kind, value, trace)
    sys.excepthook = excepthook
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
