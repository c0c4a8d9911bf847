package io.packhouse.engine.mail;

import io.packhouse.engine.startup.StartupException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/// The mail server and the sender of e-mails: `packhouse.mail.*`. Without a host nothing is sent.
public record MailSettings(
        String host,
        int port,
        Encryption encryption,
        String username,
        String password,
        String from,
        Duration timeout,
        Duration pollInterval,
        int connections) {

    static final String HOST = "packhouse.mail.host";

    /// How the connection to the mail server is encrypted.
    public enum Encryption {
        /// Upgraded before anything is sent, or not used at all.
        STARTTLS,
        TLS,
        NONE
    }

    /// Fails with a host and no valid sender.
    public static MailSettings of(Environment settings) {
        var host = text(settings, HOST, "");
        var encryption = Encryption.valueOf(
                text(settings, "packhouse.mail.encryption", "starttls").toUpperCase(Locale.ROOT));
        var from = text(settings, "packhouse.mail.from", "");
        if (!host.isEmpty()) {
            requireSender(from);
        }
        return new MailSettings(
                host,
                Integer.parseInt(text(settings, "packhouse.mail.port", encryption == Encryption.TLS ? "465" : "587")),
                encryption,
                text(settings, "packhouse.mail.username", ""),
                text(settings, "packhouse.mail.password", ""),
                from,
                DurationStyle.detectAndParse(text(settings, "packhouse.mail.timeout", "PT20S")),
                DurationStyle.detectAndParse(text(settings, "packhouse.mail.poll-interval", "PT5S")),
                Integer.parseInt(text(settings, "packhouse.mail.connections", "4")));
    }

    public boolean isConfigured() {
        return !host.isEmpty();
    }

    /// The name of the shop in e-mails: that of the sender.
    String shop() {
        if (from.isEmpty()) {
            return "Packhouse";
        }
        var sender = sender(from);
        return sender.getPersonal() == null ? sender.getAddress() : sender.getPersonal();
    }

    InternetAddress sender() {
        return sender(from);
    }

    @Override
    public String toString() {
        return "%s:%s (%s)".formatted(host, port, encryption); // Without the password.
    }

    private static void requireSender(String from) {
        if (from.isEmpty()) {
            throw refused("%s is set, and packhouse.mail.from is not.".formatted(HOST));
        }
        sender(from);
    }

    private static InternetAddress sender(String from) {
        try {
            var sender = new InternetAddress(from, true);
            sender.validate();
            if (sender.getPersonal() != null) {
                sender.setPersonal(sender.getPersonal(), "UTF-8"); // What was parsed is sent unencoded.
            }
            return sender;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JDK has UTF-8", e);
        } catch (AddressException e) {
            throw refused("packhouse.mail.from is not a valid address: %s".formatted(e.getMessage()));
        }
    }

    private static StartupException refused(String sentence) {
        return new StartupException(
                StartupException.Reason.BAD_SETTING,
                sentence,
                "Set PACKHOUSE_MAIL_FROM to the sender of all e-mails, such as \"My shop <shop@example.com>\".");
    }

    private static String text(Environment settings, String name, String standard) {
        var given = settings.getProperty(name, "").strip();
        return given.isEmpty() ? standard : given;
    }
}
