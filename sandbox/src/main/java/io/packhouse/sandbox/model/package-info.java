/// The provider's objects: sessions, payments, charges, refunds, and the test cards that determine
/// the outcome.
@NullMarked
package io.packhouse.sandbox.model;

import org.jspecify.annotations.NullMarked;
