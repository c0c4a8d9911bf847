package io.packhouse.sandbox.json;

import java.security.SecureRandom;

public final class Ids {

    private static final String LETTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String session() {
        return "cs_test_" + letters(58);
    }

    public static String payment() {
        return "pi_" + letters(24);
    }

    public static String charge() {
        return "ch_" + letters(24);
    }

    public static String refund() {
        return "re_" + letters(24);
    }

    public static String dispute() {
        return "du_" + letters(24);
    }

    public static String notice() {
        return "evt_" + letters(24);
    }

    public static String request() {
        return "req_" + letters(14);
    }

    private static String letters(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        var text = new StringBuilder(count);
        for (byte b : bytes) text.append(LETTERS.charAt((b & 0xff) % LETTERS.length()));
        return text.toString();
    }
}
