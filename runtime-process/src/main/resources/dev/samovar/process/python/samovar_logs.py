# The handler on the root logger, in text or JSON, and which invocation its lines belong to. The classes are named as
# Lambda's are, since libraries that give the handler a format of their own find it by the name of its class.
#
# Source: AWS Lambda developer guide, "Log and monitor Python Lambda functions".

import json
import logging
import time
import traceback

import samovar_errors as errors
from samovar_output import LEVELS

_TIME = "%Y-%m-%dT%H:%M:%S"
_OF_PYTHON = ("INFO", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")

# What a record has by itself; all else was given by the function.
_OWN_FIELDS = frozenset((
    "name", "msg", "args", "levelname", "levelno", "pathname", "filename", "module", "exc_info", "exc_text", "stack_info",
    "lineno", "funcName", "created", "msecs", "relativeCreated", "thread", "threadName", "processName", "process",
    "aws_request_id", "tenant_id", "_frame_type"))


class Logs:
    """What a function logs through `logging` and by failing."""

    def __init__(self, records, encoder):
        self._records = records
        self._encoder = encoder
        self._json = False
        self.request_id = ""
        self.tenant_id = None

    def set_up(self, log_format, log_level):
        self._json = log_format == "JSON"
        logging.Formatter.converter = time.gmtime
        root = logging.getLogger()
        if self._json:
            handler = LambdaLoggerHandlerWithFrameType(self._records)
            handler.setFormatter(JsonFormatter())
            root.setLevel({"TRACE": "DEBUG"}.get(log_level, log_level))
        else:
            handler = LambdaLoggerHandler(self._records)
            handler.setFormatter(logging.Formatter(
                "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", _TIME))
        handler.addFilter(LambdaLoggerFilter(self))
        root.addHandler(handler)

    def failed(self, body):
        if self._json:
            line = {"timestamp": time.strftime(_TIME + "Z", time.gmtime()), "log_level": "ERROR"}
            line.update(body)
            text = self._encoder.encode(line) + "\n"
        else:
            text = errors.as_text(body)
        self._records.message(LEVELS["ERROR"], text)

    def warn(self, message):
        logging.getLogger().warning(message)


class LambdaLoggerFilter(logging.Filter):
    """Keeps every record, and says which invocation it belongs to."""

    def __init__(self, logs):
        super().__init__()
        self._logs = logs

    def filter(self, record):
        record.aws_request_id = self._logs.request_id
        record.tenant_id = self._logs.tenant_id
        return True


class LambdaLoggerHandler(logging.Handler):
    def __init__(self, records):
        super().__init__()
        self.log_sink = self
        self._records = records

    def emit(self, record):
        text = self.format(record)
        self._records.message(LEVELS[_OF_PYTHON[_rounded(record.levelno) // 10]], text)

    def log(self, text, frame_type=None):
        self._records.message(LEVELS["INFO"], text)


class LambdaLoggerHandlerWithFrameType(LambdaLoggerHandler):
    """What the handler is called with the log format JSON."""


class JsonFormatter(logging.Formatter):
    def __init__(self):
        super().__init__(datefmt=_TIME + "Z")

    def format(self, record):
        record.levelno = _rounded(record.levelno)
        record.levelname = logging.getLevelName(record.levelno)
        line = {
            "timestamp": self.formatTime(record, self.datefmt),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
        }
        if record.exc_info:
            kind, error, trace = record.exc_info
            line["stackTrace"] = traceback.format_tb(trace)
            line["errorType"] = kind.__name__ if kind else None
            line["errorMessage"] = errors.text_of(error)
        line["requestId"] = record.aws_request_id
        if record.exc_info:
            line["location"] = "%s:%s:%s" % (errors.shown(record.pathname), record.funcName, record.lineno)
        if record.tenant_id is not None:
            line["tenantId"] = record.tenant_id
        for name, value in record.__dict__.items():
            if name not in _OWN_FIELDS and name not in line:
                line[name] = value
        return json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False) + "\n"


def _rounded(level):
    """One of Python's own levels."""
    return min(50, max(0, level)) // 10 * 10
