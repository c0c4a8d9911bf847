package io.packhouse.engine.projection;

import java.util.Set;

/// The event processors of projections. They share one, so that each event is read once and the rows
/// of all of them are committed together; each keeps its own dead letters. A projection for which
/// `axon.eventhandling.processors` has settings runs in a processor of its own, named as its group.
public final class ProjectionProcessors {

    public static final String SHARED = "projections";

    /// Prefix of the processing group of every projection.
    private static final String GROUP = "projection-";

    private final Set<String> configured;

    /// `configured` are the processors that have settings.
    public ProjectionProcessors(Set<String> configured) {
        this.configured = Set.copyOf(configured);
    }

    public static boolean isGroup(String name) {
        return name.startsWith(GROUP);
    }

    public static boolean isProcessor(String name) {
        return name.equals(SHARED) || isGroup(name);
    }

    /// The processor of a processing group, which need not be a projection's.
    public String of(String group) {
        return isGroup(group) && !configured.contains(group) ? SHARED : group;
    }
}
