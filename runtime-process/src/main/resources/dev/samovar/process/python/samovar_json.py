# Answers as JSON: what Python's own encoder does fast, and what Lambda's encoder does besides.
#
# Lambda takes numbers of `decimal`, bytes as UTF-8, and whatever has `_asdict`, such as named tuples, as objects.

import decimal
import json

_PLAIN = (str, int, float, bool, type(None))


class Encoder:
    def __init__(self, ensure_ascii):
        self._encode = json.JSONEncoder(ensure_ascii=ensure_ascii, default=_refuse).encode
        self._text = json.encoder.encode_basestring_ascii if ensure_ascii else json.encoder.encode_basestring

    def encode(self, value):
        """JSON text. Fails with what the caller of the function is told."""
        try:
            text = self._encode(value)
            return self._slowly(value) if _has_members(value) else text
        except (_Refused, TypeError):
            return self._slowly(value)

    def _slowly(self, value):
        pieces = []
        self._append(value, pieces.append, set())
        return "".join(pieces)

    def _append(self, value, put, open_ones):
        if isinstance(value, bytes):
            put(self._text(value.decode("utf-8")))
        elif isinstance(value, _PLAIN):
            put(self._encode(value))
        elif isinstance(value, decimal.Decimal):
            put("NaN" if value.is_nan() else str(value))
        else:
            self._append_container(value, put, open_ones)

    def _append_container(self, value, put, open_ones):
        if id(value) in open_ones:
            raise ValueError("Circular reference detected")
        open_ones.add(id(value))
        members = None if isinstance(value, (list, dict)) else _members(value)
        if members is not None:
            self._append_object(members, put, open_ones)
        elif isinstance(value, dict):
            self._append_object(value, put, open_ones)
        elif isinstance(value, (list, tuple)):
            put("[")
            for number, item in enumerate(value):
                if number:
                    put(", ")
                self._append(item, put, open_ones)
            put("]")
        else:
            raise TypeError(_REFUSAL % type(value).__name__)
        open_ones.discard(id(value))

    def _append_object(self, members, put, open_ones):
        put("{")
        for number, (key, item) in enumerate(members.items()):
            if number:
                put(", ")
            put(self._key(key))
            put(": ")
            self._append(item, put, open_ones)
        put("}")

    def _key(self, key):
        if isinstance(key, bytes):
            key = key.decode("utf-8")
        if isinstance(key, str):
            return self._text(key)
        if isinstance(key, _PLAIN):
            return '"' + self._encode(key) + '"'
        # Python's encoder refuses it, and names types of its own with their modules.
        return self._encode({key: None})


_REFUSAL = "Object of type %s is not JSON serializable"


class _Refused(Exception):
    pass


def _refuse(value):
    raise _Refused


def _members(value):
    as_dict = getattr(value, "_asdict", None)
    if not callable(as_dict):
        return None
    members = as_dict()
    if not isinstance(members, dict):
        raise TypeError("_asdict() must return a dict, not " + type(members).__name__)
    return members


def _has_members(value):
    """Whether a value that could be encoded has tuples in it which are to be objects."""
    kind = type(value)
    if kind is str or kind is int or value is None:
        return False
    left = [value]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            inner = value.values()
        elif isinstance(value, list):
            inner = value
        elif isinstance(value, tuple):
            if hasattr(value, "_asdict"):
                return True
            inner = value
        else:
            continue
        for item in inner:
            kind = type(item)
            if kind is not str and kind is not int and kind is not float and kind is not bool and item is not None:
                left.append(item)
    return False
