package io.packhouse.engine.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/// Why an e-mail was not sent, without anything that the mail server wrote: that contains addresses.
///
/// @param permanent whether another attempt would fail too
/// @param ofServer whether other e-mails would fail too
record SmtpFailure(String sentence, boolean permanent, boolean ofServer) {

    private static final int PERMANENT = 500;

    static SmtpFailure of(MailException failure) {
        var causes = causes(failure);
        return first(causes, SMTPAddressFailedException.class)
                .map(e -> refused("the receiver", e.getReturnCode(), false))
                .or(() -> first(causes, SMTPSenderFailedException.class)
                        .map(e -> refused("the sender", e.getReturnCode(), true)))
                .or(() -> first(causes, SMTPSendFailedException.class)
                        .map(e -> refused("the e-mail", e.getReturnCode(), false)))
                .or(() -> first(causes, AuthenticationFailedException.class)
                        .map(_ -> new SmtpFailure("The mail server refused the login.", false, true)))
                .orElseGet(() -> new SmtpFailure(
                        "The mail server cannot be used: %s."
                                .formatted(causes.getLast().getClass().getSimpleName()),
                        false,
                        true));
    }

    /// A refused sender is a setting that can be corrected.
    private static SmtpFailure refused(String what, int code, boolean ofServer) {
        return new SmtpFailure(
                "The mail server refused %s with %s.".formatted(what, code), code >= PERMANENT && !ofServer, ofServer);
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /// Jakarta Mail chains what failed for single receivers beside the causes.
    private static List<Throwable> causes(MailException failure) {
        var all = new ArrayList<Throwable>(List.of(failure));
        if (failure instanceof MailSendException send) {
            all.addAll(List.of(send.getMessageExceptions()));
        }
        for (var i = 0; i < all.size(); i++) {
            var one = all.get(i);
            var next = one instanceof MessagingException chained ? chained.getNextException() : null;
            if (next != null && !all.contains(next)) {
                all.add(next);
            }
            if (one.getCause() != null && !all.contains(one.getCause())) {
                all.add(one.getCause());
            }
        }
        return all;
    }
}
