package io.packhouse.engine.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The projections that an endpoint reads: a request with a Consistency-Token waits for all of
/// them.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsProjections {

    /// Names of processing groups.
    String[] value();
}
