package dev.samovar.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A function that is there when the tests of a class begin.
@Documented
@Repeatable(DeclareFunction.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DeclareFunction {

    /// Its name.
    String name();

    /// Its package: a zip, a jar or a directory, relative to the working directory; a build's own classes by default.
    String code() default "target/classes";

    /// Its handler.
    String handler();

    /// Its runtime.
    String runtime() default "java25";

    /// Its timeout in seconds.
    int timeoutSeconds() default 3;

    /// Its memory in MiB.
    int memoryMb() default 128;

    /// Its environment variables, each as `KEY=value`.
    String[] environment() default {};

    /// Several functions.
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {

        /// The functions.
        DeclareFunction[] value();
    }
}
