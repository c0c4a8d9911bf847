package io.packhouse.testing;

import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import org.hamcrest.CustomMatcher;
import org.hamcrest.Matcher;

/// Matchers for rejected commands.
public final class Refusals {

    private Refusals() {}

    public static Matcher<Object> refused(Refusal refusal) {
        return new CustomMatcher<>("refused with " + refusal) {
            @Override
            public boolean matches(Object thrown) {
                return thrown instanceof CommandRejectedException no
                        && no.answer().code().equals(refusal.name());
            }
        };
    }
}
