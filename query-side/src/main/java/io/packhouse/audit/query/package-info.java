/// The log as it is stored.
@NullMarked
package io.packhouse.audit.query;

import org.jspecify.annotations.NullMarked;
