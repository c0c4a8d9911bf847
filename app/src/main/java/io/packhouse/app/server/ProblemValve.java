package io.packhouse.app.server;

import io.packhouse.app.problem.ProblemWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// What Tomcat refuses before any filter of ours is asked is a problem too, not a page of Tomcat's.
public final class ProblemValve extends ErrorReportValve {

    private final ProblemWriter problems;

    ProblemValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return; // Answered by whoever could say more.
        }
        try {
            problems.stray(response.getStatus(), request, response);
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
