package io.packhouse.engine.postgres.embedded;

import io.packhouse.engine.datadirectory.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// Generated and stored before the first role exists, so that no role has an unknown password after
/// a kill.
record GeneratedPasswords(Properties byUser) {

    static final String SUPERUSER = "postgres";

    static GeneratedPasswords of(Path folder) throws IOException {
        var file = folder.resolve("passwords.properties");
        var passwords = OwnerOnlyFiles.read(file);
        var complete = true;
        for (var user : Roles.WITH_SUPERUSER) {
            complete &= passwords.putIfAbsent(user, generated()) != null;
        }
        if (!complete) {
            OwnerOnlyFiles.write(file, passwords, "Who logs in to the embedded PostgreSQL.");
        }
        return new GeneratedPasswords(passwords);
    }

    String of(String user) {
        return byUser.getProperty(user);
    }

    private static String generated() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Passwords of " + byUser.stringPropertyNames();
    }
}
