package io.packhouse.app.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.packhouse.app.problem.OverloadLog;
import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.app.problem.ProblemWriter;
import io.packhouse.engine.admission.RequestSlot;
import io.packhouse.engine.admission.RequestSlots;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Admits a bounded number of requests of each kind, before authentication and before a body is
/// read. Those beyond are answered 503 before anything was done for them.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
@EnableConfigurationProperties(RequestLimits.class)
class AdmissionFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;
    private final OverloadLog overloads;
    private final Map<RequestKind, RequestSlots> slots = new EnumMap<>(RequestKind.class);

    AdmissionFilter(ProblemWriter problems, OverloadLog overloads, MeterRegistry meters, RequestLimits limits) {
        this.problems = problems;
        this.overloads = overloads;
        for (var kind : RequestKind.values()) {
            slots.put(kind, new RequestSlots(kind.label(), limits.slots(kind), limits.queueTimeout(), meters));
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var kind = RequestKind.of(request.getMethod(), request.getServletPath());
        if (kind.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var slot = slots.get(kind.get()).take();
        if (slot.isEmpty()) {
            shed(kind.get(), request, response);
            return;
        }
        try (var taken = slot.get()) {
            chain.doFilter(request, new SlotReleasingResponse(response, taken));
        }
    }

    private void shed(RequestKind kind, HttpServletRequest request, HttpServletResponse response) throws IOException {
        overloads.shed("no slot became free for kind " + kind.label());
        problems.write(
                new ProblemException(Problem.OVERLOADED, "Too many requests are in progress; nothing was done."),
                request,
                response);
    }

    /// A client that reads slowly does not keep the slot.
    private static final class SlotReleasingResponse extends OnCommittedResponseWrapper {

        private final RequestSlot slot;

        SlotReleasingResponse(HttpServletResponse response, RequestSlot slot) {
            super(response);
            this.slot = slot;
        }

        @Override
        protected void onResponseCommitted() {
            slot.release();
        }
    }
}
