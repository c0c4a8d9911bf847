package io.packhouse.app.server;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Requests that have slots of their own. Many pages being read do not shed orders, and many orders
/// do not shed the commands of staff.
enum RequestKind {
    /// Takes its slot until its stock is reserved, so that orders in progress are bounded.
    ORDER(8),
    COMMAND(16),
    READ(8);

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern ORDERS = Pattern.compile("/api/v1/orders|/packs/[^/]+/orders");

    /// What is needed to see and end an overload, and what finishes orders: health, metrics,
    /// operations and the way in, webhooks. The files of pages cost nearly nothing.
    private static final Pattern UNLIMITED =
            Pattern.compile("/health|/sign-in(/second-factor|/passkey(/options)?)?|/session|/favicon\\.ico"
                    + "|/(actuator|assets|webjars)/.*|/api/v1/operations(/.*)?|/api/v1/(payments/)?webhooks?(/.*)?");

    private final int perProcessor;

    RequestKind(int perProcessor) {
        this.perProcessor = perProcessor;
    }

    /// The default number of slots.
    int slots() {
        return perProcessor * Runtime.getRuntime().availableProcessors();
    }

    /// By the decoded path, so that no spelling of it evades the limit; empty for requests that are never shed.
    static Optional<RequestKind> of(String method, String path) {
        if (UNLIMITED.matcher(path).matches()) {
            return Optional.empty();
        }
        if (READING.contains(method)) {
            return Optional.of(READ);
        }
        return Optional.of(ORDERS.matcher(path).matches() ? ORDER : COMMAND);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
