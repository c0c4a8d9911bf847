package io.packhouse.identity.credential.attempt;

import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// An attempt that is not known to have succeeded.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "failed_attempt")
class FailedAttempt {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    private String kind;

    @Column(name = "address_hash")
    private String addressHash;

    private String network;
    private Instant at;

    interface Rows extends Repository<FailedAttempt, Long> {

        FailedAttempt save(FailedAttempt attempt);

        void deleteById(Long number);

        @Query("""
                select a from FailedAttempt a
                where a.kind in :kinds and a.at > :since and (a.addressHash = :addressHash or a.network = :network)
                order by a.at desc limit 200""")
        List<FailedAttempt> recent(List<String> kinds, String addressHash, String network, Instant since);

        @Modifying
        @Query("delete from FailedAttempt a where a.addressHash = :addressHash and a.network = :network")
        void deleteOf(String addressHash, String network);

        @Modifying
        @Query("delete from FailedAttempt a where a.addressHash = :addressHash")
        void deleteOf(String addressHash);

        @Modifying
        @Query("delete from FailedAttempt a where a.at < :before")
        void deleteBefore(Instant before);
    }

    @SuppressWarnings("NullAway")
    FailedAttempt() {}

    @SuppressWarnings("NullAway") // The database assigns the number.
    FailedAttempt(String kind, String addressHash, String network, Instant at) {
        this.kind = kind;
        this.addressHash = addressHash;
        this.network = network;
        this.at = at;
    }

    Long number() {
        return number;
    }

    String kind() {
        return kind;
    }

    String addressHash() {
        return addressHash;
    }

    String network() {
        return network;
    }

    Instant at() {
        return at;
    }
}
