package io.packhouse.gateway;

import java.security.Security;
import java.util.Locale;

/// Starts the gateway as a program of its own.
public final class GatewayMain {

    private GatewayMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT); // Whatever the machine speaks.
        Security.setProperty("networkaddress.cache.ttl", "2"); // Nodes behind a name come and go.
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        Gateway gateway;
        try {
            gateway = Gateway.start(GatewayOptions.from(System.getenv(), arguments));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(gateway::close));
        System.out.println("Gateway on " + gateway.address());
        Thread.currentThread().join();
    }
}
