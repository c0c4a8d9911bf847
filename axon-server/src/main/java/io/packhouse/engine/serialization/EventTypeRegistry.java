package io.packhouse.engine.serialization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The stored names of events: `inventory.StockReserved` for the record `StockReserved` nested in
/// the sealed event interface of `io.packhouse.inventory.api`. The context is the only part of a
/// package that counts. Classes may move, names are permanent.
public final class EventTypeRegistry {

    private static final String INTERFACES = "classpath*:io/packhouse/*/api/**/*Event.class";

    private final SortedMap<String, Class<?>> byName;
    private final Map<Class<?>, String> byClass;

    private EventTypeRegistry(SortedMap<String, Class<?>> byName) {
        this.byName = byName;
        byClass = byName.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /// Finds every sealed event interface of the published language.
    public static EventTypeRegistry ofPublishedLanguage() {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources(INTERFACES);
            return new EventTypeRegistry(Arrays.stream(found)
                    .map(EventTypeRegistry::load)
                    .filter(Class::isSealed)
                    .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                    .collect(Collectors.toMap(
                            EventTypeRegistry::logical, Function.identity(), EventTypeRegistry::clash, TreeMap::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<String> nameOf(Class<?> type) {
        return Optional.ofNullable(byClass.get(type));
    }

    public Optional<Class<?>> typeOf(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public SortedMap<String, Class<?>> all() {
        return byName;
    }

    private static String logical(Class<?> type) {
        var context = type.getPackageName().split("\\.", -1)[2];
        return context + "." + type.getSimpleName();
    }

    private static Class<?> load(Resource resource) {
        try {
            var path = resource.getURL().getPath();
            var name = path.substring(path.lastIndexOf("io/packhouse/"), path.lastIndexOf('.'));
            return Class.forName(name.replace('/', '.'));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("Cannot load " + resource, e);
        }
    }

    private static Class<?> clash(Class<?> one, Class<?> other) {
        throw new IllegalStateException("Two events have the same name: " + one + " and " + other);
    }
}
