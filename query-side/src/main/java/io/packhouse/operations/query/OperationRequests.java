package io.packhouse.operations.query;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.idempotency.IdempotencyRefusal;
import io.packhouse.engine.operations.AdminOperation;
import io.packhouse.engine.operations.OperationExecutor;
import io.packhouse.engine.operations.OperationLog;
import io.packhouse.engine.operations.OperationType;
import io.packhouse.operations.api.OperationId;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Submits operations: each is recorded first and then executed by any node that can.
@Component
class OperationRequests {

    static final String PATH = "/api/v1/operations/history";

    private final OperationLog operationLog;
    private final OperationExecutor operationExecutor;
    private final PersonalDataCipher personalDataCipher;

    /// The reason, which is stored with the operation.
    record ReasonBody(@NotBlank @Size(max = 500) String reason) {}

    OperationRequests(
            OperationLog operationLog, OperationExecutor operationExecutor, PersonalDataCipher personalDataCipher) {
        this.operationLog = operationLog;
        this.operationExecutor = operationExecutor;
        this.personalDataCipher = personalDataCipher;
    }

    /// 202 with the operation, or 200 when it ends within that time.
    ResponseEntity<OperationView> submit(
            OperationType kind,
            String subject,
            Map<String, List<String>> details,
            String reason,
            Caller caller,
            Duration atMost) {
        var id = caller.newId("op", OperationId::new);
        var isNew = operationExecutor.submit(
                id.value(),
                kind,
                subject,
                details,
                caller.actor(),
                personalDataCipher.seal(caller.person(), reason.strip()),
                caller.at());
        operationExecutor.wake();
        var operation = atMost.isZero()
                ? operationLog.one(id.value()).orElse(null)
                : operationExecutor.await(id.value(), atMost);
        if (operation == null) {
            throw new CommandRejectedException(OperationsRefusal.UNKNOWN_OPERATION, Map.of("operationId", id.value()));
        }
        if (operation.kind() != kind || !operation.subject().equals(subject)) {
            throw new CommandRejectedException(IdempotencyRefusal.KEY_REUSED);
        }
        var status = operation.state() == AdminOperation.State.WAITING ? HttpStatus.ACCEPTED : HttpStatus.OK;
        return ResponseEntity.status(atMost.isZero() ? HttpStatus.ACCEPTED : status)
                .location(URI.create(PATH + "/" + id))
                .header(CommandDispatcher.REPLAYED, String.valueOf(!isNew))
                .body(OperationView.of(operation, personalDataCipher.texts()));
    }

    /// Whether this request was sent before.
    boolean isKnown(Caller caller) {
        return operationLog.one(caller.newId("op", OperationId::new).value()).isPresent();
    }
}
