package io.packhouse.app.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Schema names: a nested type is named with its outer type, such as `Order.Line` of OrderEndpoint
/// and `OrderView.Line`. Swagger's default omits the outer type and merges types of the same name.
final class SchemaNames extends TypeNameResolver {

    private static final Pattern ROOM = Pattern.compile("(?<=.)(Endpoint|Views)$");

    private final Map<String, Class<?>> known = new ConcurrentHashMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        var outer = type.getEnclosingClass();
        var name = outer == null
                ? type.getSimpleName()
                : ROOM.matcher(outer.getSimpleName()).replaceFirst("") + "." + type.getSimpleName();
        var other = known.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException("Two schemas would be named %s: %s and %s".formatted(name, other, type));
        }
        return name;
    }
}
