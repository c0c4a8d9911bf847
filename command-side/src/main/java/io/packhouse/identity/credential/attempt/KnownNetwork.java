package io.packhouse.identity.credential.attempt;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// A network from which the owner of an address signed in.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "known_network")
@IdClass(KnownNetwork.Key.class)
class KnownNetwork {

    @Id
    @Column(name = "address_hash")
    private String addressHash;

    @Id
    private String network;

    @Column(name = "seen_at")
    private Instant seenAt;

    /// For its owner.
    record View(String network, Instant seenAt) {}

    record Key(String addressHash, String network) implements Serializable {}

    interface Rows extends Repository<KnownNetwork, KnownNetwork.Key> {

        @Query("""
                select k from KnownNetwork k
                where k.addressHash = (select c.addressHash from Credential c where c.personId = :personId)
                order by k.seenAt""")
        List<KnownNetwork> of(String personId);

        boolean existsByAddressHashAndNetworkAndSeenAtAfter(String addressHash, String network, Instant since);

        @Modifying
        @Query(nativeQuery = true, value = """
                insert into identity.known_network (address_hash, network, seen_at)
                values (:addressHash, :network, :at)
                on conflict (address_hash, network) do update set seen_at = excluded.seen_at""")
        void see(String addressHash, String network, Instant at);

        @Modifying
        @Query(nativeQuery = true, value = """
                with moved as (
                    delete from identity.known_network where address_hash = :addressHash returning network, seen_at)
                insert into identity.known_network (address_hash, network, seen_at)
                select :newAddressHash, network, seen_at from moved
                on conflict (address_hash, network) do update set seen_at = excluded.seen_at""")
        void move(String addressHash, String newAddressHash);

        @Modifying
        @Query("delete from KnownNetwork k where k.addressHash = :addressHash")
        void deleteOf(String addressHash);

        @Modifying
        @Query("delete from KnownNetwork k where k.seenAt < :before")
        void deleteBefore(Instant before);
    }

    @SuppressWarnings("NullAway")
    KnownNetwork() {}

    View view() {
        return new View(network, seenAt);
    }
}
