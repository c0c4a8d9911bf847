/// How the installation is tended: what follows the log, what it could not take, and what operators
/// do about it. It records who did what and why; it decides nothing about goods, orders or money.
@NullMarked
package io.packhouse.operations.api;

import org.jspecify.annotations.NullMarked;
