/// What belongs to functions besides their code and versions: tags, policies, URLs and settings.
@NullMarked
package dev.samovar.core.catalog;

import org.jspecify.annotations.NullMarked;
