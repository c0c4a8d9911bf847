package io.packhouse.engine.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

public record DatabaseLogin(String url, String user, String password) {

    public Connection connect() throws SQLException {
        return connect(new Properties());
    }

    /// With additional properties of the PostgreSQL driver.
    public Connection connect(Properties more) throws SQLException {
        var properties = new Properties();
        properties.putAll(more);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection(url, properties);
    }

    /// Another login of the same database, where one is named.
    DatabaseLogin as(String other, String itsPassword) {
        return other.isBlank() ? this : new DatabaseLogin(url, other, itsPassword);
    }

    @Override
    public String toString() {
        return user + " at " + url;
    }
}
