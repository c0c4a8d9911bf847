package io.packhouse.bench.load;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// One kind of read: its request by number, and where one statement answers it, the SQL of the same rows.
public record ReadKind(
        String name,
        IntFunction<HttpCaller> caller,
        IntFunction<String> path,
        @Nullable String sql,
        IntFunction<List<String>> parameters) {

    /// A read that plain JDBC is not compared with.
    static ReadKind of(String name, HttpCaller caller, String path) {
        return new ReadKind(name, _ -> caller, _ -> path, null, _ -> List.of());
    }

    public ClosedLoop.Operation overHttp() {
        return number -> caller.apply(number).get(path.apply(number));
    }

    public void byJdbc(List<PreparedStatement> statements, int number) throws SQLException {
        JdbcClients.read(statements.getFirst(), parameters.apply(number).toArray());
    }
}
