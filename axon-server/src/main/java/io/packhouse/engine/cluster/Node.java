package io.packhouse.engine.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/// This process among those that work on the same database.
///
/// @param name what its claims are made under; the same after a restart, so that it finds its own
/// @param clustered whether there may be others
public record Node(String name, Role role, boolean clustered) {

    /// What a process is there for. A processor runs where its package belongs.
    public enum Role {
        ALL,
        COMMAND,
        QUERY;

        public static Role of(String word) {
            return Arrays.stream(values())
                    .filter(role -> role.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "packhouse.role must be all, command or query, not "
                                                    + word));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One process alone, which does everything.
    public static Node alone() {
        return new Node("main", Role.ALL, false);
    }

    /// A name nobody else has, when none was given.
    public static String ownName() {
        var pid = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + pid;
        } catch (UnknownHostException e) {
            return "node-" + pid;
        }
    }
}
