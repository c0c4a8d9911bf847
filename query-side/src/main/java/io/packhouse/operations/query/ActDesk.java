package io.packhouse.operations.query;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.idempotency.KeyRefusal;
import io.packhouse.engine.operations.Act;
import io.packhouse.engine.operations.ActKind;
import io.packhouse.engine.operations.Acts;
import io.packhouse.engine.operations.Operator;
import io.packhouse.engine.personal.Vault;
import io.packhouse.operations.api.ActId;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.shared.api.Refused;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Takes acts in: recorded first, then done by whichever node can.
@Component
class ActDesk {

    static final String PATH = "/api/v1/operations/acts";

    private final Acts acts;
    private final Operator operator;
    private final Vault vault;

    /// Why it is done; it is kept with the act.
    record Why(@NotBlank @Size(max = 500) String reason) {}

    ActDesk(Acts acts, Operator operator, Vault vault) {
        this.acts = acts;
        this.operator = operator;
        this.vault = vault;
    }

    /// 202 with the act, or 200 when it has ended within that time.
    ResponseEntity<ActView> ask(
            ActKind kind,
            String subject,
            Map<String, List<String>> details,
            String reason,
            Caller caller,
            Duration atMost) {
        var id = caller.newId("act", ActId::new);
        var isNew =
                operator.ask(
                        id.value(),
                        kind,
                        subject,
                        details,
                        caller.actor(),
                        vault.seal(caller.person(), reason.strip()),
                        caller.at());
        operator.wake();
        var act =
                atMost.isZero()
                        ? acts.one(id.value()).orElse(null)
                        : operator.await(id.value(), atMost);
        if (act == null) {
            throw new Refused(OperationsRefusal.UNKNOWN_ACT, Map.of("actId", id.value()));
        }
        if (act.kind() != kind || !act.subject().equals(subject)) {
            throw new Refused(KeyRefusal.KEY_REUSED);
        }
        var status = act.state() == Act.State.WAITING ? HttpStatus.ACCEPTED : HttpStatus.OK;
        return ResponseEntity.status(atMost.isZero() ? HttpStatus.ACCEPTED : status)
                .location(URI.create(PATH + "/" + id))
                .header(Doors.REPLAYED, String.valueOf(!isNew))
                .body(ActView.of(act, vault.texts()));
    }

    /// Whether this request was sent before.
    boolean isKnown(Caller caller) {
        return acts.one(caller.newId("act", ActId::new).value()).isPresent();
    }
}
