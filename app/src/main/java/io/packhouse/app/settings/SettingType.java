package io.packhouse.app.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;

/// The allowed values of a setting, with a description for error messages.
public sealed interface SettingType {

    /// Whether the text is an allowed value.
    boolean accepts(String text);

    /// The description after "must be".
    String description();

    record Whole(long least) implements SettingType {

        @Override
        public boolean accepts(String text) {
            try {
                var number = Long.parseLong(text);
                return number >= least && number <= Integer.MAX_VALUE;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        @Override
        public String description() {
            return "a whole number of at least " + least;
        }
    }

    /// `mayBeNothing` allows zero.
    record Time(boolean mayBeNothing) implements SettingType {

        @Override
        public boolean accepts(String text) {
            try {
                var time = DurationStyle.detectAndParse(text);
                return !time.isNegative() && (mayBeNothing || !time.isZero());
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        @Override
        public String description() {
            return "a duration such as PT30S, PT15M or P2D";
        }
    }

    record OneOf(List<String> choices) implements SettingType {

        @Override
        public boolean accepts(String text) {
            return choices.contains(text);
        }

        @Override
        public String description() {
            return String.join(" or ", choices);
        }
    }

    record Address() implements SettingType {

        @Override
        public boolean accepts(String text) {
            try {
                var address = new URI(text);
                return address.getHost() != null && List.of("http", "https").contains(address.getScheme());
            } catch (URISyntaxException e) {
                return false;
            }
        }

        @Override
        public String description() {
            return "an address that begins with http:// or https://";
        }
    }

    record Text() implements SettingType {

        @Override
        public boolean accepts(String text) {
            return true;
        }

        @Override
        public String description() {
            return "text";
        }
    }

    /// Never printed; preferably stored in a file.
    record Secret() implements SettingType {

        @Override
        public boolean accepts(String text) {
            return true;
        }

        @Override
        public String description() {
            return "a secret";
        }
    }
}
