/// What is counted: orders, money and stock over time, for dashboards and for people who write SQL.
/// It decides nothing; it knows pseudonyms of persons and never their names or addresses.
@NullMarked
package io.packhouse.analytics.api;

import org.jspecify.annotations.NullMarked;
