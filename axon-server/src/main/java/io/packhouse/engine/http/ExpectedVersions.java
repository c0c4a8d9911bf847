package io.packhouse.engine.http;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The versions of an If-Match header: sequence numbers of an aggregate's last event. The ETag of a
/// command's response is such a version, as in `"v7"`; that of a read ends in it, as in
/// `"p123.v7"`; `v-1` is that of a stream without events. A tag without a version never matches.
public record ExpectedVersions(Set<Long> versions) {

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7E]*)\"\\s*(?:,|$)");
    private static final Pattern VERSION = Pattern.compile("(?:.*\\.)?v(-1|\\d{1,18})");

    /// Null for no header and for `*`, which every version matches. Throws
    /// [IllegalArgumentException] for anything that is not a list of entity tags.
    public static @Nullable ExpectedVersions parse(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        var versions = new TreeSet<Long>();
        var tags = TAG.matcher(ifMatch);
        var at = 0;
        while (at < ifMatch.length()) {
            if (!tags.find(at) || tags.start() != at) {
                throw new IllegalArgumentException("Not a list of entity tags: " + ifMatch);
            }
            var version = VERSION.matcher(tags.group(2));
            if (tags.group(1) == null && version.matches()) { // A weak tag never matches.
                versions.add(Long.valueOf(version.group(1)));
            }
            at = tags.end();
        }
        return new ExpectedVersions(versions);
    }

    /// The form in command metadata.
    String text() {
        return versions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
