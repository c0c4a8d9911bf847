/// Engine library on Axon Framework: storage, messaging, HTTP and operations infrastructure, with
/// the embedded event store or with Axon Server. It is not the product Axon Server. It knows
/// nothing of goods, orders or money.
@NullMarked
package io.packhouse.engine;

import org.jspecify.annotations.NullMarked;
