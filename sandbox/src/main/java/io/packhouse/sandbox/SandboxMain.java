package io.packhouse.sandbox;

import java.util.Locale;

/// Starts the provider as a separate program.
public final class SandboxMain {

    private SandboxMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        var options = SandboxOptions.from(System.getenv(), arguments);
        var sandbox = Sandbox.start(options);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(sandbox::close));
        System.out.println("Sandbox provider on " + sandbox.baseUri());
        System.out.println("Webhooks go to " + options.webhookUrl());
        Thread.currentThread().join();
    }
}
