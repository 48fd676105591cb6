# Lambda's runtime for Python, for one function: what its invocations come to.

import json
import os

import samovar_errors as errors
import samovar_handler
import samovar_packages as packages
from awslambdaric.lambda_context import LambdaContext
from samovar_errors import Fault, text_of
from samovar_json import Encoder
from samovar_logs import Logs

# From this minor version on, Lambda answers text as it is and does not escape what is not ASCII.
_UNESCAPED = 12


class Config:
    """A function, besides what its variables say."""

    def __init__(self, handler, runtime, log_format, log_level):
        self.handler = handler
        self.minor = int(runtime.rpartition(".")[2])
        self.log_format = log_format
        self.log_level = log_level


class Invocation:
    """What is told of an invocation."""

    __slots__ = ("request_id", "invoked_function_arn", "deadline_millis", "trace_header", "client_context", "tenant_id")

    def __init__(self, request_id, invoked_function_arn, deadline_millis, trace_header, client_context, tenant_id):
        self.request_id = request_id
        self.invoked_function_arn = invoked_function_arn
        self.deadline_millis = int(deadline_millis)
        self.trace_header = trace_header
        self.client_context = client_context
        self.tenant_id = tenant_id or None


class Failure:
    """An error in the words of Lambda."""

    def __init__(self, error_type, message, body):
        self.error_type = error_type
        self.message = message
        self.body = body


class Runtime:
    def __init__(self, config, records):
        self._config = config
        self._encoder = Encoder(ensure_ascii=config.minor < _UNESCAPED)
        self._logs = Logs(records, self._encoder)
        self._handler = None
        # Before a function can have put something else there.
        self._environ = os.environ
        self._loads = json.loads
        self._dumps = self._encoder.encode

    def initialise(self, before_loading):
        """Loads the function. Answers why it cannot be, if so."""
        try:
            self._logs.set_up(self._config.log_format, self._config.log_level)
            before_loading()
            self._handler = samovar_handler.load(self._config.handler)
            if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
                _call_hooks()
            return None
        except Exception as error:
            return self._failed(error, "")

    def handle_event_request(self, invocation, event_body):
        """The answer as bytes, or why there is none. Callers are shown the line of the call, if it fails itself."""
        self._logs.request_id = invocation.request_id
        self._logs.tenant_id = invocation.tenant_id
        if invocation.trace_header:
            self._environ["_X_AMZN_TRACE_ID"] = invocation.trace_header
        else:
            self._environ.pop("_X_AMZN_TRACE_ID", None)
        request_handler = self._handler
        try:
            lambda_context = LambdaContext(
                invocation.request_id, _client_context(invocation.client_context), None, invocation.deadline_millis,
                invocation.invoked_function_arn, invocation.tenant_id)
            event = self._unmarshal(event_body)
            response = request_handler(event, lambda_context)
            return self._marshal(response)
        except Exception as error:
            return self._failed(error, invocation.request_id)

    def _unmarshal(self, event):
        try:
            return self._loads(event)
        except Exception as error:
            raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: " + text_of(error)) from None

    def _marshal(self, answer):
        if isinstance(answer, bytes):
            return answer
        try:
            return self._dumps(answer).encode("utf-8", "backslashreplace")
        except Exception as error:
            raise Fault("Runtime.MarshalError", "Unable to marshal response: " + text_of(error)) from None

    def _failed(self, error, request_id):
        way_out = packages.way_out(error)
        if way_out:
            self._logs.warn(text_of(error) + way_out)
        body = errors.described(error, request_id)
        self._logs.failed(body)
        return Failure(body["errorType"], body["errorMessage"], self._dumps(body).encode("utf-8", "backslashreplace"))


def _client_context(text):
    if not text:
        return None
    try:
        return json.loads(text)
    except Exception as error:
        raise Fault("Runtime.LambdaContextUnmarshalError",
                    "Unable to parse Client Context JSON: " + text_of(error)) from None


def _call_hooks():
    import snapshot_restore_py as hooks

    registered = hooks.get_before_snapshot()
    while registered:
        call, args, named = registered.pop()
        call(*args, **named)
    for call, args, named in hooks.get_after_restore():
        call(*args, **named)
