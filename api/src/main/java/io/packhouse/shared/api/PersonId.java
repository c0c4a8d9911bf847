package io.packhouse.shared.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Id of a person, with an account or as a guest: `per_…`.
public record PersonId(@JsonValue String value) implements Comparable<PersonId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonId {
        TypeId.require("per", value);
    }

    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
