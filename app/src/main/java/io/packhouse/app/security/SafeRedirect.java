package io.packhouse.app.security;

import java.net.URI;

/// The target after signing in: always a local path.
public final class SafeRedirect {

    private static final URI HOME = URI.create("/");

    private SafeRedirect() {}

    public static URI of(String wanted) {
        return wanted.matches("/(?![/\\\\])[\\w/.?=&-]*") ? URI.create(wanted) : HOME;
    }
}
