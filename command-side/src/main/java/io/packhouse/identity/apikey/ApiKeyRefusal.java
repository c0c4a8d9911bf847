package io.packhouse.identity.apikey;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about API keys.
enum ApiKeyRefusal implements Refusal {
    UNKNOWN_API_KEY("There is no such API key.", Kind.NOT_FOUND),
    SCOPE_NOT_GRANTABLE("A key has only scopes that you have yourself, without that for your account.", Kind.INVALID),
    EXPIRY_OUT_OF_RANGE("A key expires in the future, within a hundred years.", Kind.INVALID),
    API_KEY_EXISTS("This request created a key before; its secret was in that answer only. Roll it.", Kind.CONFLICT),
    API_KEY_NOT_VALID("The key has expired or was revoked; create another.", Kind.CONFLICT),
    TOO_MANY_API_KEYS("You have a hundred keys; those revoked or expired count for ninety days.", Kind.CONFLICT);

    private final String sentence;
    private final Kind kind;

    ApiKeyRefusal(String sentence, Kind kind) {
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
