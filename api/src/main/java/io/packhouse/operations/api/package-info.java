/// Operation of the installation: event processors, dead letters, parked sagas and what operators
/// do about them. It records who did what and why; it decides nothing about goods, orders or money.
@NullMarked
package io.packhouse.operations.api;

import org.jspecify.annotations.NullMarked;
