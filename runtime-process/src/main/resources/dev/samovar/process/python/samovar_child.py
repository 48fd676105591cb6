# What only a child process needs: the connection to the host, the wait for a function, and the end.

import _socket
import importlib
import json
import os
import resource
import signal
import site
import sys
import time

import samovar_errors as errors
import samovar_frames as frames
import samovar_output as output
import samovar_packages as packages
from samovar_errors import Fault
from samovar_runtime import Config, Failure, Invocation, Runtime

# One byte more than Lambda takes: the host then says that it is too large.
_LONGEST_ANSWER = 6291557

# What the host itself is told of an error, in characters. The answer has all of it.
_LONGEST_MESSAGE = 100000

# How many parts describe a function, before its variables.
_DESCRIBED = 12

_SOCKET, _TOKEN, _SITE, _DEBUG = "SAMOVAR_SOCKET", "SAMOVAR_TOKEN", "SAMOVAR_SITE", "SAMOVAR_DEBUG"

# How a process that began anew is told what it runs, and where it finds the connection.
_FUNCTION = "SAMOVAR_FUNCTION"
_INHERITED = 3

_DIRECTORY = os.path.dirname(os.path.abspath(__file__))

# Python's library: what it looks in by itself, without this runtime and what variables name.
_LIBRARY = [path for path in sys.path
            if path and path != _DIRECTORY and path not in os.environ.get("PYTHONPATH", "").split(os.pathsep)]


def main():
    child = _Child(os.environ)
    try:
        child.run()
    except SystemExit:
        raise
    except KeyboardInterrupt as error:
        _print(error)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    except BaseException as error:
        _print(error)
        sys.exit(1)


def _print(error):
    try:
        errors.print_uncaught(error)
    except Exception:
        pass


class _Child:
    def __init__(self, environ):
        self._token = environ[_TOKEN]
        self._site = [path for path in environ.get(_SITE, "").split(os.pathsep) if path]
        self._debug_port = environ.get(_DEBUG, "")
        self._given = environ.get(_FUNCTION)
        self._library = packages.Library(_LIBRARY + self._site)
        self._records = output.Records(bytes.fromhex(self._token))
        self._runtime = None
        self._forked = False
        self._flush = output.flush_standard_streams
        output.replace_standard_streams()
        os.register_at_fork(after_in_child=self._left)
        self._connection = frames.Connection(
            output.moved_up(_INHERITED) if self._given else _connected(environ[_SOCKET]))

    def _left(self):
        """Another process of the function's is not the one that the host talks to."""
        if not self._forked:
            os.close(self._connection.descriptor)
        self._forked = True

    def run(self):
        _complete_builtins()
        if self._given:
            for name in (_TOKEN, _SITE, _DEBUG, _FUNCTION):
                os.environ.pop(name, None)
            parts = json.loads(self._given)
            # What came before may have put another handler there.
            parts[3] = os.environ.get("_HANDLER", parts[3])
            self._specialise(parts)
        else:
            hello = frames.frame(frames.HELLO, self._token.encode("ascii"))
            if self._library.may_vanish():
                _rehearse(lambda: False)
                self._connection.send(hello)
            else:
                self._connection.send(hello)
                _rehearse(self._connection.has_more)
        self._serve()

    def _serve(self):
        receive = self._connection.receive
        while True:
            received = receive()
            if received is None:
                os._exit(0)
            kind, parts = received
            if kind == frames.INVOKE:
                self._invoke([str(part, "utf-8") for part in parts])
            elif kind == frames.SPECIALISE:
                self._prepare([str(part, "utf-8") for part in parts])

    # --- becoming what runs a function

    def _prepare(self, parts):
        """Takes over the function's variables. With a program of the function's before it, Python begins anew."""
        task, layers, tmp = parts[:3]
        os.environ.clear()
        os.environ.update(zip(parts[_DESCRIBED::2], parts[_DESCRIBED + 1::2]))
        if tmp != "/tmp":
            os.environ["TMPDIR"] = tmp
        if task != "/var/task":
            os.environ["LAMBDA_TASK_ROOT"] = task
            python_path = os.environ.get("PYTHONPATH", "").split(os.pathsep)
            os.environ["PYTHONPATH"] = os.pathsep.join(_found(path, task, layers) for path in python_path)
        wrapper = os.environ.get("AWS_LAMBDA_EXEC_WRAPPER")
        if wrapper:
            self._begin_anew(_found(wrapper, task, layers), wrapper, parts[:_DESCRIBED])
        else:
            self._specialise(parts[:_DESCRIBED])

    def _begin_anew(self, path, wrapper, parts):
        task = parts[0]
        environ = dict(os.environ)
        environ.update({
            _TOKEN: self._token, _SITE: os.pathsep.join(map(self._library.moved, self._site)), _DEBUG: self._debug_port,
            _FUNCTION: json.dumps(parts)})
        os.chdir(task)
        os.dup2(self._connection.descriptor, _INHERITED)
        try:
            os.execve(path, [path, sys.executable, "-S", _runtime_directory(task) + "/bootstrap.py"], environ)
        except OSError as error:
            sys.stderr.write("%s: %s\n" % (wrapper, error.strerror))
            os._exit(127 if isinstance(error, FileNotFoundError) else 126)

    def _specialise(self, parts):
        task, layers = parts[:2]
        time.tzset()
        os.chdir(task)
        runtime = _runtime_directory(task)
        if task != "/var/task":
            errors.code_is_at([(task, "/var/task"), (layers, "/opt")])
            # Nobody else may write there, but this process might.
            sys.dont_write_bytecode = True
        sys.argv = [runtime + "/bootstrap.py"]
        sys.modules["__main__"].__file__ = sys.argv[0]
        own = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
        directories = packages.directories(task, layers, parts[4], own not in ([], ["/var/runtime"]))
        own = [_found(path, task, layers) if path != "/var/runtime" else runtime for path in own]
        if task == "/var/task":
            self._library.hide()
        sys.path[:] = packages.paths(directories, runtime, own, list(map(self._library.moved, _LIBRARY)))
        sys.path_importer_cache.clear()
        sys.meta_path.append(
            packages.OfThisMachine(list(map(self._library.moved, self._site)), bool(self._debug_port)))
        self._runtime = Runtime(Config(*parts[3:5], *parts[10:]), self._records)
        failure = self._runtime.initialise(lambda: self._before_loading(own, runtime, directories))
        self._flush()
        self._records.mark()
        if failure is None:
            self._connection.send(frames.frame(frames.READY))
        else:
            self._connection.send(_failed(frames.INIT_FAILED, failure))

    def _before_loading(self, own, runtime, directories):
        if self._debug_port:
            _await_debugger(int(self._debug_port))
        if any(path != runtime for path in own):
            site.execsitecustomize()
        packages.add_named_paths(directories)

    # --- serving

    def _invoke(self, parts):
        answer = self._runtime.handle_event_request(Invocation(*parts[:6]), parts[7])
        self._flush()
        if self._forked:
            os._exit(1 if isinstance(answer, Failure) else 0)
        if isinstance(answer, Failure):
            told = _failed(frames.FAILED, answer)
        else:
            told = frames.frame(frames.RETURNED, answer[:_LONGEST_ANSWER])
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
        self._records.mark()
        self._connection.send(told + frames.frame(frames.DONE, b"%d" % memory))


