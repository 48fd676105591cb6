/// `org.crac` as environments see it. These classes are renamed to it when they are laid out beside the customer's
/// code, so that the host's class path never has an `org.crac` of ours.
@NullMarked
package dev.samovar.java.crac;

import org.jspecify.annotations.NullMarked;
