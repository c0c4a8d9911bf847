package io.packhouse.identity.credential.session;

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

/// A refresh token of a session; its use is recorded once.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "refresh_token")
class RefreshToken {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "session_id")
    private String sessionId;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    @Column(name = "used_network")
    private @Nullable String usedNetwork;

    interface Rows extends Repository<RefreshToken, Long> {

        RefreshToken save(RefreshToken token);

        Optional<RefreshToken> findByTokenHash(String tokenHash);

        /// 1 for the one request that uses the token, 0 for all others, concurrent ones too.
        @Modifying
        @Query("""
                update RefreshToken t set t.usedAt = :now, t.usedNetwork = :network
                where t.tokenHash = :tokenHash and t.usedAt is null""")
        int use(String tokenHash, String network, Instant now);

        /// After their sessions were deleted.
        @Modifying
        @Query("delete from RefreshToken t where t.sessionId not in (select s.sessionId from SignInSession s)")
        void deleteOrphans();
    }

    @SuppressWarnings("NullAway")
    RefreshToken() {}

    @SuppressWarnings("NullAway") // The database assigns the number.
    RefreshToken(String tokenHash, String sessionId, Instant issuedAt) {
        this.tokenHash = tokenHash;
        this.sessionId = sessionId;
        this.issuedAt = issuedAt;
    }

    String sessionId() {
        return sessionId;
    }

    boolean wasUsedSince(Instant instant, String network) {
        return usedAt != null && usedAt.isAfter(instant) && network.equals(usedNetwork);
    }
}
