/// SQL for analysts on the command line.
@NullMarked
package io.packhouse.app.sql;

import org.jspecify.annotations.NullMarked;
