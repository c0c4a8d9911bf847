package io.packhouse.identity.query;

import static io.packhouse.identity.api.IdentityRefusal.UNKNOWN_ACCOUNT;

import io.packhouse.engine.encryption.AddressDirectory;
import io.packhouse.engine.encryption.EncryptedTexts;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Accounts: the caller's own, and all accounts for staff.
@RestController
@RequestMapping("/api/v1/users")
@ReadsProjections("projection-accounts")
class UsersEndpoint {

    private static final String READ_ALL = "accounts:read";
    private static final KeysetQuery<Row> ACCOUNTS = new KeysetQuery<>(
            "select * from read.account where true", "person", text -> text, true, (row, _) -> row(row), Row::person);

    private final JdbcClient jdbc;
    private final CursorCodec cursorCodec;
    private final PersonalDataCipher personalDataCipher;
    private final AddressDirectory addresses;

    /// The profile that a person may change.
    record Profile(@Nullable String name, @Nullable String email) {}

    /// As in the table, name and e-mail address still encrypted.
    private record Row(
            String person,
            @Nullable String email,
            @Nullable String name,
            List<Role> roles,
            AccountStatus status,
            boolean emailVerified,
            Instant registeredAt,
            Instant changedAt) {

        UserView opened(EncryptedTexts texts) {
            return new UserView(
                    person, texts.open(email), texts.open(name), roles, status, emailVerified, registeredAt, changedAt);
        }
    }

    UsersEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            CursorCodec cursorCodec,
            PersonalDataCipher personalDataCipher,
            AddressDirectory addresses) {
        this.addresses = addresses;
        jdbc = JdbcClient.create(reader);
        this.cursorCodec = cursorCodec;
        this.personalDataCipher = personalDataCipher;
    }

    /// All accounts, the newest first; with `email` the one that has exactly this address, without regard to case; with
    /// the status GUEST the persons who order without an account, whom `email` does not find.
    @GetMapping
    @RequiresScope(READ_ALL)
    KeysetPage<UserView> list(
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable AccountStatus status,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new TreeMap<String, String>();
        if (role != null) {
            filter.put("role", role.name());
        }
        if (status != null) {
            filter.put("status", status.name());
        }
        if (email != null) { // The id instead, which an address of a next page may contain.
            filter.put("person", addresses.find(email).map(PersonId::value).orElse("none"));
        }
        var texts = personalDataCipher.texts();
        return ACCOUNTS.read(
                        jdbc,
                        KeysetPageRequest.of(cursorCodec, "/api/v1/users", filter, limit, cursor),
                        (email == null ? "" : " and person = ?")
                                + (role == null ? "" : " and roles @> array[cast(? as text)]")
                                + (status == null ? " and status <> 'GUEST'" : " and status = ?"),
                        List.copyOf(filter.values()))
                .map(row -> row.opened(texts));
    }

    /// One account: the caller's own, or any for staff.
    @GetMapping("/{id}")
    @RequiresScope("account")
    UserView one(@PathVariable PersonId id, Caller caller) {
        return visible(id, caller).opened(personalDataCipher.texts());
    }

    /// Name and e-mail address of one account: the caller's own, or any for staff.
    @GetMapping("/{id}/profile")
    @RequiresScope("account")
    Profile profile(@PathVariable PersonId id, Caller caller) {
        var user = one(id, caller);
        return new Profile(user.name(), user.email());
    }

    private Row visible(PersonId id, Caller caller) {
        return jdbc.sql("select * from read.account where person = ? and (? or person = ?)")
                .params(id.value(), caller.may(READ_ALL), caller.actor())
                .query((row, _) -> row(row))
                .optional()
                .orElseThrow(() -> new CommandRejectedException(UNKNOWN_ACCOUNT, Map.of("personId", id.value())));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("person"),
                row.getString("email"),
                row.getString("name"),
                roles(row.getArray("roles")),
                AccountStatus.valueOf(row.getString("status")),
                row.getBoolean("email_verified"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static List<Role> roles(Array names) throws SQLException {
        return Stream.of((String[]) names.getArray()).map(Role::valueOf).toList();
    }
}
