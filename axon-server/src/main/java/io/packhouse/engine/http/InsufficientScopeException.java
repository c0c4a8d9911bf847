package io.packhouse.engine.http;

/// The caller is authenticated but lacks a scope.
public final class InsufficientScopeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String scope;

    public InsufficientScopeException(String scope) {
        super("This requires the scope " + scope + ".", null, false, false);
        this.scope = scope;
    }

    public String scope() {
        return scope;
    }
}
