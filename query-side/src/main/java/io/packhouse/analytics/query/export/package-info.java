/// Exports of whole tables as files, written by a durable task.
@NullMarked
package io.packhouse.analytics.query.export;

import org.jspecify.annotations.NullMarked;
