package io.packhouse.broken.command;

import jakarta.validation.constraints.AssertTrue;

/// Breaks: a constraint is declared at the field that it checks.
record UsesAssertTrue(long amount) {

    @AssertTrue
    boolean isAmountValid() {
        return amount != 0;
    }
}
