package io.packhouse.identity.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.TypeId;

/// Id of an API key: `key_…`. It is no secret, and stays the same when the key is rolled.
public record ApiKeyId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ApiKeyId {
        TypeId.require("key", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
