/// Types of stored events: logical names and revisions, never Java class names.
@NullMarked
package io.packhouse.engine.serialization;

import org.jspecify.annotations.NullMarked;
