package io.packhouse.app.web;

import java.time.Duration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/// What all bodies share, so that many of them, or slow ones, cannot take everything: memory for
/// those of people, memory for those of nobody in particular, disk, and time.
record BodyLimits(BodyBudget members, BodyBudget guests, BodyBudget files, Duration time) {

    static BodyLimits of(long memory, long disk, Duration time) {
        return new BodyLimits(
                new BodyBudget(memory), new BodyBudget(memory / 4), new BodyBudget(disk), time);
    }

    BodyBudget memory() {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null || caller instanceof AnonymousAuthenticationToken ? guests : members;
    }
}
