/// What a buyer and the shop agreed on, and how far it has come. It decides what an order costs in
/// all, what may happen to it next, and who may do it. It does not hold stock or money; a process
/// asks the contexts that do.
@NullMarked
package io.packhouse.ordering.api;

import org.jspecify.annotations.NullMarked;
