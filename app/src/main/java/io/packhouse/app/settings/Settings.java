package io.packhouse.app.settings;

import io.packhouse.app.settings.SettingType.Address;
import io.packhouse.app.settings.SettingType.OneOf;
import io.packhouse.app.settings.SettingType.Secret;
import io.packhouse.app.settings.SettingType.Text;
import io.packhouse.app.settings.SettingType.Time;
import io.packhouse.app.settings.SettingType.Whole;
import java.util.List;
import java.util.regex.Pattern;

/// Everything of ours that can be set. What is not in here refuses to start.
public final class Settings {

    static final String OURS = "packhouse.";
    static final String OUR_VARIABLES = "PACKHOUSE_";

    private static final SettingType TEXT = new Text();
    private static final SettingType SECRET = new Secret();
    private static final SettingType FLAG = new OneOf(List.of("true", "false"));
    private static final SettingType TIME = new Time(false);

    private static final String LOYALTY = "packhouse.loyalty."; // Bound and checked as a whole.

    /// Variables of other programs of ours, and of whoever starts them.
    private static final List<String> OTHERS =
            List.of(
                    "PACKHOUSE_PORT",
                    "PACKHOUSE_AXONSERVER",
                    "PACKHOUSE_CHROMIUM",
                    "PACKHOUSE_TOKEN",
                    "PACKHOUSE_TERMINAL");

    private static final List<String> OTHERS_BEGIN =
            List.of("PACKHOUSE_SANDBOX_", "PACKHOUSE_TEST_", "PACKHOUSE_LOYALTY_");

    /// What tests, and programs beside the engine, ask for.
    private static final List<String> OF_OTHER_PROGRAMS =
            List.of(
                    "packhouse.port",
                    "packhouse.axonserver",
                    "packhouse.failpoint",
                    "packhouse.docs",
                    "packhouse.pictures",
                    "packhouse.photograph",
                    "packhouse.photographs");

    /// What Kubernetes puts into every container beside a service named packhouse.
    private static final Pattern OF_SERVICES =
            Pattern.compile("PACKHOUSE(_.+)?_(SERVICE_(HOST|PORT).*|PORT(_[0-9]+_(TCP|UDP).*)?)");

    private Settings() {}

