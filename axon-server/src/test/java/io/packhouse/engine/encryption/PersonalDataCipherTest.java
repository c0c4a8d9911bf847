package io.packhouse.engine.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.postgres.DatabaseConfiguration;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class PersonalDataCipherTest {

    static final PersonId ADA = new PersonId("per_00000000000000000000000001");
    static final PersonId BOB = new PersonId("per_00000000000000000000000002");

    static final PersonId EVE = new PersonId("per_00000000000000000000000003");

    static final PersonId NEW = new PersonId("per_00000000000000000000000004");
    static final PersonId DAN = new PersonId("per_01jd0000000000000000000da1");

    @TempDir
    static Path folder;

    static ConfigurableApplicationContext engine;
    static PersonKeyStore keys;
    static PersonalDataCipher vault;

    @BeforeAll
    static void start() {
        engine = new SpringApplicationBuilder(DatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--packhouse.data=" + folder.resolve("data"));
        keys = new PersonKeyStore(
                engine.getBean(JdbcClient.class),
                new byte[32],
                Clock.systemUTC(),
                new ErasedPersons(folder.resolve("erased")),
                true);
        vault = new PersonalDataCipher(keys, JsonMapper.shared());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void anEncryptedValueCanBeDecrypted() {
        var sealed1 = vault.seal(ADA, "12 Pump Street");
        assertThat(sealed1.ciphertext()).doesNotContain("Pump");
        assertThat(vault.open(sealed1, String.class)).contains("12 Pump Street");
    }

    @Test
    void encryptingTwiceDiffers() {
        assertThat(vault.seal(ADA, "x").ciphertext())
                .isNotEqualTo(vault.seal(ADA, "x").ciphertext());
    }

    @Test
    void valuesOfAnErasedPersonStayUnreadableEvenIfThePersonReturns() {
        var before = vault.seal(BOB, "old address");
        keys.erase(BOB);
        assertThat(vault.open(before, String.class)).isEmpty();
        assertThat(new ErasedPersons(folder.resolve("erased")).all()).contains(BOB.value());

        var after = vault.seal(BOB, "new address");
        assertThat(vault.open(after, String.class)).contains("new address");
        assertThat(vault.open(before, String.class)).isEmpty();
    }

    /// Others find the key in the table until the erasure is committed.
    @Test
    void aKeyThatWasReadWhileItsErasureWasNotCommittedIsNotKept() {
        var before = vault.seal(DAN, "old address");
        new TransactionTemplate(engine.getBean(PlatformTransactionManager.class)).executeWithoutResult(_ -> {
            keys.erase(DAN);
            assertThat(CompletableFuture.supplyAsync(() -> vault.open(before, String.class))
                            .join())
                    .contains("old address");
        });
        assertThat(vault.open(before, String.class)).isEmpty();
    }

    /// A key in memory that is not in the table would make everything sealed with it unreadable.
    @Test
    void aKeyThatIsRolledBackIsNotUsedAgain() {
        var transactions = new TransactionTemplate(engine.getBean(PlatformTransactionManager.class));
        transactions.executeWithoutResult(status -> {
            vault.seal(NEW, "lost");
            status.setRollbackOnly();
        });
        var kept = vault.seal(NEW, "kept");
        var restarted = new PersonKeyStore(
                engine.getBean(JdbcClient.class),
                new byte[32],
                Clock.systemUTC(),
                new ErasedPersons(folder.resolve("erased")),
                true);
        assertThat(new PersonalDataCipher(restarted, JsonMapper.shared()).open(kept, String.class))
                .contains("kept");
    }

    @Test
    void aValueCannotBeMovedToAnotherPerson() {
        var ofAda = vault.seal(ADA, "12 Pump Street");
        vault.seal(EVE, "a key of her own");
        var moved = new EncryptedPersonal<String>(EVE, ofAda.keyVersion(), ofAda.ciphertext());
        assertThatThrownBy(() -> vault.open(moved, String.class)).isInstanceOf(IllegalStateException.class);
    }
}
