/// AWS's own serializer behind our interface. These classes, like AWS's, are defined anew in each environment,
/// because the serializer's caches would keep the customer's classes alive.
@NullMarked
package dev.samovar.java.codec;

import org.jspecify.annotations.NullMarked;
