package io.packhouse.engine.encryption;

import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.startup.StartupException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// The key that wraps the keys of persons: generated in the data folder, or given from outside and
/// not stored here. Any other key would make every person's data unreadable, so it is verified
/// before anything is encrypted with it.
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
                        "Personal data here is encrypted with keys/persons-master, and"
                                + " packhouse.master-key is another key.",
                        "Set the content of keys/persons-master, or leave packhouse.master-key unset.");
            }
            return key;
        }
        var print = fingerprint(key);
        if (!secrets.text(FINGERPRINT, () -> print).equals(print)) {
            throw refused(
                    "Personal data here is encrypted with another key than packhouse.master-key.",
                    "Set the key this shop was started with; keys/persons-master.sha256 is its SHA-256.");
        }
        return key;
    }

    private static byte[] own(Secrets secrets) {
        if (secrets.has(FINGERPRINT) && !secrets.has(FILE)) {
            throw refused(
                    "Personal data here is encrypted with an external key, and none is set.",
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
            // The message below omits the cause: the decoder's would quote the key.
        }
        throw refused("packhouse.master-key is not 32 bytes in base64.", "Generate one with: openssl rand -base64 32");
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
