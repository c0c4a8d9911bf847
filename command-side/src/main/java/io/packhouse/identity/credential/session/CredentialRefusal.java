package io.packhouse.identity.credential.session;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about a credential.
public enum CredentialRefusal implements Refusal {
    ADDRESS_TAKEN("Another account has that e-mail address.", Kind.CONFLICT),
    REGISTRATION_CLOSED("This shop makes accounts for its customers itself; ask its support.", Kind.CONFLICT),
    UNKNOWN_SESSION("There is no session of yours with that id.", Kind.NOT_FOUND),
    NO_SESSION("This token belongs to no session.", Kind.CONFLICT),
    NO_GUESTS("This shop takes orders of account holders only.", Kind.NOT_FOUND),
    NO_MAIL_SERVER(
            "This installation cannot send the e-mail that this needs: it has no mail server.", Kind.UNAVAILABLE);

    private final String sentence;
    private final Kind kind;

    CredentialRefusal(String sentence, Kind kind) {
        this.sentence = sentence;
        this.kind = kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
