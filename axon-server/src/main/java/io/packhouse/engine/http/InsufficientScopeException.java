package io.packhouse.engine.http;

/// The caller may come in, but not do this: it needs another scope.
public final class InsufficientScopeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String scope;

    public InsufficientScopeException(String scope) {
        super("This needs the scope " + scope + ".", null, false, false);
        this.scope = scope;
    }

    public String scope() {
        return scope;
    }
}
