package dev.samovar.java.guest;

/// The shape of the code that a redirect replaces.
public enum Site {
    /// A call of a static method.
    STATIC,
    /// A call of an instance method; the receiver becomes the first argument.
    VIRTUAL,
    /// A call of an instance method through `super`.
    SUPER,
    /// An instance creation.
    NEW,
    /// The read of a static field.
    READ,
    /// Nothing is replaced: once an object of the type is constructed, by `new` or by `super(…)`, it is shown.
    CONSTRUCTED
}
