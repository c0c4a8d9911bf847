/// Files of manifests, as CSV or JSON, read row by row; every rejected row has its reasons.
@NullMarked
package io.packhouse.catalog.command.manifest.file;

import org.jspecify.annotations.NullMarked;
