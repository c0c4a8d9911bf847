package io.packhouse.loyalty.api.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.PersonId;
import java.util.regex.Pattern;

/// Id of a person's loyalty account: `loy_<person>`.
public record LoyaltyAccountId(@JsonValue String value) implements Comparable<LoyaltyAccountId> {

    private static final Pattern FORM = Pattern.compile("loy_per_[0-9a-z]{26}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LoyaltyAccountId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an id of the form loy_per_[0-9a-z]{26}: " + value);
        }
    }

    /// The only account of that person.
    public static LoyaltyAccountId belongingTo(PersonId person) {
        return new LoyaltyAccountId("loy_" + person);
    }

    public PersonId person() {
        return new PersonId(value.substring("loy_".length()));
    }

    @Override
    public int compareTo(LoyaltyAccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
