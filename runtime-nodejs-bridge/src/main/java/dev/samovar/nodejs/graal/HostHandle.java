package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.interop.TruffleObject;

/// Something of the host's that guest code holds and cannot look into.
record HostHandle(Object value) implements TruffleObject {}
