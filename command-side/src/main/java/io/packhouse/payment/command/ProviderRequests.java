package io.packhouse.payment.command;

import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.shared.api.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The operations requested of the provider: the last of each kind, the attempts, and which are
/// pending.
final class ProviderRequests {

    private final Map<ProviderOperation, ProviderOperationRequested> last = new EnumMap<>(ProviderOperation.class);
    private final Set<ProviderOperation> pending = EnumSet.noneOf(ProviderOperation.class);
    private final Set<ProviderOperation> unknown = EnumSet.noneOf(ProviderOperation.class);

    ProviderOperationRequested next(
            PaymentRequested wanted,
            ProviderOperation operation,
            Money amount,
            @Nullable String checkoutId,
            @Nullable String intentId) {
        var attempt = attempts(operation) + 1;
        return new ProviderOperationRequested(
                wanted.paymentId(),
                operation,
                attempt,
                key(wanted.paymentId(), operation, attempt),
                amount,
                wanted.description(),
                wanted.expiresAt(),
                checkoutId,
                intentId);
    }

    /// Voids the authorisation of that intent; without an intent, closes the page.
    ProviderOperationRequested release(
            PaymentRequested wanted, @Nullable String checkoutId, @Nullable String intentId) {
        return next(wanted, ProviderOperation.VOID, wanted.amount(), checkoutId, intentId);
    }

    ProviderOperationRequested refund(
            PaymentRequested wanted, Money amount, @Nullable String checkoutId, @Nullable String intentId) {
        return next(wanted, ProviderOperation.REFUND, amount, checkoutId, intentId);
    }

    boolean isPending(ProviderOperation operation, int attempt) {
        return pending.contains(operation) && attempts(operation) == attempt;
    }

    /// The request of the last attempt.
    ProviderOperationRequested last(ProviderOperation operation) {
        return Objects.requireNonNull(last.get(operation));
    }

    boolean isPending(ProviderOperation operation) {
        return pending.contains(operation);
    }

    /// Requested, without a result, and not yet recorded as unknown.
    boolean isAwaited(ProviderOperation operation) {
        return pending.contains(operation) && !unknown.contains(operation);
    }

    boolean nothingPending() {
        return pending.isEmpty();
    }

    void evolve(PaymentEvent event) {
        switch (event) {
            case ProviderOperationRequested e -> {
                last.put(e.operation(), e);
                pending.add(e.operation());
                unknown.remove(e.operation());
            }
            case PaymentOutcomeUnknown e -> unknown.add(e.operation());
            case CheckoutSessionCreated _ -> answered(EnumSet.of(ProviderOperation.OPEN_CHECKOUT));
            case PaymentAuthorized _ -> answered(EnumSet.of(ProviderOperation.OPEN_CHECKOUT, ProviderOperation.VOID));
            case PaymentCaptured _ -> answered(EnumSet.complementOf(EnumSet.of(ProviderOperation.REFUND)));
            case PaymentVoided _, PaymentExpired _ -> answered(EnumSet.allOf(ProviderOperation.class));
            case PaymentMismatched _ -> answered(EnumSet.of(ProviderOperation.CAPTURE));
            case ProviderRefused e -> answered(EnumSet.of(e.operation()));
            default -> {} // Only requests and results matter here; PaymentState handles all of
            // them.
        }
    }

    private int attempts(ProviderOperation operation) {
        var asked = last.get(operation);
        return asked == null ? 0 : asked.attempt();
    }

    /// A partial refund by others does not complete a refund of the whole rest.
    void refunded() {
        answered(EnumSet.of(ProviderOperation.REFUND));
    }

    private void answered(Set<ProviderOperation> operations) {
        pending.removeAll(operations);
        unknown.removeAll(operations);
    }

    private static String key(PaymentId id, ProviderOperation operation, int attempt) {
        var name = "v1|%s|%s|%s|%s".formatted(id.reference(), id.installment(), operation, attempt);
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(hash.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
