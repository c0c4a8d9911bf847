package io.packhouse.gateway;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Which side serves a request: its method says, but for the few routes named here.
public final class Routes {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private static final List<Exceptional> EXCEPTIONS =
            List.of(
                    // What is being taken in is known where it is taken in.
                    new Exceptional("GET", "/api/v1/manifest-uploads/*", Side.COMMAND),
                    new Exceptional("GET", "/api/v1/manifest-uploads/*/rejected", Side.COMMAND),
                    // The rules in force belong to whoever decides by them.
                    new Exceptional("GET", "/api/v1/loyalty/programme", Side.COMMAND),
                    // A buyer comes back from the provider's page, and that is news.
                    new Exceptional("GET", "/api/v1/payments/*/return", Side.COMMAND),
                    // Questions too long for an address.
                    new Exceptional("POST", "/api/v1/inventory/status", Side.QUERY),
                    new Exceptional("POST", "/api/v1/exports", Side.QUERY),
                    // An operator acts where an operator looks; whoever can does it.
                    new Exceptional("POST", "/api/v1/operations/*/*", Side.QUERY),
                    new Exceptional("POST", "/api/v1/operations/*/*/*", Side.QUERY));

    private Routes() {}

    /// An unversioned path is one of version 1, as it is for the engine.
    public static Side of(String method, String path) {
        var asked = method.equals("HEAD") ? "GET" : method;
        var known = versioned(path);
        return EXCEPTIONS.stream()
                .filter(one -> one.isFor(asked, known))
                .map(Exceptional::side)
                .findFirst()
                .orElse(READING.contains(method) ? Side.QUERY : Side.COMMAND);
    }

    /// Whether sending it twice is no different from sending it once.
    static boolean isRepeatable(String method) {
        return READING.contains(method);
    }

    private static String versioned(String path) {
        return path.startsWith("/api/") && !path.startsWith("/api/v1/")
                ? "/api/v1/" + path.substring("/api/".length())
                : path;
    }

    private record Exceptional(String method, Pattern path, Side side) {

        /// A star stands for one part of the path.
        Exceptional(String method, String path, Side side) {
            this(method, Pattern.compile(path.replace("*", "[^/]+")), side);
        }

        boolean isFor(String asked, String at) {
            return method.equals(asked) && path.matcher(at).matches();
        }
    }
}
