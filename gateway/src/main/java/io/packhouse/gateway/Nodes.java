package io.packhouse.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Who there is on either side. One address may stand on both, and is one node.
final class Nodes {

    private static final List<Node.State> LAST_RESORT_LAST =
            List.of(Node.State.READY, Node.State.LATE, Node.State.UNREADY);

    private final Map<URI, Node> all = new ConcurrentHashMap<>();
    private final Map<Side, List<Node>> sides = new EnumMap<>(Side.class);
    private final Map<Side, AtomicInteger> turns = new EnumMap<>(Side.class);

    Nodes() {
        for (var side : Side.values()) {
            sides.put(side, List.of());
            turns.put(side, new AtomicInteger());
        }
    }

    synchronized void stand(Side side, Collection<URI> addresses) {
        var nodes = new ArrayList<Node>();
        for (var address : new TreeSet<>(addresses)) {
            nodes.add(all.computeIfAbsent(address, Node::new));
        }
        sides.put(side, List.copyOf(nodes));
        all.values().removeIf(node -> sidesOf(node).isEmpty());
    }

    /// The ready node with the least to do; those with as little take turns. When none is ready,
    /// one that is too busy to say how it is, or one that is behind, is asked: an answer that says
    /// how old it is serves better than none, and operators must get through to mend it.
    synchronized @Nullable Node choose(Side side, Set<Node> but) {
        for (var state : LAST_RESORT_LAST) {
            var node = choose(side, but, state);
            if (node != null && (state != Node.State.UNREADY || side == Side.QUERY)) {
                return node;
            }
        }
        return null;
    }

    private @Nullable Node choose(Side side, Set<Node> but, Node.State state) {
        var able =
                sides.get(side).stream()
                        .filter(node -> node.is(state))
                        .filter(n -> !but.contains(n))
                        .toList();
        if (able.isEmpty()) {
            return null;
        }
        var first = Math.floorMod(turns.get(side).getAndIncrement(), able.size());
        return IntStream.range(0, able.size())
                .mapToObj(i -> able.get((first + i) % able.size()))
                .min(Comparator.comparingInt(Node::busy))
                .orElseThrow();
    }

    synchronized boolean anyAble(Side side) {
        return sides.get(side).stream()
                .anyMatch(node -> node.is(Node.State.READY, Node.State.LATE));
    }

    Collection<Node> all() {
        return List.copyOf(all.values());
    }

    synchronized List<Side> sidesOf(Node node) {
        return sides.entrySet().stream()
                .filter(one -> one.getValue().contains(node))
                .map(Map.Entry::getKey)
                .toList();
    }
}
