package io.packhouse.app.settings;

import io.packhouse.app.settings.SettingType.Address;
import io.packhouse.app.settings.SettingType.OneOf;
import io.packhouse.app.settings.SettingType.Secret;
import io.packhouse.app.settings.SettingType.Text;
import io.packhouse.app.settings.SettingType.Time;
import io.packhouse.app.settings.SettingType.Whole;
import java.util.List;
import java.util.stream.Stream;

/// The definition of every setting; docs/configuration.md is generated from it.
final class SettingDefinitions {

    private static final SettingType TEXT = new Text();
    private static final SettingType SECRET = new Secret();
    private static final SettingType FLAG = new OneOf(List.of("true", "false"));
    private static final SettingType TIME = new Time(false);

    private SettingDefinitions() {}

    static List<Setting> all() {
        return Stream.of(node(), shop(), store(), requests(), limits(), intervals(), secrets(), oidc(), mail(), demo())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Setting> node() {
        return List.of(
                of("data", TEXT, "./data", "The data folder of this node, locked by one process."),
                of("shared-data", TEXT, "packhouse.data", "The folder for data shared by all nodes."),
                of("erasure-list", TEXT, "shared + .erased", "The file that lists erased persons."),
                of("node", TEXT, "made anew", "The unique name of this node."),
                of("role", one("all", "command", "query"), "all", "The role of this node."),
                of("cluster", FLAG, "false", "Whether there are other nodes."),
                of("segments.balance", FLAG, "true", "Whether nodes share the segments evenly."),
                of("snapshot-threshold", new Whole(2), "500", "Number of events of an item between snapshots."),
                of(
                        "operations.poll-interval",
                        TIME,
                        "PT0.5S",
                        "Interval between polls for operations that an operator requested."),
                of("store", one("embedded", "axon-server"), "embedded", "The kind of event store."),
                of("clock", one("system", "adjustable"), "system", "The clock; adjustable in the demo and tests."),
                of("secrets", TEXT, "", "A folder with a file for each secret, named like the secret."),
                of("log", one("text", "json"), "text", "The format of the log."));
    }

    private static List<Setting> shop() {
        return List.of(
                of("public-url", url(), "http://127.0.0.1:8080", "The address of this shop for browsers."),
                of("shop-url", TEXT, "/orders/{reference}", "The page that buyers return to after payment."),
                of("guests.enabled", FLAG, "true", "Whether persons without an account may order."),
                of("guests.link-validity", TIME, "P90D", "How long the link works by which a guest returns."),
                of("guests.unused-after", TIME, "P30D", "Age at which a guest without an order is erased."),
                of("reservation.ttl", TIME, "PT15M", "How long stock is reserved for an unpaid order."),
                of("command-timeout", TIME, "PT30S", "How long an endpoint waits for its command."));
    }

    private static List<Setting> store() {
        return List.of(
                of("cache", new Whole(1), "20000", "Number of aggregates cached in memory."),
                of("command-threads", new Whole(1), "16", "Number of concurrent commands."),
                of("pool.app", new Whole(32), "48", "Read-write connections; processors use up to 24 of them."),
                of("pool.reader", new Whole(2), "16", "Read-only connections."),
                of(
                        "database-timeout",
                        TIME,
                        "PT2S",
                        "Time without a response after which the database counts as lost."),
                of("least-free-mib", new Whole(0), "64", "Free disk space below which the node is not ready."));
    }

    private static List<Setting> requests() {
        return List.of(
                of(
                        "requests.orders",
                        new Whole(1),
                        "8 per processor",
                        "Orders being placed at once, up to the reservation of their stock; 503 beyond."),
                of("requests.commands", new Whole(1), "16 per processor", "Other requests that change something."),
                of("requests.reads", new Whole(1), "8 per processor", "Requests that only read."),
                of(
                        "requests.queue-timeout",
                        TIME,
                        "PT0.08S",
                        "How long a request waits for one of these slots before 503."));
    }

    private static List<Setting> limits() {
        return List.of(
                of("max-body", new Whole(1), "1048576", "Maximum size of a body in bytes."),
                of("max-image", new Whole(1), "5242880", "Maximum size of an image in bytes."),
                of("max-manifest", new Whole(1), "33554432", "Maximum size of a manifest in bytes."),
                of(
                        "heavy-work.threads",
                        new Whole(1),
                        "half the processors",
                        "Concurrent heavy tasks of waiting requests: images, PDFs,"
                                + " spreadsheets, uploads. Exports have one more thread."),
                of("heavy-work.queue-size", new Whole(1), "32", "Heavy tasks that may wait; 503 beyond."),
                of("password.bcrypt-rounds", new Whole(10), "12", "Rounds of bcrypt; one more takes twice as long."),
                of(
                        "authentication-log.networks-kept",
                        TIME,
                        "P180D",
                        "How long the authentication log keeps networks; at least P30D."),
                of("heavy-work.queue-timeout", TIME, "PT30S", "How long a request waits for its heavy task."),
                of(
                        "bodies.max-memory",
                        new Whole(1),
                        "33554432",
                        "Total bytes of bodies in memory, beyond the first 16 KiB of each."),
                of("bodies.timeout", TIME, "PT20S", "Time to receive a body, plus a second for every 16 KiB."),
                of("connections.max", new Whole(1), "2000", "Maximum number of open connections."),
                of(
                        "connections.max-per-address",
                        new Whole(0),
                        "500",
                        "Maximum per address; 0 for no limit, as behind a proxy."),
                of("connections.head-timeout", TIME, "PT20S", "Time to receive the head of a request."),
                of("connections.idle-timeout", TIME, "PT60S", "Idle time of a connection."),
                of("live-streams.anonymous", new Whole(0), "300", "Maximum number of live streams of visitors."),
                of("live-streams.signed-in", new Whole(0), "500", "Maximum number of live streams of signed-in users."),
                of("live-streams.max-per-user", new Whole(1), "30", "Maximum number of live streams per user."));
    }

    private static List<Setting> intervals() {
        return List.of(
                of(
                        "payment.first-poll-after",
                        TIME,
                        "PT30S",
                        "Time until the first status poll of an open payment page."),
                of("payment.changes-poll-interval", TIME, "PT5M", "Interval between polls for refunds and disputes."),
                of("parked-sagas.retry-interval", TIME, "PT1S", "Interval between retries of parked events."),
                of("dead-letters.retry-interval", TIME, "PT10S", "Interval between retries of dead letters."),
                of("due-work.interval", TIME, "PT1S", "Interval between looks for what has expired."),
                of("metrics.interval", TIME, "PT5S", "Interval between queries for metrics."),
                of("ready.lag.max-events", new Whole(1), "10000", "Lag in events up to which a node is ready."),
                of("ready.lag.max-time", TIME, "PT30S", "Lag in time up to which a node is ready."),
                of("ready.lag.grace-period", new Time(true), "PT5S", "How long the lag may exceed the limit."),
                of("shutdown.drain-delay", new Time(true), "PT0S", "How long requests are served after SIGTERM."));
    }

    private static List<Setting> secrets() {
        return List.of(
                of("stripe.secret-key", SECRET, "", "Stripe's key; without it payments are disabled."),
                of("stripe.webhook-secrets", SECRET, "", "Stripe's webhook secrets; two during a rotation."),
                of("stripe.api-base", url(), "", "Another address of Stripe's API."),
                of("master-key", SECRET, "a file in keys/", "32 bytes in base64 that encrypt the keys of persons."),
                of("admin.email", TEXT, "", "Address of the first administrator, made when there is none."),
                of("admin.password", SECRET, "", "Its password; without it a link to set one is sent."),
                of("reader.username", TEXT, "the app's", "Login of the reader at an external PostgreSQL."),
                of("reader.password", SECRET, "", "Its password."),
                of("analyst.username", TEXT, "the reader's", "Login of the analyst at an external PostgreSQL."),
                of("analyst.password", SECRET, "", "Its password."));
    }

    private static List<Setting> oidc() {
        return List.of(
                of("oidc.issuer", url(), "", "The authorization server whose tokens are accepted, by its issuer."),
                of("oidc.audience", TEXT, "packhouse", "The audience (aud) that its access tokens must name."),
                of("oidc.subject-claim", TEXT, "sub", "The claim that identifies a person or a machine."),
                of("oidc.role-claim", TEXT, "roles", "The claim with roles, by name or path: realm_access.roles."),
                of("oidc.roles", TEXT, "", "Its values and their roles here: shop-admins=ADMIN,stock=LOGISTICS."),
                of("oidc.default-role", one("CUSTOMER"), "none", "The role of everybody with a token of it."),
                of("oidc.client.id", TEXT, "", "This shop's client id there, for the sign-in of browsers."),
                of("oidc.client.secret", SECRET, "", "Its secret; none for a public client."),
                of("oidc.client.scope", TEXT, "openid profile", "The scopes that it asks for."),
                of("oidc.client.name", TEXT, "your organization", "The name after \"Sign in with\"."));
    }

    private static List<Setting> mail() {
        return List.of(
                of("mail.host", TEXT, "", "The SMTP server; without it no e-mail is sent or kept."),
                of("mail.port", new Whole(1), "587, or 465 with tls", "Its port."),
                of(
                        "mail.encryption",
                        one("starttls", "tls", "none"),
                        "starttls",
                        "How the connection is encrypted; with starttls nothing is sent before it is."),
                of("mail.username", TEXT, "", "Login at the SMTP server; without it there is none."),
                of("mail.password", SECRET, "", "Its password."),
                of("mail.from", TEXT, "", "The sender, such as My shop <shop@example.com>; required with a host."),
                of("mail.timeout", TIME, "PT20S", "How long each step with the SMTP server may take."),
                of("mail.connections", new Whole(1), "4", "Connections of this node to the SMTP server at once."),
                of("mail.poll-interval", TIME, "PT5S", "Interval between looks for e-mails that are due."),
                of("low-stock.email", TEXT, "", "Who is informed by e-mail when the stock of an item is low."),
                of(
                        "low-stock.threshold",
                        new Whole(0),
                        "5",
                        "Available units at which stock is low, for items without a threshold; 0 for never."));
    }

    private static List<Setting> demo() {
        return List.of(
                of(
                        "demo.products-per-category",
                        new Whole(3),
                        "15",
                        "Products in each of 40 categories, at most 15; the same until the demo is filled."),
                of("demo.orders", new Whole(0), "2000", "Number of orders in the demo's past."),
                of("demo.past", TIME, "P90D", "Length of the demo's past."));
    }

    private static Setting of(String key, SettingType settingType, String standard, String sentence) {
        return new Setting("packhouse." + key, settingType, standard, sentence);
    }

    private static SettingType one(String... words) {
        return new OneOf(List.of(words));
    }

    private static SettingType url() {
        return new Address();
    }
}
