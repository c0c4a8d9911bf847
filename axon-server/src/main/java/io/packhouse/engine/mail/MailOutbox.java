package io.packhouse.engine.mail;

/// Accepts e-mails to be sent.
public interface MailOutbox {

    /// Keeps the e-mail until it is delivered; in the transaction of the caller, if there is one. One with the same
    /// person and cause is kept once.
    void add(Mail mail);

    /// Whether what is added is sent, or shown by the demo. Otherwise it is dropped.
    default boolean isAvailable() {
        return true;
    }
}
