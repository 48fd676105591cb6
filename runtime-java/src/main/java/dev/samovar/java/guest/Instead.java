package dev.samovar.java.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says which member of the JDK a method stands in for. Parameters and result are the method's own, after the guest.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface Instead {
    Class<?> of();

    /// The member's name; for [Site#NEW] and [Site#CONSTRUCTED] it says nothing.
    String member() default "<init>";

    Site at();
}
