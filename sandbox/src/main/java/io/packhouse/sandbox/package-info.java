/// A payment provider to try things with: it speaks Stripe's wire protocol and keeps its own books.
@NullMarked
package io.packhouse.sandbox;

import org.jspecify.annotations.NullMarked;
