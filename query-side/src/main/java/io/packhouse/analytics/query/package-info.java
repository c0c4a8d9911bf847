/// Analytics for dashboards, and exports of tables as files.
@NullMarked
package io.packhouse.analytics.query;

import org.jspecify.annotations.NullMarked;
