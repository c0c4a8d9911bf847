/// The contents of a pack, line by line, recorded from an uploaded file.
@NullMarked
package io.packhouse.catalog.api.manifest;

import org.jspecify.annotations.NullMarked;
