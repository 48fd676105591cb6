/// Makes the code of a customer safe to share a JVM: loops that can be ended, and process-wide
/// things led elsewhere.
///
/// [Instrumenter] changes one class file. [InstrumentedCode] holds the changed classes of one function
/// version, made once. [GuestClassLoader] defines them for one environment. What the changed code calls
/// is in `dev.samovar.java.guest`.
@NullMarked
package dev.samovar.java.instrument;

import org.jspecify.annotations.NullMarked;
