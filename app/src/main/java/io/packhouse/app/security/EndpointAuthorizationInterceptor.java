package io.packhouse.app.security;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.app.problem.SimilarNames;
import io.packhouse.engine.http.InsufficientScopeException;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Checks each endpoint call: authorization, idempotency key, known parameters. An endpoint without
/// an access annotation is not accessible.
public final class EndpointAuthorizationInterceptor implements HandlerInterceptor {

    private static final String AUTHORIZED = "packhouse.authorized";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && isOurs(method)
                && request.getDispatcherType() == DispatcherType.REQUEST) {
            requireScope(method);
            request.setAttribute(AUTHORIZED, true);
            requireIdempotencyKey(method, request);
            requireKnownParameters(method, request.getParameterMap().keySet());
        }
        return true;
    }

    /// Whether the caller is authorized for this endpoint; no body is read before.
    public static boolean isAuthorized(HttpServletRequest request) {
        return request.getAttribute(AUTHORIZED) != null;
    }

    /// Whether an endpoint has an access annotation.
    public static boolean isDecided(HandlerMethod method) {
        return !isOurs(method)
                || method.hasMethodAnnotation(PublicEndpoint.class)
                || method.hasMethodAnnotation(RequiresScope.class);
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("io.packhouse.");
    }

    private static void requireScope(HandlerMethod method) {
        var required = method.getMethodAnnotation(RequiresScope.class);
        if (required == null) {
            return; // Public: the start-up check rejects all others.
        }
        var caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || caller instanceof AnonymousAuthenticationToken) {
            throw new ProblemException(Problem.UNAUTHENTICATED, "Send a bearer token.");
        }
        if (caller.getAuthorities().stream().map(GrantedAuthority::getAuthority).noneMatch(required.value()::equals)) {
            throw new InsufficientScopeException(required.value());
        }
    }

    private static void requireIdempotencyKey(HandlerMethod method, HttpServletRequest request) {
        var key = request.getHeader("Idempotency-Key");
        if (key == null && method.hasMethodAnnotation(RequiresIdempotencyKey.class)) {
            throw new ProblemException(Problem.IDEMPOTENCY_KEY_MISSING, "Send an Idempotency-Key of your choice.");
        }
        if (key != null && !KEY.matcher(key).matches()) {
            throw new ProblemException(
                    Problem.IDEMPOTENCY_KEY_MISSING, "An Idempotency-Key is 1 to 255 visible ASCII characters.");
        }
    }

    private static void requireKnownParameters(HandlerMethod method, Collection<String> sent) {
        var known = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(EndpointAuthorizationInterceptor::name)
                .toList();
        sent.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw unknown(name, known);
        });
    }

    private static String name(org.springframework.core.MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        var given = annotation == null ? "" : annotation.name();
        return given.isEmpty() ? String.valueOf(parameter.getParameter().getName()) : given;
    }

    private static ProblemException unknown(String name, List<String> known) {
        var nearest = SimilarNames.to(name, known);
        return new ProblemException(
                Problem.UNKNOWN_PARAMETER,
                "There is no parameter "
                        + name
                        + " here"
                        + (nearest.isEmpty() ? "." : "; did you mean " + String.join(" or ", nearest) + "?"),
                Map.of("parameter", name, "known", known));
    }
}
