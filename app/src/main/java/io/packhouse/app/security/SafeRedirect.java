package io.packhouse.app.security;

import java.net.URI;

/// Where to go after signing in: a path of ours, whatever was asked for.
public final class SafeRedirect {

    private static final URI HOME = URI.create("/");

    private SafeRedirect() {}

    public static URI of(String wanted) {
        return wanted.matches("/(?![/\\\\])[\\w/.?=&-]*") ? URI.create(wanted) : HOME;
    }
}
