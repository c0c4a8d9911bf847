/// SQL for analysts from a shell.
@NullMarked
package io.packhouse.app.sql;

import org.jspecify.annotations.NullMarked;
