package io.packhouse.engine.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Addresses that e-mail can be sent to.
final class MailAddresses {

    private static final int MOST = 254;

    private MailAddresses() {}

    /// One address without a name, its domain in ASCII; empty if it is anything else, such as a list of addresses or
    /// one with a line break.
    static Optional<InternetAddress> parse(String text) {
        var at = text.lastIndexOf('@');
        if (at < 1 || text.length() > MOST || text.chars().anyMatch(c -> c <= ' ' || Character.isISOControl(c))) {
            return Optional.empty();
        }
        try {
            var ascii = text.substring(0, at) + "@" + IDN.toASCII(text.substring(at + 1));
            var address = new InternetAddress(ascii, true);
            address.validate();
            return isPlain(address, ascii) ? Optional.of(address) : Optional.empty();
        } catch (AddressException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(InternetAddress address, String text) {
        return !address.isGroup()
                && text.equals(address.getAddress())
                && StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
