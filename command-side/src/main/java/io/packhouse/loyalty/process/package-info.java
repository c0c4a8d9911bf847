/// Reactions of loyalty to orders, time and redemptions, and the endpoints that need the
/// programme's rules.
@NullMarked
package io.packhouse.loyalty.process;

import org.jspecify.annotations.NullMarked;
