package io.packhouse.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every GET route of the engine, with an existing id in the place of each variable. A route with a
/// variable without a value fails the test.
public final class GetRoutes {

    private final Map<String, String> values;

    /// `values` by the name of the variable's type, or as `Endpoint.variable` where it is a text.
    public GetRoutes(Map<String, String> values) {
        this.values = values;
    }

    /// A route and an address that it answers.
    public record Route(String pattern, String path, String accept) {

        public boolean isStream() {
            return accept.equals(MediaType.TEXT_EVENT_STREAM_VALUE);
        }

        @Override
        public String toString() {
            return pattern + " (" + accept + ")";
        }
    }

    public List<Route> of(RunningEngine engine) {
        var routes = new ArrayList<Route>();
        engine.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    var methods = mapping.getMethodsCondition().getMethods();
                    if (methods.contains(RequestMethod.GET)) {
                        mapping.getPatternValues().forEach(pattern -> routes.add(route(pattern, mapping, method)));
                    }
                });
        return routes;
    }

    private Route route(String pattern, RequestMappingInfo mapping, HandlerMethod method) {
        var accept = mapping.getProducesCondition().getProducibleMediaTypes().stream()
                .map(MediaType::toString)
                .findFirst()
                .orElse(MediaType.ALL_VALUE);
        return new Route(pattern, filled(pattern, method) + query(method), accept);
    }

    private String filled(String pattern, HandlerMethod method) {
        var path = new StringBuilder();
        for (var at = 0; at < pattern.length(); at++) {
            if (pattern.charAt(at) == '{') {
                var end = endOfVariable(pattern, at);
                path.append(value(pattern.substring(at + 1, end).split(":", 2)[0], method));
                at = end;
            } else {
                path.append(pattern.charAt(at));
            }
        }
        return path.toString();
    }

    /// A variable may have a pattern of its own, with braces in it.
    private static int endOfVariable(String pattern, int from) {
        var depth = 0;
        for (var at = from; at < pattern.length(); at++) {
            depth += pattern.charAt(at) == '{' ? 1 : pattern.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException(pattern);
    }

    private String value(String variable, HandlerMethod method) {
        var type = parameters(method).stream()
                .filter(one -> one.hasParameterAnnotation(PathVariable.class))
                .filter(one -> variable.equals(one.getParameter().getName()))
                .map(one -> one.getParameterType().getSimpleName())
                .findFirst()
                .orElse("String");
        return known(type.equals("String") ? text(method, variable) : type);
    }

    private String query(HandlerMethod method) {
        var wanted = parameters(method).stream()
                .filter(GetRoutes::isRequired)
                .map(one -> one.getParameter().getName())
                .map(name -> name + "=" + known(text(method, name)))
                .toList();
        return wanted.isEmpty() ? "" : "?" + String.join("&", wanted);
    }

    /// By the method where the endpoint has several of that name.
    private String text(HandlerMethod method, String variable) {
        var endpoint = method.getBeanType().getSimpleName();
        var own = endpoint + "." + method.getMethod().getName() + "." + variable;
        return values.containsKey(own) ? own : endpoint + "." + variable;
    }

    private static boolean isRequired(MethodParameter parameter) {
        var asked = parameter.getParameterAnnotation(RequestParam.class);
        return asked != null && asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
    }

    private static List<MethodParameter> parameters(HandlerMethod method) {
        return Arrays.asList(method.getMethodParameters());
    }

    private String known(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("Give this test an existing value for " + name);
        }
        return value;
    }
}
