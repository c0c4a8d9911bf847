package io.packhouse.engine.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/// This process as one of those that share a database.
///
/// @param name the owner of its claims; stable across restarts, so that it recognises its own
/// @param clustered whether other nodes may exist
public record Node(String name, Role role, boolean clustered) {

    /// The role of a process; it decides which processors run here, by their package.
    public enum Role {
        ALL,
        COMMAND,
        QUERY;

        public static Role of(String word) {
            return Arrays.stream(values())
                    .filter(role -> role.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "packhouse.role must be all, command or query, but is " + word));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A single process in every role.
    public static Node alone() {
        return new Node("main", Role.ALL, false);
    }

    /// Host name and process id, for a node without a configured name.
    public static String ownName() {
        var pid = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + pid;
        } catch (UnknownHostException e) {
            return "node-" + pid;
        }
    }
}
