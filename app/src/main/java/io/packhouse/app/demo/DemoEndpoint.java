package io.packhouse.app.demo;

import io.packhouse.engine.http.PublicEndpoint;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The output of `./packhouse demo`: progress, and the welcome text.
@RestController
@Profile("demo")
@RequestMapping("/api/v1/demo")
class DemoEndpoint {

    private static final String SANDBOX = "payments by the sandbox, nothing leaves this machine";

    private final DemoProgress progress;
    private final DemoClock clock;
    private final String url;

    DemoEndpoint(
            DemoProgress progress,
            DemoClock clock,
            @Value("${packhouse.public-url:http://127.0.0.1:${server.port:8080}}") String url) {
        this.progress = progress;
        this.clock = clock;
        this.url = url;
    }

    @GetMapping("/progress")
    @PublicEndpoint
    DemoProgress.Report progress() {
        return progress.report();
    }

    @GetMapping(path = "/welcome", produces = MediaType.TEXT_PLAIN_VALUE)
    @PublicEndpoint
    String welcome() {
        return """
        ┌─ Packhouse ──────────────────────────────────────────────────────────────
        │ open    %1$s                     the shop, live, in your browser
        │ API     %1$s/swagger-ui.html     packs     %1$s/packs
        │ e-mails %1$s/demo/mails          none leaves this machine
        │ demo: %2$s
        │
        │ sign in    customer@example.com Customer123! · vendor@example.com Vendor123!
        │            admin@example.com Admin123! · warehouse@example.com Logistics123!
        │ tokens     ./packhouse token customer   or vendor, admin, warehouse, finance, auditor
        │
        │ TOKEN=$(./packhouse token customer)
        │ PACK=$(curl -s %1$s/api/v1/packs | grep -o 'pck_[0-9a-z]*' | head -1)
        │
        │ 1  look     curl -s %1$s/api/v1/packs/$PACK
        │ 2  buy      curl -s %1$s/api/v1/orders -H "Authorization: Bearer $TOKEN" \\
        │               -H "Idempotency-Key: $RANDOM" -H 'Content-Type: application/json' \\
        │               -d '{"currency":"EUR","lines":[{"packId":"'$PACK'","quantity":1}],
        │                    "shipTo":{"name":"Ada Example","street":"Example street 1",
        │                    "postalCode":"10115","city":"Berlin","country":"DE"}}'
        │ 3  pay      open the payUrl of the answer in a browser, choose a card, and look at the order:
        │             curl -s %1$s/api/v1/orders/<id> -H "Authorization: Bearer $TOKEN"
        └──────────────────────────────────────────────────────────────────────────
        """.formatted(url, clock.isAdjustable() ? SANDBOX : "payments by Stripe");
    }
}
