package io.packhouse.identity.credential.secondfactor;

/// Base32 of RFC 4648 without padding.
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /// Of whole groups of five bytes.
    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0;
        var waiting = 0;
        for (var one : bytes) {
            buffer = ((buffer << Byte.SIZE) | (one & 0xFF)) & 0xFFFF;
            for (waiting += Byte.SIZE; waiting >= BITS; waiting -= BITS) {
                text.append(ALPHABET.charAt((buffer >> (waiting - BITS)) & 0x1F));
            }
        }
        return text.toString();
    }
}
