package io.packhouse.engine.mail;

import io.packhouse.engine.encryption.PersonalDataCipher;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Keeps e-mails in `engine.mail`, encrypted with keys of their persons. Without a mail server none is kept: one that
/// is sent days later helps no person, and the demo shows them instead.
public class SqlMailOutbox implements MailOutbox {

    private static final String INVALID = "The address is not one that e-mail can be sent to.";

    private final MailStore store;
    private final PersonalDataCipher cipher;
    private final MailMetrics metrics;
    private final @Nullable MailStatus first;
    private final Runnable added;

    /// `first` is the status of a new e-mail; null when none is kept. `added` runs after each one is committed.
    public SqlMailOutbox(
            MailStore store,
            PersonalDataCipher cipher,
            MailMetrics metrics,
            @Nullable MailStatus first,
            Runnable added) {
        this.store = store;
        this.cipher = cipher;
        this.metrics = metrics;
        this.first = first;
        this.added = added;
    }

    @Override
    public void add(Mail mail) {
        if (first == null) {
            metrics.skipped();
            return;
        }
        var address = cipher.seal(mail.person(), mail.address());
        if (MailAddresses.parse(mail.address()).isEmpty()) {
            // Not an exception: the address is old, and its order must go on.
            if (store.add(mail, address, null, MailStatus.FAILED, INVALID)) {
                metrics.failed();
            }
            return;
        }
        var content = cipher.seal(mail.person(), new OutboxMail.Content(mail.values()));
        if (store.add(mail, address, content, first, null)) {
            afterCommit();
        }
    }

    @Override
    public boolean isAvailable() {
        return first != null;
    }

    private void afterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            added.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                added.run();
            }
        });
    }
}
