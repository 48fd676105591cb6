# The second argument of a handler. It is where Lambda has it, since functions name its class in annotations and make
# contexts of their own.
#
# Source: AWS Lambda developer guide, "Using the Lambda context object to retrieve Python function information".

import logging
import os
import sys
import time

_SAID_BY_VARIABLES = (
    ("log_group_name", "AWS_LAMBDA_LOG_GROUP_NAME"),
    ("log_stream_name", "AWS_LAMBDA_LOG_STREAM_NAME"),
    ("function_name", "AWS_LAMBDA_FUNCTION_NAME"),
    ("memory_limit_in_mb", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
    ("function_version", "AWS_LAMBDA_FUNCTION_VERSION"))


class LambdaContext:
    def __init__(self, invoke_id, client_context, cognito_identity, epoch_deadline_time_in_ms, invoked_function_arn=None,
                 tenant_id=None):
        self.aws_request_id = invoke_id
        for name, variable in _SAID_BY_VARIABLES:
            setattr(self, name, os.environ.get(variable))
        self.invoked_function_arn = invoked_function_arn
        self.tenant_id = tenant_id
        self.client_context = None if client_context is None else ClientContext(client_context)
        cognito = cognito_identity or {}
        self.identity = CognitoIdentity({
            "cognito_identity_id": cognito.get("cognitoIdentityId"),
            "cognito_identity_pool_id": cognito.get("cognitoIdentityPoolId")})
        self._epoch_deadline_time_in_ms = epoch_deadline_time_in_ms

    def get_remaining_time_in_millis(self):
        return max(0, self._epoch_deadline_time_in_ms - int(time.time() * 1000))

    def log(self, msg):
        """A function may have taken the runtime's handler from the root logger: its text is then merely printed."""
        sinks = [handler.log_sink for handler in logging.getLogger().handlers if hasattr(handler, "log_sink")]
        write = sinks[0].log if sinks else sys.stdout.write
        write(str(msg))

    def __repr__(self):
        return _repr(self, (
            "aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
            "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id"))


class _Fields:
    """An object with certain members, each None if it is not given."""

    __slots__ = ()

    def __init__(self, members=None):
        for name in self.__slots__:
            setattr(self, name, None if members is None else members.get(name))

    def __repr__(self):
        return _repr(self, self.__slots__)


class CognitoIdentity(_Fields):
    __slots__ = ("cognito_identity_id", "cognito_identity_pool_id")


class Client(_Fields):
    __slots__ = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")


class ClientContext(_Fields):
    __slots__ = ("custom", "env", "client")

    def __init__(self, members=None):
        super().__init__(members)
        if self.client is not None:
            self.client = Client(self.client)


def _repr(value, names):
    fields = ",".join("%s=%s" % (name, getattr(value, name)) for name in names)
    return "%s([%s])" % (type(value).__name__, fields)
