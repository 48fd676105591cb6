# What a function with SnapStart registers to be called before its snapshot is taken and after it is restored.
#
# Source: AWS Lambda developer guide, "Implement code before or after Lambda function snapshots".

_before_snapshot = []
_after_restore = []


def register_before_snapshot(func, *args, **kwargs):
    """Those that are registered last are called first."""
    _before_snapshot.append((func, args, kwargs))
    return func


def register_after_restore(func, *args, **kwargs):
    """Those that are registered first are called first."""
    _after_restore.append((func, args, kwargs))
    return func


def get_before_snapshot():
    return _before_snapshot


def get_after_restore():
    return _after_restore
