/// Figures for dashboards, and tables as files.
@NullMarked
package io.packhouse.analytics.query;

import org.jspecify.annotations.NullMarked;
