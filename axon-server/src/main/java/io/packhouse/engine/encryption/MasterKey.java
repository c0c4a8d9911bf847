package io.packhouse.engine.encryption;

import io.packhouse.engine.postgres.Secrets;
import io.packhouse.engine.postgres.StartupException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// The key that wraps the keys of persons: one of the data folder's own, or one given from outside
/// and kept nowhere here. Another key than last time would make every person unreadable, so it is
/// recognised before anything is sealed under it.
public final class MasterKey {

    static final String FILE = "persons-master";
    static final String FINGERPRINT = "persons-master.sha256";
    private static final int BYTES = 32;

    private MasterKey() {}

    public static byte[] of(Secrets secrets, String given) {
        if (given.isBlank()) {
            return own(secrets);
        }
        var key = decoded(given.strip());
        if (secrets.has(FILE)) {
            if (!MessageDigest.isEqual(key, secrets.bytes(FILE))) {
                throw refused(
                        "The persons here are sealed under keys/persons-master, and"
                                + " packhouse.master-key is another key.",
                        "Give what stands in keys/persons-master, or leave packhouse.master-key"
                                + " out.");
            }
            return key;
        }
        var print = fingerprint(key);
        if (!secrets.text(FINGERPRINT, () -> print).equals(print)) {
            throw refused(
                    "The persons here are sealed under another key than packhouse.master-key.",
                    "Give the key this shop was begun with; keys/persons-master.sha256 is its"
                            + " SHA-256.");
        }
        return key;
    }

    private static byte[] own(Secrets secrets) {
        if (secrets.has(FINGERPRINT) && !secrets.has(FILE)) {
            throw refused(
                    "The persons here are sealed under a key from outside, and none is given.",
                    "Set PACKHOUSE_MASTER_KEY, or PACKHOUSE_MASTER_KEY_FILE to a file with it.");
        }
        return secrets.bytes(FILE);
    }

    private static byte[] decoded(String given) {
        try {
            var key = Base64.getDecoder().decode(given);
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Said below: the words of the decoder would quote the key.
        }
        throw refused(
                "packhouse.master-key is not 32 bytes in base64.",
                "Make one with: openssl rand -base64 32");
    }

    private static String fingerprint(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static StartupException refused(String sentence, String advice) {
        return new StartupException(StartupException.Reason.BAD_SETTING, sentence, advice);
    }
}
