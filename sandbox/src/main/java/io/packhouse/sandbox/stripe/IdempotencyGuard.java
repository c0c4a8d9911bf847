package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.journal.RequestOrigin;
import io.packhouse.sandbox.journal.StoredResponse;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.Response;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Returns the first response of an idempotency key to all later requests with it.
final class IdempotencyGuard {

    private final Ledger ledger;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    IdempotencyGuard(Ledger ledger) {
        this.ledger = ledger;
    }

    Response answer(Request call, int slowMillis, Function<LedgerTransaction, StoredResponse> work)
            throws InterruptedException {
        var key = call.key();
        if (key == null || key.isEmpty()) {
            Thread.sleep(slowMillis);
            return Response.of(ledger.write(new RequestOrigin(call.requestId(), null, null), work));
        }
        if (key.length() > 255) {
            throw StripeApiException.of(
                    400, "idempotency_error", null, "Idempotency-Key must be at most 255 characters.");
        }
        if (!busy.add(key)) {
            throw StripeApiException.of(
                    409,
                    "idempotency_error",
                    "idempotency_key_in_use",
                    "There is currently another in-progress request using this idempotent key.");
        }
        try {
            var print = print(call);
            var known = ledger.answerOf(key, print);
            if (known.isPresent()) return Response.of(known.get()).again();
            Thread.sleep(slowMillis);
            return Response.of(ledger.write(new RequestOrigin(call.requestId(), key, print), work));
        } finally {
            busy.remove(key);
        }
    }

    private static String print(Request call) {
        try {
            var text = call.line() + "\n" + call.form().values();
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
