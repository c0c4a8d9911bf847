package io.packhouse.sandbox.fault;

import org.jspecify.annotations.Nullable;

public record FaultPlan(
        @Nullable WebhookFaults webhooks, @Nullable ApiFaults api) {

    static final FaultPlan NONE = new FaultPlan(WebhookFaults.NONE, ApiFaults.NONE);

    public FaultPlan {
        webhooks = webhooks == null ? WebhookFaults.NONE : webhooks;
        api = api == null ? ApiFaults.NONE : api;
    }
}
