/// Checks of the environment of an engine from outside. They change nothing.
@NullMarked
package io.packhouse.app.maintenance.doctor;

import org.jspecify.annotations.NullMarked;
