/// Common parts of files for spreadsheets.
@NullMarked
package io.packhouse.engine.csv;

import org.jspecify.annotations.NullMarked;
