package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.RunningEngine;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every parameter that is a date or a time, with every Accept-Language.
class DatesTest {

    static final List<String> LANGUAGES =
            List.of("en-US", "de-DE", "ar-EG", "th-TH-u-ca-buddhist", "ja-JP-u-ca-japanese");

    final RunningEngine engine = RunningEngine.shared();

    private record Place(String path, String name, Class<?> type) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11/02/26",
                "11.02.26",
                "11/2/2026",
                "Feb%2011,%202026",
                "2026-2-1",
                "20260211",
                "2026-02-30",
                "%D9%A2%D9%A0%D9%A2%D9%A6-%D9%A0%D9%A2-%D9%A1%D9%A1",
                "2569-02-11%20BE",
                "%2B999999999-12-31",
                "%2B10000-01-01",
                "-5000-01-01",
                "0000-01-01",
                "1770768000000",
                "today"
            })
    void anythingButAnIsoDateWithAFourDigitYearIsRefusedInEveryLanguage(String wrong) {
        for (var place : places()) {
            for (var language : LANGUAGES) {
                var answer = engine.as(Role.ADMIN)
                        .get(place.path() + "?" + place.name() + "=" + wrong, "Accept-Language", language);
                assertThat(answer.status())
                        .as("%s %s: %s", place, language, answer)
                        .isEqualTo(422);
                assertThat(answer.string("parameter")).isEqualTo(place.name());
                assertThat(answer.string("detail")).startsWith("expected a date such as 2026-01-31");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-11", "0001-01-01", "9999-12-31"})
    void anIsoDateIsTheSameDayInEveryLanguage(String right) {
        for (var place : places()) {
            for (var language : LANGUAGES) {
                var other = place.name().equals("from") ? "to" : "from";
                var answer = engine.as(Role.ADMIN)
                        .get(place.path() + "?from=" + right + "&to=" + right, "Accept-Language", language);
                assertThat(answer.status())
                        .as("%s %s: %s", place, language, answer)
                        .isEqualTo(200);
                assertThat(answer.string(other)).isEqualTo(right);
            }
        }
    }

    /// Accept-Language does not change the text of a problem.
    @Test
    void aProblemHasTheSameTextInEveryLanguage() {
        var staff = engine.as(Role.ADMIN);
        var details = LANGUAGES.stream()
                .map(language -> staff.post(
                                "/api/v1/exports", "{\"table\":\" \",\"format\":\"CSV\"}", "Accept-Language", language)
                        .body()
                        .at("/errors/0/detail")
                        .asString())
                .distinct();
        assertThat(details).containsExactly("must not be blank");
    }

    /// Each one needs bounds, and a test here.
    @Test
    void onlyANewApiKeyHasATimeInItsBody() {
        var found = handlers()
                .flatMap(handler -> Arrays.stream(handler.getMethodParameters()))
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .map(MethodParameter::getGenericParameterType)
                .filter(type -> holdsTime(type, new HashSet<>()))
                .toList();
        assertThat(found)
                .extracting(Type::getTypeName)
                .containsExactly("io.packhouse.identity.apikey.ApiKeyEndpoint$NewKey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59Z",
                "-1000000000-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "1970-01-01T00:00:00Z",
                "2090-02-30T00:00:00Z",
                "2090-01-01",
                "tomorrow"
            })
    void theEndOfAnApiKeyIsInTheFutureWithinAHundredYears(String wrong) {
        var body = "{\"name\":\"Scanner\",\"scopes\":[\"inventory:read\"],\"expiresAt\":\"%s\"}".formatted(wrong);
        var answer = engine.as(Role.ADMIN).post("/api/v1/api-keys", body);
        assertThat(answer.status()).as("%s: %s", wrong, answer.text()).isEqualTo(422);
    }

    private static boolean holdsTime(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return false;
        }
        return switch (type) {
            case ParameterizedType several ->
                Arrays.stream(several.getActualTypeArguments()).anyMatch(t -> holdsTime(t, seen));
            case Class<?> one when TemporalAccessor.class.isAssignableFrom(one) -> !one.isEnum();
            case Class<?> one
            when one.isRecord() ->
                Arrays.stream(one.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .anyMatch(t -> holdsTime(t, seen));
            default -> false;
        };
    }

    private List<Place> places() {
        var places = mappings().entrySet().stream()
                .flatMap(entry -> Arrays.stream(entry.getValue().getMethodParameters())
                        .filter(DatesTest::isTime)
                        .map(parameter -> place(entry.getKey(), parameter)))
                .distinct()
                .toList();
        assertThat(places).hasSizeGreaterThanOrEqualTo(12);
        return places;
    }

    private static boolean isTime(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestParam.class)
                && Temporal.class.isAssignableFrom(parameter.getParameterType());
    }

    private static Place place(RequestMappingInfo mapping, MethodParameter parameter) {
        var name = String.valueOf(parameter.getParameter().getName());
        var path = mapping.getPatternValues().iterator().next();
        return new Place(path, name, parameter.getParameterType());
    }

    private Stream<HandlerMethod> handlers() {
        return mappings().values().stream();
    }

    private java.util.Map<RequestMappingInfo, HandlerMethod> mappings() {
        return engine.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
    }
}
