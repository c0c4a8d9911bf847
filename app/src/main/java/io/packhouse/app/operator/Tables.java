package io.packhouse.app.operator;

/// What of each list is for eyes.
final class Tables {

    static final Columns PROCESSORS =
            Columns.of(
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
                    "LETTERS",
                    "/deadLetters",
                    "PARKED",
                    "/parkedSagas",
                    "ERROR",
                    "/error/message");
    static final Columns CAUSES =
            Columns.of(
                    "GROUP",
                    "/group",
                    "CAUSE",
                    "/cause",
                    "SEQUENCES",
                    "/sequences",
                    "LETTERS",
                    "/letters",
                    "ATTEMPTS",
                    "/attempts",
                    "LAST SEEN",
                    "/lastSeenAt",
                    "MESSAGE",
                    "/message");
    static final Columns LETTERS =
            Columns.of(
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
    static final Columns DISMISSED =
            Columns.of(
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
    static final Columns PARKED =
            Columns.of(
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
    static final Columns WAITING =
            Columns.of(
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
    static final Columns ACTS =
            Columns.of(
                    "ACT",
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

    private Tables() {}
}
