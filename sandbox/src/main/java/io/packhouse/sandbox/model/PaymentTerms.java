package io.packhouse.sandbox.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

public record PaymentTerms(
        long amount,
        String currency,
        CaptureMethod captureMethod,
        Map<String, String> metadata,
        @Nullable String session) {}
