package io.packhouse.app.cli;

/// The columns of each list.
final class TableLayouts {

    static final TextTable PROCESSORS =
            TextTable.of(
                    "NAME",
                    "/name",
                    "KIND",
                    "/kind",
                    "STATE",
                    "/state",
                    "LAG",
                    "/lag",
                    "MS",
                    "/lagMillis",
                    "PER SECOND",
                    "/perSecond",
                    "SEGMENTS",
                    "/segments",
                    "DEAD LETTERS",
                    "/deadLetters",
                    "PARKED",
                    "/parkedSagas",
                    "ERROR",
                    "/error/message");
    static final TextTable CAUSES =
            TextTable.of(
                    "GROUP",
                    "/group",
                    "CAUSE",
                    "/cause",
                    "SEQUENCES",
                    "/sequences",
                    "DEAD LETTERS",
                    "/deadLetters",
                    "ATTEMPTS",
                    "/attempts",
                    "LAST SEEN",
                    "/lastSeenAt",
                    "MESSAGE",
                    "/message");
    static final TextTable DEAD_LETTERS =
            TextTable.of(
                    "GROUP",
                    "/group",
                    "CAUSE",
                    "/cause",
                    "SEQUENCE",
                    "/sequence",
                    "POSITION",
                    "/position",
                    "EVENT",
                    "/event",
                    "STREAM",
                    "/stream",
                    "ATTEMPTS",
                    "/attempts");
    static final TextTable DISMISSED =
            TextTable.of(
                    "GROUP",
                    "/group",
                    "EVENT",
                    "/event",
                    "STREAM",
                    "/stream",
                    "BY",
                    "/actor",
                    "WHY",
                    "/reason",
                    "WHEN",
                    "/dismissedAt");
    static final TextTable PARKED =
            TextTable.of(
                    "SAGA",
                    "/sagaId",
                    "TYPE",
                    "/sagaType",
                    "EVENTS",
                    "/events",
                    "ATTEMPTS",
                    "/attempts",
                    "NEXT TRY",
                    "/nextTryAt",
                    "ORDER",
                    "/orderPage",
                    "CAUSE",
                    "/cause");
    static final TextTable WAITING =
            TextTable.of(
                    "EVENT",
                    "/event",
                    "STREAM",
                    "/stream",
                    "ATTEMPTS",
                    "/attempts",
                    "NEXT TRY",
                    "/nextTryAt",
                    "CAUSE",
                    "/cause");
    static final TextTable OPERATIONS =
            TextTable.of(
                    "OPERATION",
                    "/id",
                    "KIND",
                    "/kind",
                    "SUBJECT",
                    "/subject",
                    "STATE",
                    "/state",
                    "BY",
                    "/actor",
                    "WHEN",
                    "/at",
                    "WHY",
                    "/reason",
                    "OUTCOME",
                    "/outcome");

    private TableLayouts() {}
}
