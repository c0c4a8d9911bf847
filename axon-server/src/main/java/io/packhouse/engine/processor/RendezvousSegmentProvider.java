package io.packhouse.engine.processor;

import io.packhouse.engine.cluster.ClusterMembership;
import io.packhouse.engine.cluster.Node;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;

/// The number of a processor's segments that this node may claim, so that the living nodes together
/// claim all of them. Each segment belongs to the node with the highest hash of both names
/// (rendezvous hashing): when a node joins or leaves, only its own segments move.
///
/// Before the first heartbeat it may claim all: Axon does not create a processor that may claim
/// none.
public final class RendezvousSegmentProvider implements MaxSegmentProvider {

    private final ClusterMembership clusterMembership;
    private final Predicate<String> exempt;

    /// `exempt` are processors whose segments one node may claim without a limit.
    public RendezvousSegmentProvider(ClusterMembership clusterMembership, Predicate<String> exempt) {
        this.clusterMembership = clusterMembership;
        this.exempt = exempt;
    }

    @Override
    public int getMaxSegments(String processor) {
        var own = clusterMembership.own();
        if (!own.clustered() || exempt.test(processor)) {
            return Short.MAX_VALUE;
        }
        var candidates = clusterMembership.living().stream()
                .filter(living -> living.processors().contains(processor))
                .map(ClusterMembership.Member::node)
                .toList();
        var count = clusterMembership.segments().getOrDefault(processor, 1);
        return (int) IntStream.range(0, count)
                .mapToObj(segment -> processor + "#" + segment)
                .filter(segment -> candidates.stream()
                        .max(Comparator.comparingInt(node -> hash(node, segment)))
                        .orElse(own)
                        .name()
                        .equals(own.name()))
                .count();
    }

    /// The finalizer of MurmurHash3: similar names must not have similar hashes.
    private static int hash(Node node, String segment) {
        var hash = (node.name() + " " + segment).hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }
}
