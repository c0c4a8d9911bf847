package io.packhouse.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;

/// Conditions of the architecture rules on one class or field.
final class Conditions {

    private static final Pattern BANNED_NAME =
            Pattern.compile(".*(Impl|Manager|Helper|Utils?|DTO|Dto|Aggregate|Base)|Abstract.*");
    private static final Pattern FRAMEWORK_ROLE = Pattern.compile(".*(Service|Mapper|Entity|Factory)");
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            int.class,
            long.class,
            boolean.class,
            Integer.class,
            Long.class,
            Instant.class,
            Currency.class);

    private Conditions() {}

    static ArchCondition<JavaClass> dependOnOneContext() {
        return new ArchCondition<>("depend only on its own and the shared language") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var own = type.getPackageName().split("\\.", -1)[2];
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> dependency
                                .getTargetClass()
                                .getPackageName()
                                .matches("io\\.packhouse\\.(?!engine|shared|" + own + ")\\w+\\..*"))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    static ArchCondition<JavaField> notBeFloating() {
        return new ArchCondition<>("not be float or double") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                if (Set.of("float", "double", "java.lang.Double", "java.lang.Float")
                        .contains(field.getRawType().getName())) {
                    events.add(SimpleConditionEvent.violated(field, field.getDescription()));
                }
            }
        };
    }

    static ArchCondition<JavaClass> haveABannedSuffix() {
        return new ArchCondition<>("have a banned suffix") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var name = type.getSimpleName();
                var role = FRAMEWORK_ROLE.matcher(name);
                var isBanned = BANNED_NAME.matcher(name).matches()
                        || (role.matches() && !isOneOfAFramework(type, role.group(1)));
                events.add(new SimpleConditionEvent(type, isBanned, type.getName()));
            }
        };
    }

    private static boolean isOneOfAFramework(JavaClass type, String role) {
        return Stream.concat(type.getAllRawInterfaces().stream(), type.getAllRawSuperclasses().stream())
                .filter(parent -> !parent.getName().startsWith("io.packhouse."))
                .anyMatch(parent -> parent.getSimpleName().endsWith(role));
    }

    static ArchCondition<JavaClass> bePlainRecords() {
        return new ArchCondition<>("be records with a revision, made of plain things") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var event = type.reflect();
                if (!event.isRecord() || !event.isAnnotationPresent(Revision.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is no revised record"));
                    return;
                }
                Arrays.stream(event.getRecordComponents())
                        .filter(component -> !isPlain(component.getGenericType()))
                        .forEach(component -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " holds " + component)));
            }
        };
    }

    private static boolean isPlain(Type type) {
        return switch (type) {
            case Class<?> c ->
                PLAIN.contains(c)
                        || c.isEnum()
                        || (c.isRecord()
                                && c.getPackageName().startsWith("io.packhouse.")
                                && Arrays.stream(c.getRecordComponents())
                                        .allMatch(part -> isPlain(part.getGenericType())));
            case java.lang.reflect.ParameterizedType p ->
                Arrays.stream(p.getActualTypeArguments()).allMatch(Conditions::isPlain);
            default -> true;
        };
    }
}
