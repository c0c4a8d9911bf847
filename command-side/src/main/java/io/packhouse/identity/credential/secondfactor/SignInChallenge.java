package io.packhouse.identity.credential.secondfactor;

import io.packhouse.identity.credential.session.OpaqueToken;
import io.packhouse.shared.api.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// A sign-in with the right password that waits for a code.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "sign_in_challenge")
class SignInChallenge {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "person_id")
    private String personId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    private int tries;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    interface Rows extends Repository<SignInChallenge, Long> {

        SignInChallenge save(SignInChallenge challenge);

        Optional<SignInChallenge> findByTokenHashAndUsedAtIsNullAndExpiresAtAfterAndTriesLessThan(
                String tokenHash, Instant now, int most);

        /// 1 while a code may be tried, also with concurrent ones.
        @Modifying(clearAutomatically = true)
        @Query("""
                update SignInChallenge c set c.tries = c.tries + 1
                where c.tokenHash = :tokenHash and c.usedAt is null and c.expiresAt > :now and c.tries < :most""")
        int tryOnce(String tokenHash, Instant now, int most);

        /// 1 for the one request that begins the session.
        @Modifying(clearAutomatically = true)
        @Query("update SignInChallenge c set c.usedAt = :now where c.tokenHash = :tokenHash and c.usedAt is null")
        int use(String tokenHash, Instant now);

        @Modifying(clearAutomatically = true)
        @Query("delete from SignInChallenge c where c.personId = :personId")
        void deleteOf(String personId);

        @Modifying
        @Query("delete from SignInChallenge c where c.expiresAt < :before")
        void deleteBefore(Instant before);
    }

    @SuppressWarnings("NullAway")
    SignInChallenge() {}

    @SuppressWarnings("NullAway") // The database assigns the number.
    SignInChallenge(OpaqueToken token, PersonId person, Instant now, Instant expiresAt) {
        tokenHash = token.hash();
        personId = person.value();
        createdAt = now;
        this.expiresAt = expiresAt;
    }

    PersonId person() {
        return new PersonId(personId);
    }
}
