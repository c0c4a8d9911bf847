package io.packhouse.identity.api;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about an account.
public enum IdentityRefusal implements Refusal {
    UNKNOWN_ACCOUNT("There is no account of that person.", Kind.NOT_FOUND),
    ACCOUNT_DEACTIVATED("The account is deactivated; reactivate it first.", Kind.CONFLICT),
    PERSON_ERASED("The person was erased; nothing about them can be changed any more.", Kind.CONFLICT),
    LAST_ROLE("An account has at least one role; grant another first, or deactivate the account.", Kind.CONFLICT),
    ROLE_NOT_GRANTABLE("That role is for programs or guests; no account has it.", Kind.INVALID),
    OWN_ACCOUNT("An administrator cannot change their own roles or close their own account.", Kind.CONFLICT);

    private final String sentence;
    private final Kind kind;

    IdentityRefusal(String sentence, Kind kind) {
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
