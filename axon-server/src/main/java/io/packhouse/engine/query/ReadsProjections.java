package io.packhouse.engine.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The door answers from the tables of these projections: a caller who brings a Consistency-Token
/// waits for all of them.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsProjections {

    /// Names of processing groups.
    String[] value();
}
