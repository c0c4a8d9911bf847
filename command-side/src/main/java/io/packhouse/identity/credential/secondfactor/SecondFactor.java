package io.packhouse.identity.credential.secondfactor;

import io.packhouse.shared.api.EncryptedPersonal;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The authenticator app of one person.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "second_factor")
class SecondFactor {

    @Id
    @Column(name = "person_id")
    private String personId;

    private String secret;

    @Column(name = "begun_at")
    private Instant begunAt;

    @Column(name = "confirmed_at")
    private @Nullable Instant confirmedAt;

    @Column(name = "last_step")
    private long lastStep;

    interface Rows extends Repository<SecondFactor, String> {

        Optional<SecondFactor> findById(String personId);

        @Query("select count(f) > 0 from SecondFactor f where f.personId = :personId and f.confirmedAt is not null")
        boolean isConfirmed(String personId);

        /// Replaces one that was not confirmed; 0 when there is a confirmed one.
        @Modifying
        @Query(nativeQuery = true, value = """
                insert into identity.second_factor as f (person_id, secret, begun_at, last_step)
                values (:personId, :secret, :now, 0)
                on conflict (person_id) do update set secret = excluded.secret, begun_at = excluded.begun_at
                where f.confirmed_at is null""")
        int begin(String personId, String secret, Instant now);

        /// 1 for the one request that confirms it.
        @Modifying(clearAutomatically = true)
        @Query("""
                update SecondFactor f set f.confirmedAt = :now, f.lastStep = :step
                where f.personId = :personId and f.secret = :secret and f.confirmedAt is null""")
        int confirm(String personId, String secret, long step, Instant now);

        /// 1 for the one request that uses a code of that step, 0 for all others, concurrent ones too.
        @Modifying(clearAutomatically = true)
        @Query("""
                update SecondFactor f set f.lastStep = :step
                where f.personId = :personId and f.secret = :secret and f.lastStep < :step
                and f.confirmedAt is not null""")
        int useStep(String personId, String secret, long step);

        @Modifying(clearAutomatically = true)
        @Query("delete from SecondFactor f where f.personId = :personId")
        void deleteOf(String personId);

        @Modifying
        @Query("delete from SecondFactor f where f.confirmedAt is null and f.begunAt < :before")
        void deleteUnconfirmed(Instant before);
    }

    @SuppressWarnings("NullAway")
    SecondFactor() {}

    /// As it is stored.
    String secret() {
        return secret;
    }

    EncryptedPersonal<String> sealedSecret() {
        return EncryptedPersonal.parse(secret);
    }

    Instant begunAt() {
        return begunAt;
    }

    @Nullable
    Instant confirmedAt() {
        return confirmedAt;
    }
}
