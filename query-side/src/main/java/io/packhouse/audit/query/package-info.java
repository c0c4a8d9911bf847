/// Read access to the stored event log.
@NullMarked
package io.packhouse.audit.query;

import org.jspecify.annotations.NullMarked;
