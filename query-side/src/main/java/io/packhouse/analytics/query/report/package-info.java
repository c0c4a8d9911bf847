/// Reports for dashboards: sales, payments, stock and customers over a period.
@NullMarked
package io.packhouse.analytics.query.report;

import org.jspecify.annotations.NullMarked;
