package io.packhouse.app.cluster;

import io.packhouse.engine.postgres.LocalDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What each program is told, beside what the cluster itself was told.
final class Settings {

    private static final String WEBHOOKS =
            "payment_intent.amount_capturable_updated,payment_intent.succeeded,"
                    + "payment_intent.payment_failed,payment_intent.canceled,"
                    + "checkout.session.expired,charge.refunded";

    private Settings() {}

    static Map<String, String> node(
            NodePlan plan, ClusterOptions options, @Nullable LocalDatabase database) {
        var all = new LinkedHashMap<String, String>();
        all.put("PACKHOUSE_NODE", plan.name());
        all.put("PACKHOUSE_ROLE", plan.role());
        all.put("PACKHOUSE_CLUSTER", "true");
        all.put("PACKHOUSE_DATA", options.data().resolve("nodes/" + plan.name()).toString());
        all.put("PACKHOUSE_SHARED", options.data().toString());
        all.put("PACKHOUSE_PUBLIC_URL", options.publicUrl());
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("SERVER_PORT", Integer.toString(plan.port()));
        all.put("SERVER_FORWARD_HEADERS_STRATEGY", "native");
        if (!options.hasProvider()) {
            all.put("PACKHOUSE_STRIPE_API_BASE", "http://127.0.0.1:" + options.sandboxPort());
            all.put("STRIPE_SECRET_KEY_FILE", options.sandbox().resolve("secret-key").toString());
            all.put(
                    "STRIPE_WEBHOOK_SECRET_FILE",
                    options.sandbox().resolve("webhook-secret").toString());
        }
        if (database != null) {
            all.putAll(logins(database));
        }
        return all;
    }

    private static Map<String, String> logins(LocalDatabase database) {
        return Map.of(
                "SPRING_DATASOURCE_URL", database.app().url(),
                "SPRING_DATASOURCE_USERNAME", database.app().user(),
                "SPRING_DATASOURCE_PASSWORD", database.app().password(),
                "SPRING_FLYWAY_USER", database.owner().user(),
                "SPRING_FLYWAY_PASSWORD", database.owner().password(),
                "PACKHOUSE_READER_USERNAME", database.reader().user(),
                "PACKHOUSE_READER_PASSWORD", database.reader().password(),
                "PACKHOUSE_ANALYST_USERNAME", database.analyst().user(),
                "PACKHOUSE_ANALYST_PASSWORD", database.analyst().password());
    }

    static Map<String, String> sandbox(ClusterOptions options) {
        var webhooks =
                "http://127.0.0.1:%s/api/v1/payments/webhooks/stripe".formatted(options.port());
        return Map.of(
                "PACKHOUSE_SANDBOX_PORT",
                Integer.toString(options.sandboxPort()),
                "PACKHOUSE_SANDBOX_FOLDER",
                options.sandbox().toString(),
                "PACKHOUSE_SANDBOX_WEBHOOK_TYPES",
                WEBHOOKS,
                "PACKHOUSE_SANDBOX_WEBHOOK_URL",
                webhooks);
    }

    static Map<String, String> gateway(ClusterOptions options, List<NodePlan> plans) {
        return Map.of(
                "PACKHOUSE_GATEWAY_ADDRESS", options.gatewayAddress(),
                "PACKHOUSE_GATEWAY_PORT", Integer.toString(options.port()),
                "PACKHOUSE_GATEWAY_COMMAND", addresses(plans, NodePlan::accepts),
                "PACKHOUSE_GATEWAY_QUERY", addresses(plans, NodePlan::answers));
    }

    private static String addresses(List<NodePlan> plans, Predicate<NodePlan> wanted) {
        return plans.stream()
                .filter(wanted)
                .map(plan -> plan.address().toString())
                .collect(Collectors.joining(","));
    }
}
