/// Money that is to be taken for something, once per installment. It decides which word of a
/// provider counts, and it never takes the same money twice. It does not know what is paid for; it
/// repeats a reference.
@NullMarked
package io.packhouse.payment.api;

import org.jspecify.annotations.NullMarked;
