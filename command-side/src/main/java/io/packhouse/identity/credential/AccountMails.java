package io.packhouse.identity.credential;

import io.packhouse.engine.mail.Mail;
import io.packhouse.engine.mail.MailOutbox;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.session.CredentialRefusal;
import io.packhouse.identity.credential.session.OpaqueToken;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The e-mails about accounts. The cause of one with a link is the hash of its token, so that each link is sent once.
@Component
public class AccountMails {

    private static final int HASH = 16;

    private final MailOutbox outbox;
    private final String url;

    /// To whom an e-mail goes.
    record Recipient(PersonId person, String address, String name) {}

    /// What a reset of the password ended: prefixes of API keys, and whether there were passkeys.
    record Revoked(List<String> apiKeys, boolean passkeys) {

        static final Revoked NOTHING = new Revoked(List.of(), false);
    }

    AccountMails(MailOutbox outbox, @Value("${packhouse.public-url:http://127.0.0.1:${server.port:8080}}") String url) {
        this.outbox = outbox;
        this.url = url;
    }

    boolean isAvailable() {
        return outbox.isAvailable();
    }

    /// Before anything is done that only a link in an e-mail can complete.
    void requireAvailable() {
        if (!isAvailable()) {
            throw new CommandRejectedException(CredentialRefusal.NO_MAIL_SERVER);
        }
    }

    void verifyEmail(Recipient recipient, OpaqueToken token) {
        withToken(recipient, "verify-email", "/verify-email", token, Map.of());
    }

    /// To the new address of an account.
    void changeEmail(Recipient recipient, OpaqueToken token) {
        withToken(recipient, "change-email", "/verify-email", token, Map.of());
    }

    void resetPassword(Recipient recipient, OpaqueToken token) {
        var valid = Map.of("validMinutes", String.valueOf(OneTimeTokens.RESET.toMinutes()));
        withToken(recipient, "reset-password", "/reset-password", token, valid);
    }

    void accountCreated(Recipient recipient, OpaqueToken token) {
        withToken(recipient, "account-created", "/reset-password", token, Map.of());
    }

    void accountExists(Recipient recipient, String cause) {
        add(recipient, "account-exists", cause, "/sign-in", Map.of());
    }

    void passwordChanged(Recipient recipient, String cause, Revoked revoked) {
        var values = new TreeMap<String, String>();
        if (!revoked.apiKeys().isEmpty()) {
            values.put("apiKeys", String.join(", ", revoked.apiKeys()));
        }
        if (revoked.passkeys()) {
            values.put("passkeys", "true");
        }
        add(recipient, "password-changed", cause, "/forgot-password", values);
    }

    void secondFactorAdded(Recipient recipient, String cause) {
        add(recipient, "second-factor-added", cause, "/forgot-password", Map.of());
    }

    void secondFactorRemoved(Recipient recipient, String cause) {
        add(recipient, "second-factor-removed", cause, "/forgot-password", Map.of());
    }

    void recoveryCodesReplaced(Recipient recipient, String cause) {
        add(recipient, "recovery-codes-replaced", cause, "/forgot-password", Map.of());
    }

    public void passkeysChanged(Account account, boolean isAdded, Instant at) {
        var recipient = new Recipient(account.id(), account.email(), account.name());
        var template = isAdded ? "passkey-added" : "passkey-removed";
        add(recipient, template, String.valueOf(at.toEpochMilli()), "/forgot-password", Map.of());
    }

    void emailChanged(Recipient recipient, String cause) {
        add(recipient, "email-changed", cause, "/", Map.of());
    }

    private void withToken(
            Recipient recipient, String template, String page, OpaqueToken token, Map<String, String> more) {
        var cause = token.hash().substring(0, HASH);
        add(recipient, template, cause, page + "?token=" + token.text(), more);
    }

    private void add(Recipient recipient, String template, String cause, String page, Map<String, String> more) {
        var values = new TreeMap<>(more);
        values.put("name", recipient.name());
        values.put("link", url + page);
        outbox.add(new Mail(recipient.person(), recipient.address(), template + "/" + cause, template, values));
    }
}
