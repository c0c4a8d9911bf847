package io.packhouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.File;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client generated from the OpenAPI document reads what the engine answers.
class GeneratedClientTest {

    private static final Path REQUESTS = Path.of("src/test/resources/operation-requests.txt");

    final RunningEngine engine = RunningEngine.shared();
    final OpenApiDocument description = OpenApiDocument.of(engine);

    @Test
    void everyOperationHasARequest() throws Exception {
        var requested = RequestLine.read(REQUESTS).stream()
                .filter(request -> !request.method().equals(OperationRequests.PAY))
                .map(request -> description.operationId(request.method(), request.path()))
                .collect(Collectors.toSet());
        assertThat(description.operationIds()).isNotEmpty().isSubsetOf(requested);
    }

    @Test
    void aGeneratedClientReadsOneAnswerOfEachOperation(@TempDir Path folder) throws Exception {
        try (var executor = Executors.newSingleThreadExecutor()) {
            var generated = executor.submit(() -> GeneratedClient.of(description, folder));
            var answers = answers();
            var client = generated.get();
            var softly = new SoftAssertions();
            answers.forEach((operationId, answer) -> softly.assertThatCode(() -> read(client, operationId, answer))
                    .as("%s reads %s", operationId, answer.text())
                    .doesNotThrowAnyException());
            softly.assertAll();
        }
    }

    private Map<String, Answer> answers() throws Exception {
        park(new Shop(engine).stock(1));
        addMail();
        asOwner("""
                alter table read.loyalty_reward add constraint refused_by_the_table
                check (name <> 'Refused by the table')""");
        try {
            return new OperationRequests(engine, description).send(RequestLine.read(REQUESTS));
        } finally {
            asOwner("alter table read.loyalty_reward drop constraint refused_by_the_table");
            asOwner("delete from engine.parked_event where saga_id = 'parked-for-a-client'");
        }
    }

    /// Parks a saga: an event of that item failed it.
    private void park(String sku) {
        engine.jdbc().sql("""
                        insert into engine.parked_event (saga_type, saga_id, event_id,
                        aggregate_id, sequence_number, cause, attempts, parked_at,
                        next_try_at) values ('OrderPlacementSaga', 'parked-for-a-client',
                        'e', ?, 0, 'c', 1, now(), now() + interval '100 years')""").param("inv_main_" + sku).update();
    }

    /// Without a mail server none is kept.
    private void addMail() {
        var person = RunningEngine.person(77);
        engine.jdbc()
                .sql("""
                        insert into engine.mail
                            (person_id, cause, template, address, status, next_attempt_at, created_at)
                        values (?, 'trial', 'order-confirmed', ?, 'PENDING', now(), now())""")
                .params(
                        person.value(),
                        engine.bean(PersonalDataCipher.class)
                                .seal(person, "me@example.com")
                                .toString())
                .update();
    }

    private void read(GeneratedClient client, String operationId, Answer answer) throws Exception {
        var type = answer.header("Content-Type").replaceFirst(";.*", "");
        var described = description.mediaTypes(operationId);
        if (answer.text().isEmpty()) {
            assertThat(described).isEmpty();
            return;
        }
        assertThat(described).contains(type);
        if (type.equals("application/json")) {
            client.read(operationId, answer.text());
        } else {
            assertThat(client.type(operationId)).isEqualTo(File.class);
        }
    }

    private void asOwner(String sql) throws SQLException {
        var owner = engine.bean(DatabaseLogins.class).owner();
        try (var connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
