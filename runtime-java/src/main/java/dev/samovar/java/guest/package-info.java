/// What the code of a customer reaches at run time instead of the process-wide things of the JDK.
///
/// [Guest] holds all that one environment offers. The classes named `…Calls` are the redirects: each public method
/// takes the guest first and stands in for one member of the JDK, named by its [Instead] or [Adapts] annotation;
/// [Redirects] reads these annotations and is the table everybody else works from. Instrumented code does not call
/// them directly: every environment's class loader defines a small facade per class, `dev.samovar.java.guest.here.X`,
/// that adds its own guest. So a redirect knows its environment on any thread, without a thread local.
///
/// Public here means "reachable from instrumented code", not "promised to users".
@NullMarked
package dev.samovar.java.guest;

import org.jspecify.annotations.NullMarked;
