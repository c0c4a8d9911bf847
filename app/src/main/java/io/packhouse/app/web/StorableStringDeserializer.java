package io.packhouse.app.web;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/// Rejects texts that cannot be stored. PostgreSQL cannot store U+0000, and an unpaired surrogate
/// would be read back as a question mark: such an event could be recorded but never displayed.
final class StorableStringDeserializer extends StringDeserializer {

    static final String EXPECTED = "a text without U+0000 and without halves of surrogate pairs";

    static boolean isStorable(String text) {
        return text.codePoints().allMatch(StorableStringDeserializer::isStorable);
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
        var text = super.deserialize(json, context);
        if (text != null && !isStorable(text)) {
            var why = new IllegalArgumentException("expected " + EXPECTED);
            throw DatabindException.from(json, why.getMessage(), why);
        }
        return text;
    }
}
