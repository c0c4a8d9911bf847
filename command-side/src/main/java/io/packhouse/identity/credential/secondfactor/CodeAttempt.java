package io.packhouse.identity.credential.secondfactor;

import io.packhouse.shared.api.PersonId;
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

/// A code that was tried.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "second_factor_attempt")
class CodeAttempt {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Column(name = "person_id")
    private String personId;

    private String network;
    private Instant at;
    private boolean succeeded;

    /// For its person.
    record Stored(String network, Instant at, boolean succeeded) {}

    interface Rows extends Repository<CodeAttempt, Long> {

        CodeAttempt save(CodeAttempt attempt);

        void deleteById(Long number);

        List<CodeAttempt> findByPersonIdOrderByNumber(String personId);

        @Query("""
                select a from CodeAttempt a
                where a.personId = :personId and a.at > :since and a.succeeded = false order by a.at desc""")
        List<CodeAttempt> failed(String personId, Instant since);

        @Query("""
                select count(a) > 0 from CodeAttempt a
                where a.personId = :personId and a.network = :network and a.succeeded = true and a.at > :since""")
        boolean isKnown(String personId, String network, Instant since);

        /// One right code of a network is enough to know it.
        @Modifying(clearAutomatically = true)
        @Query("delete from CodeAttempt a where a.personId = :personId and a.network = :network")
        void deleteOf(String personId, String network);

        @Modifying(clearAutomatically = true)
        @Query("delete from CodeAttempt a where a.personId = :personId")
        void deleteOf(String personId);

        @Modifying
        @Query("delete from CodeAttempt a where a.at < :before and (a.succeeded = false or a.at < :knownBefore)")
        void deleteBefore(Instant before, Instant knownBefore);
    }

    @SuppressWarnings("NullAway")
    CodeAttempt() {}

    @SuppressWarnings("NullAway") // The database assigns the number.
    CodeAttempt(PersonId person, String network, Instant at, boolean succeeded) {
        personId = person.value();
        this.network = network;
        this.at = at;
        this.succeeded = succeeded;
    }

    Long number() {
        return number;
    }

    String network() {
        return network;
    }

    Instant at() {
        return at;
    }

    Stored stored() {
        return new Stored(network, at, succeeded);
    }
}
