package dev.samovar.java.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says at which calls a method changes one argument; with further parameters it sees the arguments behind
/// that one. The call itself stays where it is, so that members that look at their caller, and `super(…)`
/// calls, keep their meaning.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface Adapts {
    Call[] value();

    @Target({})
    @interface Call {
        Class<?> of();

        String member() default "<init>";

        Class<?>[] parameters();

        /// What a method returns; a constructor is void.
        Class<?> returns() default void.class;

        Site at() default Site.NEW;

        int argument() default 0;
    }
}
