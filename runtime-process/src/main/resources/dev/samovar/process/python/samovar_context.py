# The second argument of a handler.
#
# Source: AWS Lambda developer guide, "Using the Lambda context object to retrieve Python function information".

import json
import time

from samovar_errors import Fault, text_of


class LambdaContext:
    def __init__(self, config, logs, invocation):
        self.aws_request_id = invocation.request_id
        self.log_group_name = config.log_group
        self.log_stream_name = config.log_stream
        self.function_name = config.function_name
        self.memory_limit_in_mb = config.memory_mb
        self.function_version = config.function_version
        self.invoked_function_arn = invocation.invoked_function_arn
        self.tenant_id = invocation.tenant_id
        self.client_context = _client_context(invocation.client_context)
        # There is no Cognito to tell of one.
        self.identity = CognitoIdentity({})
        self._deadline = invocation.deadline_millis
        self._logs = logs

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, msg):
        self._logs.write(str(msg))

    def __repr__(self):
        return _repr(self, (
            "aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
            "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id"))


class _Fields:
    """An object with certain members, each None if it is not given."""

    __slots__ = ()

    def __init__(self, members):
        for name in self.__slots__:
            setattr(self, name, members.get(name))

    def __repr__(self):
        return _repr(self, self.__slots__)


class CognitoIdentity(_Fields):
    __slots__ = ("cognito_identity_id", "cognito_identity_pool_id")


class Client(_Fields):
    __slots__ = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")


class ClientContext(_Fields):
    __slots__ = ("custom", "env", "client")

    def __init__(self, members):
        super().__init__(members)
        if self.client is not None:
            self.client = Client(self.client)


def _client_context(text):
    if not text:
        return None
    try:
        members = json.loads(text)
    except Exception as error:
        raise Fault("Runtime.LambdaContextUnmarshalError",
                    "Unable to parse Client Context JSON: " + text_of(error)) from None
    return None if members is None else ClientContext(members)


def _repr(value, names):
    fields = ",".join("%s=%s" % (name, getattr(value, name)) for name in names)
    return "%s([%s])" % (type(value).__name__, fields)