# What the most memory is told in: KiB on Linux, bytes on macOS.
_UNIT = 1 if sys.platform == "darwin" else 1024


def _failed(kind, failure):
    error_type, message = (text[:_LONGEST_MESSAGE].encode("utf-8", "replace") for text in (failure.error_type, failure.message))
    return frames.frame(kind, error_type, message, failure.body[:_LONGEST_ANSWER])


def _connected(path):
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    connection.connect(path)
    return output.moved_up(connection.detach())


def _runtime_directory(task):
    return "/var/runtime" if task == "/var/task" else _DIRECTORY


def _found(path, task, layers):
    """What a path of Lambda's is here."""
    for place, real in (("/var/task", task), ("/opt", layers)):
        if path == place or path.startswith(place + "/"):
            return real + path[len(place):]
    return path


def _await_debugger(port):
    try:
        import debugpy
    except ImportError:
        raise Fault("Runtime.ImportModuleError",
                    "debugging needs debugpy, which neither the package, a layer nor Python %d.%d at %s has:"
                    " %s -m pip install debugpy puts it there"
                    % (sys.version_info[:2] + (sys.executable, sys.executable))) from None
    debugpy.listen(("127.0.0.1", port))
    debugpy.wait_for_client()


def _complete_builtins():
    """What Python begins with besides, where it looks for packages of the machine."""
    site.setquit()
    site.setcopyright()
    site.sethelper()


class _Nowhere:
    """A function's surroundings while there is none."""

    def message(self, level, text):
        pass


def _rehearse(is_over):
    """Does once what each function needs, and imports what many do, while the process waits for one."""
    runtime = Runtime(Config("", "python3.12", "Text", "INFO"), _Nowhere())
    invocation = Invocation("", "", "0", "", "", "")
    runtime._handler = lambda event, context: event
    runtime.handle_event_request(invocation, '{"a": [1, "b"]}')
    for name in ("socket", "datetime", "base64", "decimal", "urllib.parse", "uuid", "hashlib"):
        if is_over():
            return
        importlib.import_module(name)
    runtime._handler = None
    runtime.handle_event_request(invocation, '{"a": [1, "b"]}')
