package io.packhouse.identity.credential.attempt;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// A line of the authentication log; never changed.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Immutable
@Table(schema = "identity", name = "authentication_log")
class AuthenticationLogEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private AuthenticationEventType type;

    @Column(name = "person_id")
    private @Nullable String personId;

    @Column(name = "address_hash")
    private @Nullable String addressHash;

    @Column(name = "session_id")
    private @Nullable String sessionId;

    private @Nullable String network;
    private String agent;
    private @Nullable String detail;

    interface Rows extends Repository<AuthenticationLogEntry, Long> {

        AuthenticationLogEntry save(AuthenticationLogEntry entry);

        List<AuthenticationLogEntry> findByPersonIdOrderByNumber(String personId);

        boolean existsByPersonIdAndType(String personId, AuthenticationEventType type);

        /// How many entries had one. The engine's login cannot update them itself.
        @Query(nativeQuery = true, value = "select identity.forget_networks(:before)")
        long forgetNetworks(Instant before);

        @Query(nativeQuery = true, value = "select identity.forget_networks_of(:personId)")
        long forgetNetworksOf(String personId);
    }

    @SuppressWarnings("NullAway")
    AuthenticationLogEntry() {}

    @SuppressWarnings("NullAway") // The database assigns the number.
    AuthenticationLogEntry(
            Instant at,
            AuthenticationEventType type,
            AuthenticationLog.Subject subject,
            ClientOrigin origin,
            @Nullable String detail) {
        this.at = at;
        this.type = type;
        personId = subject.person() == null ? null : subject.person().value();
        addressHash = subject.person() == null ? subject.addressHash() : null;
        sessionId = subject.session();
        network = origin.network();
        agent = origin.agent();
        this.detail = detail;
    }

    AuthenticationRecords.Entry view() {
        return new AuthenticationRecords.Entry(at, type, sessionId, network, agent, detail);
    }
}
