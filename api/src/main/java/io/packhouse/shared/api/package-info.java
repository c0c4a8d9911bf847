/// The few words every context shares: money, ids, people, refusals. Ten types at most. It decides
/// nothing; it only makes wrong values impossible.
@NullMarked
package io.packhouse.shared.api;

import org.jspecify.annotations.NullMarked;
