package io.packhouse.engine.config;

import io.packhouse.engine.cluster.ClusterMembership;
import io.packhouse.engine.cluster.Node;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;

/// How many segments of a processor this node may claim, so that together the living nodes claim
/// all of them. Each segment falls to the node with the highest hash of both names (rendezvous
/// hashing): when a node comes or goes, only what was or becomes its own moves.
///
/// Before the first beat it is all of them: Axon refuses to make a processor that may claim none.
final class RendezvousSegmentProvider implements MaxSegmentProvider {

    private final ClusterMembership clusterMembership;
    private final Predicate<String> exempt;

    /// `exempt` are processors of which one node may claim whatever it can.
    RendezvousSegmentProvider(ClusterMembership clusterMembership, Predicate<String> exempt) {
        this.clusterMembership = clusterMembership;
        this.exempt = exempt;
    }

    @Override
    public int getMaxSegments(String processor) {
        var own = clusterMembership.own();
        if (!own.clustered() || exempt.test(processor)) {
            return Short.MAX_VALUE;
        }
        var candidates =
                clusterMembership.living().stream()
                        .filter(living -> living.processors().contains(processor))
                        .map(ClusterMembership.Member::node)
                        .toList();
        var count = clusterMembership.segments().getOrDefault(processor, 1);
        return (int)
                IntStream.range(0, count)
                        .mapToObj(segment -> processor + "#" + segment)
                        .filter(
                                segment ->
                                        candidates.stream()
                                                .max(
                                                        Comparator.comparingInt(
                                                                node -> hash(node, segment)))
                                                .orElse(own)
                                                .name()
                                                .equals(own.name()))
                        .count();
    }

    /// The last step of MurmurHash3: neighbouring names must not have neighbouring hashes.
    private static int hash(Node node, String segment) {
        var hash = (node.name() + " " + segment).hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }
}
