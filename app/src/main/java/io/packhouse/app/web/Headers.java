package io.packhouse.app.web;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Validates the headers that the engine or its libraries read: visible ASCII, and once where only
/// one value is allowed. Other headers of browsers and proxies, such as foreign cookies, are
/// ignored.
final class Headers {

    private static final Pattern VISIBLE = Pattern.compile("[\\t\\x20-\\x7E]*");

    private static final Set<String> ONCE = names(
            "Authorization",
            "Consistency-Token",
            "Content-Type",
            "Idempotency-Key",
            "If-Modified-Since",
            "If-Range",
            "If-Unmodified-Since",
            "Last-Event-ID",
            "Origin",
            "Range",
            "Sec-Fetch-Site",
            "Stripe-Signature");

    private static final Set<String> MANY = names(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Content-Encoding",
            "Forwarded",
            "If-Match",
            "If-None-Match",
            "Prefer",
            "traceparent",
            "tracestate",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Ssl");

    private Headers() {}

    /// Reports an invalid header by name.
    static void check(HttpServletRequest request) {
        for (var name : Collections.list(request.getHeaderNames())) {
            var isMeantOnce = ONCE.contains(name);
            if (isMeantOnce || MANY.contains(name)) {
                var values = values(request, name);
                if (isMeantOnce && values.size() > 1) {
                    throw bad(name, "is sent %s times".formatted(values.size()));
                }
                if (!values.stream().allMatch(value -> VISIBLE.matcher(value).matches())) {
                    throw bad(name, "has bytes that are not visible ASCII characters");
                }
            }
        }
    }

    /// The value of a header that occurs once.
    static @Nullable String only(HttpServletRequest request, String name) {
        var values = values(request, name);
        return values.size() == 1 ? values.getFirst() : null;
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private static ProblemException bad(String name, String what) {
        return new ProblemException(
                Problem.BAD_HEADER, "The header %s %s.".formatted(name, what), Map.of("header", name));
    }

    private static Set<String> names(String... names) {
        var all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Collections.addAll(all, names);
        return Collections.unmodifiableSet(all);
    }
}
