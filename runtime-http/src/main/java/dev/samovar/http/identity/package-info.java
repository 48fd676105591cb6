/// STS and IAM as far as tools ask for them before they make a function: who asks, and roles and policies,
/// which are kept in memory and decide nothing.
@NullMarked
package dev.samovar.http.identity;

import org.jspecify.annotations.NullMarked;
