package io.packhouse.identity.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.packhouse.engine.admission.RequestSlot;
import io.packhouse.engine.commandhandling.MetaDataKeys;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventlog.NumberedEventLog;
import io.packhouse.engine.http.Caller;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Everything that is known about one person, one JSON object a line: the events of the person, of their orders,
/// payments and points, all others that name the person, as who did it or in what is encrypted for them, with personal
/// values readable, and all [PersonalRecords]. Values about other persons stay encrypted, and an event that names the
/// person only as who did it has no payload but what is encrypted for them. What can be derived from events is not
/// repeated.
@Component
class PersonExport {

    private static final int WAIT_SECONDS = 10;

    private static final String STREAMS = """
            select order_id as stream, placed_at as at, 0 as part from read.customer_order where buyer = :person
            union all
            select p.payment_id, o.placed_at, 1 from read.payment p join read.customer_order o using (order_id)
            where o.buyer = :person
            order by at, stream, part""";

    private final JdbcClient jdbc;
    private final EventStore store;
    private final NumberedEventLog log;
    private final Serializer serializer;
    private final PersonalDataCipher personalDataCipher;
    private final List<PersonalRecords> records;
    private final JsonMapper json = JsonMapper.shared();
    private final Semaphore searchOfStaff = new Semaphore(1);
    private final Semaphore ownSearch = new Semaphore(1);

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record ExportedEvent(
            String stream,
            long sequence,
            String name,
            String at,
            Object actor,
            @Nullable JsonNode payload) {}

    PersonExport(
            @Qualifier("readerDataSource") DataSource reader,
            EventStore store,
            NumberedEventLog log,
            @Qualifier("eventSerializer") Serializer serializer,
            PersonalDataCipher personalDataCipher,
            List<PersonalRecords> records) {
        jdbc = JdbcClient.create(reader);
        this.store = store;
        this.log = log;
        this.serializer = serializer;
        this.personalDataCipher = personalDataCipher;
        this.records = records;
    }

    /// A guest gets the own streams only: anybody can become one and make the node read the log.
    void write(PersonId person, Caller caller, OutputStream out) throws IOException {
        var streams = streams(person);
        var search = caller.may(PersonExportEndpoint.MANAGE) ? searchOfStaff : ownSearch;
        // Before the answer begins: it may be rejected.
        var others = caller.may("guest") ? List.<Long>of() : others(person, Set.copyOf(streams), search);
        for (var stream : streams) {
            for (var event : events(stream)) {
                line(out, Map.of("event", exported(event, person)));
            }
        }
        for (var position : others) {
            for (var event : log.between(position - 1, position, 1)) {
                line(out, Map.of("event", exported(event, person)));
            }
        }
        for (var record : records) {
            for (var row : record.about(person)) {
                line(out, new TreeMap<>(Map.of(record.name(), row)));
            }
        }
    }

    /// Positions of the events of other streams that name the person. No table knows them, so the whole log is
    /// searched, by one person and one of the staff at a time.
    private List<Long> others(PersonId person, Set<String> streams, Semaphore search) {
        if (!RequestSlot.<Boolean, RuntimeException>releasedWhile(() -> isAcquired(search))) {
            throw new RejectedExecutionException("Other exports of persons are being made.");
        }
        try {
            var found = new ArrayList<Long>();
            log.containing(person.value(), event -> {
                if (!streams.contains(event.stream())) {
                    found.add(event.position());
                }
            });
            return found;
        } finally {
            search.release();
        }
    }

    private static boolean isAcquired(Semaphore search) {
        try {
            return search.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ExportedEvent exported(EventLog.StoredEvent event, PersonId person) {
        var payload = json.readTree(event.payload());
        return new ExportedEvent(
                event.stream(),
                event.sequence(),
                event.name(),
                event.at(),
                json.readTree(event.metadata()).path(MetaDataKeys.ACTOR).asString(""),
                isNamed(payload, person)
                        ? opened(payload, person)
                        : own(payload, person).orElse(null));
    }

    /// All of them first: a key is looked up with a connection of its own.
    private List<? extends DomainEventMessage<?>> events(String stream) {
        return store.readEvents(stream).asStream().toList();
    }

    private List<String> streams(PersonId person) {
        var own = Stream.of(person.value(), LoyaltyAccountId.belongingTo(person).value());
        var purchases = jdbc.sql(STREAMS)
                .param("person", person.value())
                .query((row, _) -> row.getString("stream"))
                .list(); // A stream would keep its connection.
        return Stream.concat(own, purchases.stream()).toList();
    }

    private ExportedEvent exported(DomainEventMessage<?> event, PersonId person) {
        var stored = serializer.serialize(event.getPayload(), String.class);
        return new ExportedEvent(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                stored.getType().getName(),
                event.getTimestamp().toString(),
                event.getMetaData().getOrDefault(MetaDataKeys.ACTOR, ""),
                opened(json.readTree(stored.getData()), person));
    }

    private static boolean isNamed(JsonNode node, PersonId person) {
        if (isSealed(node)) {
            return false;
        }
        return node.isString()
                ? node.asString().contains(person.value())
                : node.propertyNames().stream().anyMatch(name -> name.contains(person.value()))
                        || node.valueStream().anyMatch(one -> isNamed(one, person));
    }

    /// Only what is encrypted for the person.
    private Optional<JsonNode> own(JsonNode node, PersonId person) {
        if (isSealed(node)) {
            var sealed = json.treeToValue(node, EncryptedPersonal.class);
            return sealed.person().equals(person) ? Optional.of(plain(sealed)) : Optional.empty();
        }
        if (node instanceof ArrayNode array) {
            var all = json.createArrayNode();
            array.forEach(one -> own(one, person).ifPresent(all::add));
            return all.isEmpty() ? Optional.empty() : Optional.of(all);
        }
        var found = json.createObjectNode();
        node.properties()
                .forEach(one -> own(one.getValue(), person).ifPresent(value -> found.set(one.getKey(), value)));
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static boolean isSealed(JsonNode node) {
        return node instanceof ObjectNode object && object.has("ciphertext");
    }

    private JsonNode opened(JsonNode node, PersonId person) {
        if (isSealed(node)) {
            var sealed = json.treeToValue(node, EncryptedPersonal.class);
            return sealed.person().equals(person) ? plain(sealed) : node;
        }
        if (node instanceof ObjectNode object) {
            List.copyOf(object.propertyNames())
                    .forEach(name -> object.set(name, opened(object.required(name), person)));
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                array.set(i, opened(array.required(i), person));
            }
        }
        return node;
    }

    @SuppressWarnings("unchecked")
    private JsonNode plain(EncryptedPersonal<?> sealed) {
        return personalDataCipher
                .open((EncryptedPersonal<JsonNode>) sealed, JsonNode.class)
                .orElseGet(() -> StringNode.valueOf("[erased]"));
    }

    private void line(OutputStream out, Object value) throws IOException {
        out.write(json.writeValueAsBytes(value));
        out.write('\n');
    }
}
