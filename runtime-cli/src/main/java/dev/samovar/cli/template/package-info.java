/// Templates of AWS SAM and CloudFormation: read, and brought down to plain resources.
@NullMarked
package dev.samovar.cli.template;

import org.jspecify.annotations.NullMarked;
