package io.packhouse.app;

import io.packhouse.engine.cluster.Node;
import java.util.Set;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;

/// Excludes classes of the other role. The part of a package name after the context is its role;
/// other packages belong to all roles.
final class RoleExclusionFilter implements TypeFilter, EnvironmentAware {

    private static final Set<String> COMMAND = Set.of("command", "process", "provider", "http");
    private static final Set<String> QUERY = Set.of("projection", "query");
    private static final int ROLE = 3; // In io.packhouse.<context>.<role>.

    private Node.Role role = Node.Role.ALL;

    @Override
    public void setEnvironment(Environment environment) {
        role = Node.Role.of(environment.getProperty("packhouse.role", Node.Role.ALL.word()));
    }

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory types) {
        return !isServed(type.getClassMetadata().getClassName(), role);
    }

    /// Whether a process of that role includes the class.
    static boolean isServed(String className, Node.Role role) {
        var parts = className.split("\\.", -1);
        var part = parts.length > ROLE + 1 ? parts[ROLE] : "";
        return switch (role) {
            case ALL -> true;
            case COMMAND -> !QUERY.contains(part);
            case QUERY -> !COMMAND.contains(part) || className.startsWith("io.packhouse.engine.http.");
        };
    }
}
