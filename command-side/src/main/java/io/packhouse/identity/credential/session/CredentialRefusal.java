package io.packhouse.identity.credential.session;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about a credential.
public enum CredentialRefusal implements Refusal {
    ADDRESS_TAKEN("Another account has that e-mail address.", Kind.CONFLICT),
    REGISTRATION_CLOSED("This shop makes accounts for its customers itself; ask its support.", Kind.CONFLICT),
    UNKNOWN_SESSION("There is no session of yours with that id.", Kind.NOT_FOUND),
    NO_SESSION("This token belongs to no session.", Kind.CONFLICT),
    NO_GUESTS("This shop takes orders of account holders only.", Kind.NOT_FOUND),
    SECOND_FACTOR_EXISTS("This account has a second factor already: remove it first.", Kind.CONFLICT),
    NO_SECOND_FACTOR("This account has no second factor.", Kind.CONFLICT),
    NO_ENROLMENT("Begin to add a second factor first; a code confirms it within an hour.", Kind.CONFLICT),
    UNKNOWN_PASSKEY("There is no passkey of yours with that id.", Kind.NOT_FOUND),
    TOO_MANY_PASSKEYS("You have twenty passkeys: remove one first.", Kind.CONFLICT),
    PASSKEYS_NEED_A_DOMAIN("Passkeys need a shop with a domain and HTTPS.", Kind.UNAVAILABLE),
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
