package io.packhouse.sandbox.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

public record SessionTerms(
        List<LineItem> lines,
        String currency,
        CaptureMethod captureMethod,
        Map<String, String> metadata,
        Map<String, String> paymentMetadata,
        @Nullable String clientReferenceId,
        String successUrl,
        @Nullable String cancelUrl,
        long expiresAt) {

    public long amount() {
        return lines.stream().mapToLong(LineItem::amount).reduce(0, Math::addExact);
    }
}
