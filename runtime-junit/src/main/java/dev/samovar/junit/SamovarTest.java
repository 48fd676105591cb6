package dev.samovar.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives a test class a function runtime of its own, which begins before its first test and is gone, with
/// everything it started, after its last.
///
/// Constructors and methods of the class take a [TestRuntime] or a [dev.samovar.api.FunctionRuntime] as a
/// parameter. Before each test method, and its `@BeforeEach` methods, pending injections are dropped, and
/// counts and logs begin anew. Classes can run in parallel: they share no port, no file and no state.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SamovarExtension.class)
public @interface SamovarTest {

    /// Whether time stands still until [TestRuntime#advance] moves it; the real clock by default.
    boolean virtualClock() default false;

    /// The account's concurrency.
    int concurrency() default 1000;
}
