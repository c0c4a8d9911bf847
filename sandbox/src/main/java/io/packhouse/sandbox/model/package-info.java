/// What the provider knows about money: sessions, payments, charges, refunds, and the cards that
/// decide.
@NullMarked
package io.packhouse.sandbox.model;

import org.jspecify.annotations.NullMarked;
