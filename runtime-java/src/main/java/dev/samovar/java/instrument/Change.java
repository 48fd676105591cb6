package dev.samovar.java.instrument;

import dev.samovar.java.guest.Redirect;

/// What happens to one instruction.
sealed interface Change {
    /// A poll before it: it jumps backwards.
    record Poll() implements Change {}

    /// A call or a field read becomes the call of the facade.
    record Replace(Redirect row) implements Change {}

    /// One argument of a call is changed before it.
    record Adapt(Redirect row) implements Change {}

    /// A constructor call becomes the call of a factory, and the object that `new` made is dropped.
    record Create(Redirect row, boolean duplicated) implements Change {}

    /// The object a constructor call has made is shown to the facade; it is on the stack, or it is `this`.
    record Show(Redirect row, boolean isThis) implements Change {}

    /// A reflective call gets another member and other arguments.
    record Reflect(Reflective kind) implements Change {}

    /// Method handles among the static arguments of an `invokedynamic` are led to facades.
    record Handles() implements Change {}

    /// A class that a class loader of the guest's own defines is instrumented first.
    record Define() implements Change {}

    enum Reflective {
        INVOKE,
        NEW_INSTANCE,
        GET
    }
}
