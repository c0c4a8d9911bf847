package io.packhouse.sandbox;

import java.util.Locale;

/// Starts the provider as a program of its own.
public final class SandboxMain {

    private SandboxMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT); // Whatever the machine speaks.
        var options = SandboxOptions.from(System.getenv(), arguments);
        var sandbox = Sandbox.start(options);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(sandbox::close));
        System.out.println("Sandbox provider on " + sandbox.baseUri());
        System.out.println("Webhooks go to " + options.webhookUrl());
        Thread.currentThread().join();
    }
}
