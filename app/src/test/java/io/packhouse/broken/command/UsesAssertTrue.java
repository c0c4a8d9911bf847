package io.packhouse.broken.command;

import jakarta.validation.constraints.AssertTrue;

/// Breaks: a rule stands at the field it is about.
record UsesAssertTrue(long amount) {

    @AssertTrue
    boolean isAmountSomething() {
        return amount != 0;
    }
}
