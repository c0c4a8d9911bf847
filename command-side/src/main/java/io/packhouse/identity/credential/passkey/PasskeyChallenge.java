package io.packhouse.identity.credential.passkey;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// A challenge that was used.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "passkey_challenge")
class PasskeyChallenge {

    @Id
    @Column(name = "challenge_hash")
    private String challengeHash;

    @Column(name = "expires_at")
    private Instant expiresAt;

    interface Rows extends Repository<PasskeyChallenge, String> {

        /// 1 for the one request that uses it.
        @Modifying
        @Query(nativeQuery = true, value = """
                insert into identity.passkey_challenge (challenge_hash, expires_at) values (:hash, :expiresAt)
                on conflict do nothing""")
        int insert(String hash, Instant expiresAt);

        @Modifying
        @Query("delete from PasskeyChallenge c where c.expiresAt < :before")
        void deleteBefore(Instant before);
    }

    @SuppressWarnings("NullAway")
    PasskeyChallenge() {}
}
