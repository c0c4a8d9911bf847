package io.packhouse.app.web;

import java.time.Duration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/// Limits shared by all bodies, so that large or slow ones cannot exhaust the engine: memory for
/// signed-in callers, memory for anonymous callers, disk, and time.
record BodyLimits(BodyBudget members, BodyBudget guests, BodyBudget files, Duration time) {

    static BodyLimits of(long memory, long disk, Duration time) {
        return new BodyLimits(new BodyBudget(memory), new BodyBudget(memory / 4), new BodyBudget(disk), time);
    }

    BodyBudget memory() {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null || caller instanceof AnonymousAuthenticationToken ? guests : members;
    }
}
