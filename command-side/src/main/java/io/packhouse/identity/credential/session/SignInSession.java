package io.packhouse.identity.credential.session;

import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.shared.api.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The family of refresh tokens since one sign-in.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "sign_in_session")
class SignInSession {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Column(name = "session_id")
    private String sessionId;

    @Column(name = "person_id")
    private String personId;

    private boolean browser;
    private String network;
    private String agent;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "end_reason")
    private @Nullable String endReason;

    /// For its person.
    record Stored(
            String id,
            String network,
            String agent,
            boolean browser,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable String endReason) {}

    interface Rows extends Repository<SignInSession, Long> {

        SignInSession save(SignInSession session);

        Optional<SignInSession> findBySessionId(String sessionId);

        List<SignInSession> findByPersonIdOrderByNumber(String personId);

        @Query("""
                select s from SignInSession s where s.personId = :personId and s.endedAt is null
                and s.expiresAt > :now order by s.number desc""")
        List<SignInSession> active(String personId, Instant now);

        @Query("""
                select count(s) > 0 from SignInSession s
                where s.sessionId = :sessionId and s.endedAt is null and s.expiresAt > :now""")
        boolean isActive(String sessionId, Instant now);

        /// 0 when it has ended.
        @Modifying
        @Query("""
                update SignInSession s set s.lastUsedAt = :now, s.expiresAt = :expiry
                where s.sessionId = :sessionId and s.endedAt is null""")
        int use(String sessionId, Instant now, Instant expiry);

        @Modifying
        @Query("""
                update SignInSession s set s.endedAt = :now, s.endReason = :reason
                where s.sessionId = :sessionId and s.endedAt is null""")
        int end(String sessionId, String reason, Instant now);

        @Modifying
        @Query("delete from SignInSession s where s.personId = :personId")
        void deleteOf(String personId);

        @Modifying
        @Query("delete from SignInSession s where s.expiresAt < :before or s.endedAt < :before")
        void deleteBefore(Instant before);
    }

    @SuppressWarnings("NullAway")
    SignInSession() {}

    @SuppressWarnings("NullAway") // The database assigns the number.
    SignInSession(
            String sessionId, PersonId person, boolean browser, ClientOrigin origin, Instant now, Instant expiresAt) {
        this.sessionId = sessionId;
        personId = person.value();
        this.browser = browser;
        network = origin.network();
        agent = origin.agent();
        createdAt = now;
        lastUsedAt = now;
        this.expiresAt = expiresAt;
    }

    boolean isActiveAt(Instant now) {
        return endedAt == null && expiresAt.isAfter(now);
    }

    boolean isBrowser() {
        return browser;
    }

    Instant createdAt() {
        return createdAt;
    }

    PersonId person() {
        return new PersonId(personId);
    }

    String sessionId() {
        return sessionId;
    }

    Stored stored() {
        return new Stored(sessionId, network, agent, browser, createdAt, lastUsedAt, expiresAt, endedAt, endReason);
    }

    SessionView view(@Nullable String current) {
        return new SessionView(
                sessionId, network, agent, browser, createdAt, lastUsedAt, expiresAt, sessionId.equals(current));
    }
}
