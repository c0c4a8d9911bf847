/// Statistics of orders, money and stock over time, for dashboards and for analysts who write SQL.
/// It makes no decisions; persons appear as pseudonyms, never by name or address.
@NullMarked
package io.packhouse.analytics.api;

import org.jspecify.annotations.NullMarked;
