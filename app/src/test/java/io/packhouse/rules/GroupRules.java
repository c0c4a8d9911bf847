package io.packhouse.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import io.packhouse.engine.projection.ProjectionProcessors;
import io.packhouse.rules.ArchitectureRules.ArchitectureRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.spring.stereotype.Saga;
import org.yaml.snakeyaml.Yaml;

/// Every processor is configured by name. The processes of a context may share one; a projection has a group of its
/// own, because its dead letters have.
final class GroupRules {

    private static final Map<String, Map<String, Object>> CONFIGURED = configured();

    /// Groups that share the processor of another context, by configuration beside them.
    private static final Map<String, String> ASSIGNED = Map.of("notifications", "loyalty");

    private GroupRules() {}

    static Stream<ArchitectureRule> all() {
        return Stream.of(
                ArchitectureRules.rule(
                        "every processing group is a constant, and its processor is configured",
                        classes()
                                .that()
                                .areAnnotatedWith(ProcessingGroup.class)
                                .should(MessageRules.judged("be configured", GroupRules::naming)),
                        "io.packhouse.broken.projection.Unlisted"),
                ArchitectureRules.rule(
                        "a projection's processing group is used once, another by one context",
                        classes()
                                .that()
                                .areAnnotatedWith(ProcessingGroup.class)
                                .should(MessageRules.judged("be alone", GroupRules::sharing)),
                        "io.packhouse.broken.process.OutsideItsPackage"),
                ArchitectureRules.rule(
                        "an automation is never replayed",
                        classes()
                                .that()
                                .areAnnotatedWith(ProcessingGroup.class)
                                .and()
                                .resideInAPackage("io.packhouse..process..")
                                .should(MessageRules.judged("not replay", GroupRules::replaying)),
                        "io.packhouse.broken.process.OutsideItsPackage"),
                ArchitectureRules.rule(
                        "every configured processor has a class",
                        classes()
                                .that()
                                .areAnnotatedWith(ProcessingGroup.class)
                                .should(MessageRules.judged("be known", GroupRules::unknown)),
                        "orders"));
    }

    private static List<String> naming(JavaClass type, Collection<JavaClass> all) {
        var wrong = new ArrayList<String>();
        var constant = Arrays.stream(type.reflect().getDeclaredFields())
                .anyMatch(field -> field.getName().equals("GROUP"));
        if (!constant) {
            wrong.add(type.getName() + " has no constant GROUP");
        }
        var settings = CONFIGURED.get(processor(type));
        if (settings == null || !settings.keySet().containsAll(List.of("mode", "initial-segment-count"))) {
            wrong.add(type.getName() + " is not configured: " + group(type));
        }
        return wrong;
    }

    private static List<String> sharing(JavaClass type, Collection<JavaClass> all) {
        return grouped(all)
                .filter(other -> !other.equals(type) && group(other).equals(group(type)))
                .filter(other -> ProjectionProcessors.isGroup(group(type))
                        || !other.getPackageName().equals(type.getPackageName()))
                .map(other -> type.getName() + " shares its group with " + other.getName())
                .toList();
    }

    private static List<String> replaying(JavaClass type, Collection<JavaClass> all) {
        return type.isAnnotatedWith(Saga.class) || type.isAnnotatedWith(DisallowReplay.class)
                ? List.of()
                : List.of(type.getName() + " may be replayed");
    }

    private static List<String> unknown(JavaClass type, Collection<JavaClass> all) {
        var known = grouped(all).map(GroupRules::processor).toList();
        return CONFIGURED.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> name + " is configured and has no class")
                .toList();
    }

    private static Stream<JavaClass> grouped(Collection<JavaClass> all) {
        return all.stream().filter(type -> type.isAnnotatedWith(ProcessingGroup.class));
    }

    private static String processor(JavaClass type) {
        return new ProjectionProcessors(CONFIGURED.keySet()).of(ASSIGNED.getOrDefault(group(type), group(type)));
    }

    private static String group(JavaClass type) {
        return type.getAnnotationOfType(ProcessingGroup.class).value();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> configured() {
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.yaml"))) {
            Map<String, Object> at = new Yaml().load(file);
            for (var step : List.of("axon", "eventhandling", "processors")) {
                at = (Map<String, Object>) at.get(step);
            }
            return (Map<String, Map<String, Object>>) (Map<String, ?>) at;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
