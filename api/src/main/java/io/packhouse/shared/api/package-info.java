/// The types that every context shares: money, ids, people, refusals. At most ten. They make no
/// decisions and only make invalid values impossible.
@NullMarked
package io.packhouse.shared.api;

import org.jspecify.annotations.NullMarked;
