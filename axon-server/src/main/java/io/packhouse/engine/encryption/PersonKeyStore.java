package io.packhouse.engine.encryption;

import io.packhouse.shared.api.PersonId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// One AES-256 key per person, wrapped by the master key. Erasing a person destroys the key and
/// keeps its version, so that a later key is never mistaken for the destroyed one. A single process
/// keeps the keys that it used last in memory.
public class PersonKeyStore {

    private static final int MOST_CACHED = 5_000;

    private final JdbcClient jdbc;
    private final byte[] master;
    private final Clock clock;
    private final ErasedPersons erasedPersons;
    private final PersonKeyCache used;
    private final SecureRandom random = new SecureRandom();

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Key(int version, byte[] secret) {}

    /// `single` when no other process erases persons.
    public PersonKeyStore(JdbcClient jdbc, byte[] master, Clock clock, ErasedPersons erasedPersons, boolean single) {
        used = new PersonKeyCache(single ? MOST_CACHED : 0);
        this.jdbc = jdbc;
        this.master = master.clone();
        this.clock = clock;
        this.erasedPersons = erasedPersons;
    }

    Key current(PersonId person) {
        return used.current(person, () -> newest(person).orElseGet(() -> create(person)));
    }

    Optional<byte[]> find(PersonId person, int version) {
        return used.find(person, version, () -> read(person, version));
    }

    private Optional<byte[]> read(PersonId person, int version) {
        return jdbc.sql("""
                select wrapped from keys.person_key
                where person_id = ? and version = ? and wrapped is not null""")
                .params(person.value(), version)
                .query((row, _) -> unwrap(row.getBytes(1), person))
                .optional();
    }

    /// SHA-256 of each key of the person that is not destroyed: what an erasure will destroy.
    public List<String> fingerprints(PersonId person) {
        return jdbc.sql("""
                select wrapped from keys.person_key
                where person_id = ? and wrapped is not null order by version""")
                .param(person.value())
                .query((row, _) -> fingerprint(unwrap(row.getBytes(1), person)))
                .list();
    }

    private static String fingerprint(byte[] secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /// Makes everything encrypted for this person unreadable, also after an older backup is
    /// restored.
    public void erase(PersonId person) {
        erasedPersons.add(person);
        jdbc.sql("update keys.person_key set wrapped = null where person_id = ?")
                .param(person.value())
                .update();
        forget(person);
    }

    /// Until the caller's transaction has committed, readers find the key in the table and keep it again.
    private void forget(PersonId person) {
        used.forget(person);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    used.forget(person);
                }
            });
        }
    }

    private Optional<Key> newest(PersonId person) {
        return jdbc.sql("""
                select version, wrapped from keys.person_key where person_id = ? and
                wrapped is not null order by version desc limit 1""")
                .param(person.value())
                .query((row, _) -> new Key(row.getInt(1), unwrap(row.getBytes(2), person)))
                .optional();
    }

    private Key create(PersonId person) {
        var secret = new byte[32];
        random.nextBytes(secret);
        jdbc.sql("""
                insert into keys.person_key (person_id, version, wrapped, created_at)
                select ?, coalesce(max(version), 0) + 1, ?, ?
                from keys.person_key where person_id = ?
                on conflict do nothing""")
                .params(person.value(), wrap(secret, person), clock.instant().atOffset(ZoneOffset.UTC), person.value())
                .update();
        return newest(person).orElseThrow();
    }

    private byte[] wrap(byte[] secret, PersonId person) {
        var nonce = new byte[12];
        random.nextBytes(nonce);
        var wrapped = PersonalDataCipher.crypt(Cipher.ENCRYPT_MODE, master, nonce, secret, person);
        var all = Arrays.copyOf(nonce, nonce.length + wrapped.length);
        System.arraycopy(wrapped, 0, all, nonce.length, wrapped.length);
        return all;
    }

    private byte[] unwrap(byte[] all, PersonId person) {
        return PersonalDataCipher.crypt(
                Cipher.DECRYPT_MODE, master, Arrays.copyOf(all, 12), Arrays.copyOfRange(all, 12, all.length), person);
    }
}
