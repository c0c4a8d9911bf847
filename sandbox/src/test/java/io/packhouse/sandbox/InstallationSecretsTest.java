package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationSecretsTest {

    @TempDir
    Path folder;

    @Test
    void everyInstallationHasSecretsOfItsOwn() {
        var one = InstallationSecrets.of(options("one"));
        var other = InstallationSecrets.of(options("other"));
        assertThat(one.secretKey()).matches("sk_test_[0-9a-f]{48}");
        assertThat(one.webhookSecret()).matches("whsec_[0-9a-f]{48}");
        assertThat(one.secretKey()).isNotEqualTo(other.secretKey());
        assertThat(one.webhookSecret()).isNotEqualTo(other.webhookSecret());
    }

    @Test
    void theyAreStoredInFilesThatOnlyTheirOwnerMayRead() throws Exception {
        var first = InstallationSecrets.of(options("shop"));
        assertThat(InstallationSecrets.of(options("shop"))).isEqualTo(first);
        var file = folder.resolve("shop/webhook-secret");
        assertThat(file).hasContent(first.webhookSecret());
        assertThat(folder.resolve("shop/secret-key")).hasContent(first.secretKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void configuredSecretsTakePrecedenceAndAreStored() {
        InstallationSecrets.of(options("shop"));
        var given = InstallationSecrets.of(options("shop").withSecrets("sk_test_1", "whsec_1"));
        assertThat(given).isEqualTo(new InstallationSecrets("sk_test_1", "whsec_1"));
        assertThat(InstallationSecrets.of(options("shop"))).isEqualTo(given);
    }

    @Test
    void theyAreNotPrinted() {
        var secrets = InstallationSecrets.of(options("shop"));
        assertThat(secrets.toString()).doesNotContain(secrets.secretKey());
    }

    private SandboxOptions options(String name) {
        return SandboxOptions.defaults().withFolder(folder.resolve(name));
    }
}
