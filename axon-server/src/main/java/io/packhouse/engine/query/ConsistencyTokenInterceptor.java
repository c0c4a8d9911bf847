package io.packhouse.engine.query;

import io.packhouse.engine.http.CommandDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets callers read their own writes: a request with a Consistency-Token waits for the projections
/// of its endpoint; a stale response is marked as such.
public final class ConsistencyTokenInterceptor implements HandlerInterceptor {

    public static final String CONSISTENCY = "Consistency";

    private static final Pattern TOKEN = Pattern.compile("g\\.(\\d{1,18})");
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,9})");
    private static final Pattern STRICT = Pattern.compile("(?:^|[,;\\s])handling=strict\\b");
    private static final long DEFAULT_SECONDS = 2;
    private static final long MOST_SECONDS = 10;

    private final ProjectionCatchUp projectionCatchUp;

    public ConsistencyTokenInterceptor(ProjectionCatchUp projectionCatchUp) {
        this.projectionCatchUp = projectionCatchUp;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var token = request.getHeader(CommandDispatcher.CONSISTENCY_TOKEN);
        var source = handler instanceof HandlerMethod method ? source(method) : null;
        if (token == null || source == null) {
            return true;
        }
        var prefer = String.join(",", Collections.list(request.getHeaders("Prefer")));
        var wait = WAIT.matcher(prefer);
        var given = wait.find();
        var seconds = given ? Math.min(Long.parseLong(wait.group(1)), MOST_SECONDS) : -1;
        if (given) {
            response.addHeader("Preference-Applied", "wait=" + seconds);
        }
        var behind = behind(
                source,
                position(token),
                Duration.ofSeconds(given ? seconds : DEFAULT_SECONDS),
                STRICT.matcher(prefer).find());
        if (behind > 0) {
            response.setHeader(CONSISTENCY, "behind=" + behind);
            request.setAttribute(CONSISTENCY, behind); // A stale response must not be cached.
        }
        return true;
    }

    private long behind(ReadsProjections source, long position, Duration atMost, boolean strict) {
        var until = System.nanoTime() + atMost.toNanos();
        var worst = 0L;
        for (var group : source.value()) {
            var left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            var behind = projectionCatchUp.await(group, position, left);
            if (behind > 0 && strict) {
                throw new ProjectionLagException(group, behind);
            }
            worst = Math.max(worst, behind);
        }
        return worst;
    }

    private static @Nullable ReadsProjections source(HandlerMethod method) {
        var own = method.getMethodAnnotation(ReadsProjections.class);
        return own != null
                ? own
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), ReadsProjections.class);
    }

    private static long position(String token) {
        var match = TOKEN.matcher(token.strip());
        if (!match.matches()) {
            throw new InvalidConsistencyTokenException(token);
        }
        return Long.parseLong(match.group(1));
    }
}
