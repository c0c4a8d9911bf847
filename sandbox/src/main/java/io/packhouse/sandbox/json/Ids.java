package io.packhouse.sandbox.json;

import java.security.SecureRandom;

public final class Ids {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String session() {
        return "cs_test_" + random(58);
    }

    public static String payment() {
        return "pi_" + random(24);
    }

    public static String charge() {
        return "ch_" + random(24);
    }

    public static String refund() {
        return "re_" + random(24);
    }

    public static String dispute() {
        return "du_" + random(24);
    }

    public static String notice() {
        return "evt_" + random(24);
    }

    public static String request() {
        return "req_" + random(14);
    }

    private static String random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        var text = new StringBuilder(count);
        for (byte b : bytes) text.append(ALPHABET.charAt((b & 0xff) % ALPHABET.length()));
        return text.toString();
    }
}
