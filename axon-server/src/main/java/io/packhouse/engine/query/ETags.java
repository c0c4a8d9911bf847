package io.packhouse.engine.query;

import static org.springframework.web.context.request.RequestAttributes.SCOPE_REQUEST;

import io.packhouse.engine.http.CommandDispatcher;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/// ETags of single resources: the position of the last event shown and, if the resource can be
/// changed, the version of its aggregate for If-Match.
public final class ETags {

    private ETags() {}

    static String of(String version) {
        return "\"p" + version + "\"";
    }

    /// A tag that also contains the version of the aggregate.
    public static String version(String shown, long stream) {
        return shown + ".v" + stream;
    }

    /// A response for every caller, cacheable for half a minute.
    public static <T> ResponseEntity<T> shared(WebRequest request, String version, T body) {
        var keep =
                CacheControl.maxAge(Duration.ofSeconds(30)).cachePublic().staleWhileRevalidate(Duration.ofSeconds(30));
        return answer(request, version, body, keep);
    }

    /// A response for this caller only, revalidated every time.
    public static <T> ResponseEntity<T> own(WebRequest request, String version, T body) {
        return answer(request, version, body, CacheControl.noCache().cachePrivate());
    }

    /// 304 when the caller has that version already.
    private static <T> ResponseEntity<T> answer(WebRequest request, String version, T body, CacheControl keep) {
        var tag = of(version);
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
        }
        var stale = request.getAttribute(ConsistencyTokenInterceptor.CONSISTENCY, SCOPE_REQUEST) != null;
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(stale ? CacheControl.noStore() : keep)
                .varyBy(CommandDispatcher.CONSISTENCY_TOKEN)
                .body(body);
    }
}
