package io.packhouse.identity.credential;

import io.packhouse.engine.mail.Mail;
import io.packhouse.engine.mail.MailOutbox;
import io.packhouse.identity.credential.session.OpaqueToken;
import io.packhouse.shared.api.PersonId;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The e-mails about accounts. The cause of one with a link is the hash of its token, so that each link is sent once.
@Component
class AccountMails {

    private static final int HASH = 16;

    private final MailOutbox outbox;
    private final String url;

    /// To whom an e-mail goes.
    record Recipient(PersonId person, String address, String name) {}

    AccountMails(MailOutbox outbox, @Value("${packhouse.public-url:http://127.0.0.1:${server.port:8080}}") String url) {
        this.outbox = outbox;
        this.url = url;
    }

    void verifyEmail(Recipient recipient, OpaqueToken token) {
        withLink(recipient, "verify-email", "/verify-email", token);
    }

    void resetPassword(Recipient recipient, OpaqueToken token) {
        withLink(recipient, "reset-password", "/reset-password", token);
    }

    void accountCreated(Recipient recipient, OpaqueToken token) {
        withLink(recipient, "account-created", "/reset-password", token);
    }

    void changeEmail(Recipient recipient, OpaqueToken token) {
        withLink(recipient, "change-email", "/verify-email", token);
    }

    void accountExists(Recipient recipient, String cause) {
        var values = Map.of(
                "name", recipient.name(), "signIn", url + "/sign-in", "forgotPassword", url + "/forgot-password");
        outbox.add(
                new Mail(recipient.person(), recipient.address(), "account-exists/" + cause, "account-exists", values));
    }

    void passwordChanged(Recipient recipient, String cause) {
        inform(recipient, "password-changed", cause);
    }

    void emailChanged(Recipient recipient, String cause) {
        inform(recipient, "email-changed", cause);
    }

    private void inform(Recipient recipient, String template, String cause) {
        var values = Map.of("name", recipient.name(), "forgotPassword", url + "/forgot-password");
        outbox.add(new Mail(recipient.person(), recipient.address(), template + "/" + cause, template, values));
    }

    private void withLink(Recipient recipient, String template, String page, OpaqueToken token) {
        var values = Map.of("name", recipient.name(), "link", url + page + "?token=" + token.text());
        var cause = template + "/" + token.hash().substring(0, HASH);
        outbox.add(new Mail(recipient.person(), recipient.address(), cause, template, values));
    }
}
