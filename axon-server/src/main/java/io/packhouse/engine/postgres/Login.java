package io.packhouse.engine.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

public record Login(String url, String user, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public String toString() {
        return user + " at " + url;
    }
}
