package io.packhouse.engine.door;

/// The caller may come in, but not do this: it needs another scope.
public final class ScopeMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String scope;

    public ScopeMissing(String scope) {
        super("This needs the scope " + scope + ".", null, false, false);
        this.scope = scope;
    }

    public String scope() {
        return scope;
    }
}
