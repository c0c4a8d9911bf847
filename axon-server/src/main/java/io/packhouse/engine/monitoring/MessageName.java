package io.packhouse.engine.monitoring;

/// A message's context and name, such as `inventory.ReserveStock`; one per message type.
final class MessageName {

    private static final String HOME = "io.packhouse.";

    private MessageName() {}

    static String of(Class<?> type) {
        var home = type.getPackageName();
        if (!home.startsWith(HOME)) {
            return "other";
        }
        var rest = home.substring(HOME.length());
        var end = rest.indexOf('.');
        return (end < 0 ? rest : rest.substring(0, end)) + "." + type.getSimpleName();
    }
}
