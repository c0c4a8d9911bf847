package io.packhouse.identity.credential;

import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.SignIn.Checked;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// How one person signs in.
@jakarta.persistence.Entity
@SuppressWarnings("UnusedVariable") // Some columns are only written, or only read in queries.
@Table(schema = "identity", name = "credential")
class Credential {

    @Id
    @Column(name = "person_id")
    private String personId;

    @Column(name = "address_hash")
    private String addressHash;

    private String address;
    private @Nullable String name;

    @Enumerated(EnumType.STRING)
    private @Nullable Role role;

    private boolean verified;

    private boolean administrator;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "registered_at")
    private @Nullable Instant registeredAt;

    @Column(name = "password_changed_at")
    private @Nullable Instant passwordChangedAt;

    /// An account to be made; without a password the person gets a link to set one.
    record NewAccount(
            PersonId person,
            String addressHash,
            EncryptedPersonal<String> address,
            EncryptedPersonal<String> name,
            Role role,
            @Nullable String passwordHash,
            boolean verified,
            String createdBy) {

        /// The creator of an account that its person registered.
        static final String ANONYMOUS = "anonymous";

        NewAccount withoutPassword() {
            return new NewAccount(person, addressHash, address, name, role, null, verified, createdBy);
        }
    }

    interface Rows extends Repository<Credential, String> {

        Optional<Credential> findById(String personId);

        Optional<Credential> findByAddressHash(String addressHash);

        /// As the last change left it; until the transaction ends nothing else changes it.
        @Lock(LockModeType.PESSIMISTIC_WRITE)
        @Query("select c from Credential c where c.personId = :personId")
        Optional<Credential> lock(String personId);

        List<Credential> findByRegisteredAtIsNullAndCreatedAtBefore(Instant before, Limit limit);

        /// 0 when the address has an account, or is getting one; 1 when it is free.
        @Modifying
        @Query(nativeQuery = true, value = """
                insert into identity.credential (person_id, address_hash, address, name, role, verified,
                administrator, password_hash, created_by, created_at, password_changed_at)
                values (:personId, :addressHash, :address, :name, :role, :verified,
                :role = 'ADMIN', :passwordHash, :createdBy, :at, :at)
                on conflict do nothing""")
        int insert(
                String personId,
                String addressHash,
                String address,
                String name,
                String role,
                boolean verified,
                @Nullable String passwordHash,
                String createdBy,
                Instant at);

        /// 1 for the one caller that completes the registration.
        @Modifying(clearAutomatically = true)
        @Query("""
                update Credential c set c.registeredAt = :now, c.name = null, c.role = null
                where c.personId = :personId and c.registeredAt is null""")
        int register(String personId, Instant now);

        @Modifying(clearAutomatically = true)
        @Query("update Credential c set c.verified = true where c.personId = :personId")
        void verify(String personId);

        @Modifying(clearAutomatically = true)
        @Query("""
                update Credential c set c.passwordHash = :hash, c.passwordChangedAt = :now
                where c.personId = :personId""")
        void setPassword(String personId, String hash, Instant now);

        /// The same password under a newer hash, unless it was changed meanwhile.
        @Modifying(clearAutomatically = true)
        @Query("""
                update Credential c set c.passwordHash = :hash
                where c.personId = :personId and c.passwordHash = :old""")
        void rehash(String personId, String old, String hash);

        /// 0 when another account has the address.
        @Modifying(clearAutomatically = true)
        @Query("""
                update Credential c set c.address = :address, c.addressHash = :addressHash, c.verified = true
                where c.personId = :personId
                and not exists (select o from Credential o
                where o.addressHash = :addressHash and o.personId <> :personId)""")
        int setAddress(String personId, String address, String addressHash);

        @Modifying
        @Query("update Credential c set c.administrator = :administrator where c.personId = :personId")
        void setAdministrator(String personId, boolean administrator);

        @Modifying
        @Query("delete from Credential c where c.personId = :personId")
        void deleteOf(String personId);
    }

    @SuppressWarnings("NullAway")
    Credential() {}

    PersonId person() {
        return new PersonId(personId);
    }

    String addressHash() {
        return addressHash;
    }

    EncryptedPersonal<String> address() {
        return EncryptedPersonal.parse(address);
    }

    EncryptedPersonal<String> name() {
        return EncryptedPersonal.parse(String.valueOf(name));
    }

    Role role() {
        return role == null ? Role.CUSTOMER : role;
    }

    boolean isVerified() {
        return verified;
    }

    boolean isRegistered() {
        return registeredAt != null;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    Checked checked() {
        return new Checked(person(), String.valueOf(passwordChangedAt));
    }

    String createdBy() {
        return createdBy;
    }
}