    public static List<Setting> all() {
        return List.of(
                of("data", TEXT, "./data", "The folder of this node, locked by one process."),
                of("shared-data", TEXT, "packhouse.data", "The folder of what all nodes share."),
                of("erasure-list", TEXT, "shared + .forgotten", "The list of forgotten persons."),
                of("node", TEXT, "made anew", "The name of this node, its own among all."),
                of("role", one("all", "command", "query"), "all", "What this node does."),
                of("cluster", FLAG, "false", "Whether there are other nodes."),
                of("segments.balance", FLAG, "true", "Whether nodes share the segments evenly."),
                of("snapshot-after", new Whole(2), "500", "Events of an item between snapshots."),
                of(
                        "operations.poll-interval",
                        TIME,
                        "PT0.5S",
                        "Interval between polls for operations that an operator requested."),
                of("store", one("embedded", "axon-server"), "embedded", "Where events are kept."),
                of("clock", one("system", "movable"), "system", "Movable in the demo and tests."),
                of("secrets", TEXT, "", "A folder with a file for each secret, named like it."),
                of("log", one("text", "json"), "text", "How the log is written."),
                of("public-url", url(), "http://127.0.0.1:8080", "How browsers reach this shop."),
                of("shop-url", TEXT, "/orders/{reference}", "Where buyers go after they paid."),
                of("reservation.ttl", TIME, "PT15M", "How long stock is held for an unpaid order."),
                of("command-timeout", TIME, "PT30S", "How long a door waits for its command."),
                of("cache", new Whole(1), "20000", "How many aggregates are kept in memory."),
                of("command-threads", new Whole(1), "16", "How many commands run at once."),
                of(
                        "pool.app",
                        new Whole(32),
                        "48",
                        "Connections that write; processors hold up to 24 at once."),
                of("pool.reader", new Whole(2), "16", "Connections that read."),
                of(
                        "database-silence",
                        TIME,
                        "PT2S",
                        "After which silence the database is taken for lost."),
                of("least-free-mib", new Whole(0), "64", "Not ready with less room on the disk."),
                of("max-body", new Whole(1), "1048576", "The largest body in bytes."),
                of("max-image", new Whole(1), "5242880", "The largest image in bytes."),
                of("max-manifest", new Whole(1), "33554432", "The largest manifest in bytes."),
                of(
                        "heavy-work.threads",
                        new Whole(1),
                        "half the processors",
                        "How much heavy work for waiting requests runs at once: images, PDFs,"
                                + " spreadsheets, uploads. Exports have one more."),
                of("heavy-work.waiting", new Whole(1), "32", "How much may wait; 503 beyond."),
                of("heavy-work.limit", TIME, "PT30S", "How long a request waits for it."),
                of(
                        "bodies.memory",
                        new Whole(1),
                        "33554432",
                        "Bytes of bodies in memory at once, beyond the first 16 KiB of each."),
                of(
                        "bodies.time",
                        TIME,
                        "PT20S",
                        "What a body may take, and a second more for every 16 KiB."),
                of("connections.most", new Whole(1), "2000", "Connections open at once."),
                of(
                        "connections.each",
                        new Whole(0),
                        "500",
                        "Connections of one address; 0 is no bound, as behind a proxy."),
                of("connections.head", TIME, "PT20S", "How long the head of a request may take."),
                of("connections.idle", TIME, "PT60S", "How long one may wait for a request."),
                of("live-streams.guests", new Whole(0), "300", "Pages visitors may watch."),
                of("live-streams.members", new Whole(0), "500", "Pages people may watch."),
                of("live-streams.each", new Whole(1), "30", "Pages one of them may watch."),
                of(
                        "payment.first-poll-after",
                        TIME,
                        "PT30S",
                        "When an open page is first looked at."),
                of("payment.changes", TIME, "PT5M", "Between looks for refunds and disputes."),
                of("parked-sagas.retry-interval", TIME, "PT1S", "Between looks for parked events."),
                of("dead-letters.retry-interval", TIME, "PT10S", "Between tries of dead letters."),
                of("metrics.interval", TIME, "PT5S", "Between questions behind the figures."),
                of("ready.lag.events", new Whole(1), "10000", "How far readiness lets one be."),
                of("ready.lag.time", TIME, "PT30S", "How late readiness lets one be."),
                of("ready.lag.grace-period", new Time(true), "PT5S", "And for how long."),
                of("shutdown.drain-delay", new Time(true), "PT0S", "Served on after SIGTERM."),
                of("stripe.secret-key", SECRET, "", "Stripe's key; nobody can pay without one."),
                of(
                        "stripe.webhook-secrets",
                        SECRET,
                        "",
                        "What Stripe signs with; two while one" + " takes over from the other."),
                of("stripe.api-base", url(), "", "Another address for Stripe."),
                of(
                        "master-key",
                        SECRET,
                        "a file in keys/",
                        "32 bytes in base64 that seal the keys" + " of persons."),
                of("reader.username", TEXT, "the app's", "Who reads at your own PostgreSQL."),
                of("reader.password", SECRET, "", "Beside it."),
                of("analyst.username", TEXT, "the reader's", "Who analyses there."),
                of("analyst.password", SECRET, "", "Beside it."),
                of("demo.orders", new Whole(0), "2000", "How many orders the demo has had."),
                of("demo.past", TIME, "P90D", "How long the demo has been open."));
    }

    /// The variables of everything that can stand in a file.
    public static List<String> secrets() {
        return SecretFiles.KNOWN.keySet().stream().sorted().toList();
    }

    /// Whether a property or a variable is one of ours, or none of our business.
    public static boolean isKnown(String name) {
        if (name.startsWith(OUR_VARIABLES)) {
            return all().stream().anyMatch(setting -> setting.variables().contains(name))
                    || SecretFiles.KNOWN.keySet().stream()
                            .anyMatch(secret -> name.equals(secret + "_FILE"))
                    || OTHERS.contains(name)
                    || OTHERS_BEGIN.stream().anyMatch(name::startsWith)
                    || OF_SERVICES.matcher(name).matches();
        }
        return !name.startsWith(OURS)
                || all().stream().anyMatch(setting -> setting.isNamed(name))
                || OF_OTHER_PROGRAMS.contains(name)
                || name.startsWith(LOYALTY);
    }

    private static Setting of(
            String key, SettingType settingType, String standard, String sentence) {
        return new Setting("packhouse." + key, settingType, standard, sentence);
    }

    private static SettingType one(String... words) {
        return new OneOf(List.of(words));
    }

    private static SettingType url() {
        return new Address();
    }
}
