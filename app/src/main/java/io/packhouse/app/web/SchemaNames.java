package io.packhouse.app.web;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// What a schema is called: a type inside another has both names, such as `Order.Line` of
/// OrderEndpoint and `OrderView.Line`. Swagger's own way drops the outer one, and of two types with
/// one name describes one.
final class SchemaNames extends TypeNameResolver {

    private static final Pattern ROOM = Pattern.compile("(?<=.)(Endpoint|Views)$");

    private final Map<String, Class<?>> known = new ConcurrentHashMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        var outer = type.getEnclosingClass();
        var name =
                outer == null
                        ? type.getSimpleName()
                        : ROOM.matcher(outer.getSimpleName()).replaceFirst("")
                                + "."
                                + type.getSimpleName();
        var other = known.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException(
                    "Two schemas would be called %s: %s and %s".formatted(name, other, type));
        }
        return name;
    }
}
