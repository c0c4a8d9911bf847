package io.packhouse.engine.http;

/// A field of the body breaks a rule that no annotation can check: 422 with its name, the rule and the reason.
public final class InvalidFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String code;

    public InvalidFieldException(String field, String code, String reason) {
        super(reason, null, false, false);
        this.field = field;
        this.code = code;
    }

    public String field() {
        return field;
    }

    public String code() {
        return code;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
