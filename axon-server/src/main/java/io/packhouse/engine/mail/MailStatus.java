package io.packhouse.engine.mail;

/// What became of an e-mail.
public enum MailStatus {
    /// It waits for its first or next attempt.
    PENDING,
    /// The mail server accepted it.
    SENT,
    /// It was refused for good, or a day of attempts failed.
    FAILED,
    /// The person was erased before it was sent.
    DROPPED,
    /// It is kept to be shown: the demo has no mail server.
    CAUGHT
}
