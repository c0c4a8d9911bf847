package io.packhouse.testing;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.engine.eventstore.EventPositionLookup;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.SecondFactorRequiredException;
import io.packhouse.engine.idempotency.IdempotencyStore;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// An endpoint that provokes failures which no caller can cause.
@Hidden
@RestController
@Profile("provoked")
@RequestMapping("/provoked")
class ProvokingEndpoint {

    private final CommandDispatcher dispatcher;

    record Sleep(@RoutingKey String name) {}

    @Component
    @Profile("provoked")
    static class Sleeper {

        @CommandHandler
        void handle(Sleep command) {
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        }
    }

    ProvokingEndpoint(
            CommandGateway gateway,
            EventStore store,
            EventPositionLookup eventPositionLookup,
            IdempotencyStore requests) {
        dispatcher = new CommandDispatcher(gateway, store, eventPositionLookup, requests, Duration.ofMillis(100));
    }

    @GetMapping("/unexpected")
    @PublicEndpoint
    String unexpected() {
        throw new IllegalStateException("internal details");
    }

    @GetMapping("/overloaded")
    @PublicEndpoint
    String overloaded() {
        throw new RejectedExecutionException("full");
    }

    /// As if an account with a second factor had signed in.
    @GetMapping("/second-factor-required")
    @PublicEndpoint
    String secondFactorRequired() {
        throw new SecondFactorRequiredException("challenge", Instant.EPOCH);
    }

    /// As if the body had arrived too slowly.
    @GetMapping("/slowly")
    @PublicEndpoint
    String slowly() {
        throw new ProblemException(Problem.TOO_SLOW, "The body was not received in time.");
    }

    @GetMapping("/out-of-memory")
    @PublicEndpoint
    int outOfMemory() {
        var all = new ArrayList<long[]>();
        while (!Thread.interrupted()) {
            all.add(new long[10_000_000]);
        }
        return all.size();
    }

    /// The command takes longer than the dispatcher waits.
    @PostMapping("/unanswered")
    @PublicEndpoint
    CommandReceipt unanswered(Caller caller) {
        return dispatcher.send(new Sleep("provoked"), caller);
    }

    /// The shared engine has no provider with signatures.
    @GetMapping("/issuer-unavailable")
    @PublicEndpoint
    String issuerUnavailable() {
        throw new ProblemException(Problem.ISSUER_UNAVAILABLE, "The identity provider does not respond.");
    }

    @GetMapping("/wrong-signature")
    @PublicEndpoint
    String wrongSignature() {
        throw new CommandRejectedException(
                new CommandRejectedException.Answer("WRONG_SIGNATURE", "Not ours.", Refusal.Kind.INVALID, Map.of()));
    }

    /// A command fails as it does when a dependency fails.
    @PostMapping("/failing")
    @PublicEndpoint
    CommandReceipt failing(@RequestParam ProvokedFailure how) throws Exception {
        throw how.failure();
    }

    @GetMapping("/parameters")
    @PublicEndpoint
    String parameters(
            @RequestParam int limit,
            @RequestParam(defaultValue = "") Set<Role> role,
            @RequestParam(required = false) @Nullable PersonId buyer) {
        return limit + " " + role + " " + buyer;
    }
}
