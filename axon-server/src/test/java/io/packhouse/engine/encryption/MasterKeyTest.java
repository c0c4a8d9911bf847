package io.packhouse.engine.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.startup.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shop never encrypts personal data with a master key it does not recognise.
class MasterKeyTest {

    static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
    static final String OTHER = Base64.getEncoder()
            .encodeToString(
                    "0123456789".repeat(4).substring(0, 32).getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    @TempDir
    Path folder;

    Secrets secrets;

    @BeforeEach
    void open() {
        secrets = Secrets.in(folder);
    }

    @Test
    void withoutAConfiguredKeyOneIsGenerated() {
        assertThat(MasterKey.of(secrets, "")).hasSize(32).isEqualTo(MasterKey.of(secrets, " "));
    }

    @Test
    void aConfiguredKeyIsNotStored() {
        assertThat(MasterKey.of(secrets, ONE + "\n")).isEqualTo(new byte[32]);
        assertThat(MasterKey.of(secrets, ONE)).isEqualTo(new byte[32]);
        assertThat(folder.resolve("keys/persons-master")).doesNotExist();
        assertThat(folder.resolve("keys/persons-master.sha256")).isRegularFile();
    }

    @Test
    void theGeneratedKeyMayBeConfigured() throws Exception {
        var own = MasterKey.of(secrets, "");
        var text = Files.readString(folder.resolve("keys/persons-master"));
        assertThat(MasterKey.of(secrets, text)).isEqualTo(own);
        refuses(ONE, "encrypted with keys/persons-master", "leave packhouse.master-key unset");
    }

    @Test
    void anotherKeyIsRefused() {
        MasterKey.of(secrets, ONE);
        refuses(OTHER, "with another key than packhouse.master-key", "started with");
    }

    @Test
    void aMissingKeyIsNotReplacedByANewOne() {
        MasterKey.of(secrets, ONE);
        refuses("", "none is set", "PACKHOUSE_MASTER_KEY_FILE");
    }

    @Test
    void aMalformedKeyIsRefusedWithoutPrintingIt() {
        refuses("hunter2", "not 32 bytes in base64", "openssl rand -base64 32");
        refuses("c2hvcnQ=", "not 32 bytes in base64", "openssl rand -base64 32");
        assertThatThrownBy(() -> MasterKey.of(secrets, "hunter2!")).hasMessageNotContaining("hunter2");
    }

    private void refuses(String given, String sentence, String advice) {
        assertThatThrownBy(() -> MasterKey.of(secrets, given))
                .isInstanceOfSatisfying(StartupException.class, refused -> {
                    assertThat(refused.getMessage()).contains(sentence);
                    assertThat(refused.advice()).contains(advice);
                });
    }
}
