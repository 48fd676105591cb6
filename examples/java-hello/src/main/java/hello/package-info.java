/// A Lambda function, as one writes it for AWS.
@NullMarked
package hello;

import org.jspecify.annotations.NullMarked;
