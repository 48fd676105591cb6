# Finds and loads the function that a handler names: `[package/]module.function`.
#
# Source: AWS Lambda developer guide, "Define Lambda function handler in Python".

import importlib
import sys

import samovar_errors as errors
import samovar_packages as packages
from samovar_errors import Fault, text_of


def load(handler):
    name, dot, function = handler.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName",
                    "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % handler)
    if name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", "Cannot use built-in module %s as a handler module" % name)
    module = _imported(name)
    try:
        return getattr(module, function)
    except AttributeError:
        raise Fault("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function, name)) from None


def _imported(name):
    try:
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s%s"
                    % (name, text_of(error), packages.way_out(error))) from error
    except SyntaxError as error:
        trace = '  File "%s" Line %s\n    %s' % (errors.shown(str(error.filename)), error.lineno, error.text)
        raise Fault("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s"
                    % (name, text_of(error)), [trace]) from error
