package io.packhouse.catalog.command.manifest;

import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.manifest.ManifestLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Content-based ids: equal lines in equal order give equal ids, whichever file they came in.
final class ManifestDigest {

    /// Bounds the size of one event, to about 100 KB.
    static final int LINES_IN_A_PART = 500;

    private static final HexFormat HEX = HexFormat.of();

    private ManifestDigest() {}

    /// The hash of one part. The length precedes every text, so that different lists of lines never
    /// serialize to the same bytes.
    static String hash(List<ManifestLine> part) {
        var sha = sha256();
        for (var line : part) {
            add(sha, line.sku().value());
            add(sha, line.productName());
            add(sha, String.valueOf(line.quantity()));
            add(sha, line.condition().name());
            var retail = line.unitRetail();
            add(sha, retail == null ? "" : retail.amountMinor() + " " + retail.currency());
        }
        return HEX.formatHex(sha.digest());
    }

    /// The id of a content, derived from the hashes of its parts.
    static ManifestContentId id(List<String> parts) {
        var sha = sha256();
        parts.forEach(part -> sha.update(HEX.parseHex(part)));
        return new ManifestContentId("mfc_" + HEX.formatHex(sha.digest()));
    }

    private static void add(MessageDigest sha, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
