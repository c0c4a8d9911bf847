package io.packhouse.reading;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.personal.ForgottenPersons;
import io.packhouse.engine.personal.PersonKeys;
import io.packhouse.engine.personal.Vault;
import io.packhouse.engine.postgres.DataFolder;
import io.packhouse.engine.postgres.DatabaseConfiguration;
import io.packhouse.engine.postgres.Secrets;
import io.packhouse.engine.reading.BadCursor;
import io.packhouse.engine.reading.BadToken;
import io.packhouse.engine.reading.ProjectionBehind;
import io.packhouse.engine.wiring.HeavyWorkConfiguration;
import io.packhouse.engine.wiring.ImageConfiguration;
import io.packhouse.engine.wiring.OperationsConfiguration;
import io.packhouse.engine.wiring.ProcessorConfiguration;
import io.packhouse.engine.wiring.ReadingConfiguration;
import io.packhouse.engine.wiring.SerializationConfiguration;
import io.packhouse.engine.wiring.StoreConfiguration;
import io.packhouse.shared.api.Refusal;
import io.packhouse.shared.api.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// The reading doors over the real store and the real projections; who calls stands in two headers.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JpaAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration",
            "org.axonframework.springboot.autoconfig.legacyjpa.JpaJavaxAutoConfiguration",
            "org.axonframework.springboot.autoconfig.legacyjpa.JpaJavaxEventStoreAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonDbSchedulerAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonJobRunrAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration",
            "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration",
            "org.axonframework.springboot.autoconfig.XStreamAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
        })
@ComponentScan({
    "io.packhouse.inventory",
    "io.packhouse.catalog",
    "io.packhouse.ordering",
    "io.packhouse.payment",
    "io.packhouse.audit",
    "io.packhouse.operations"
})
@Import({
    DatabaseConfiguration.class,
    HeavyWorkConfiguration.class,
    SimpleMeterRegistry.class,
    ImageConfiguration.class,
    StoreConfiguration.class,
    SerializationConfiguration.class,
    OperationsConfiguration.class,
    ProcessorConfiguration.class,
    ReadingConfiguration.class
})
class Reading {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Secrets secrets(DataFolder data) {
        return new Secrets(data);
    }

    @Bean
    PersonKeys personKeys(JdbcClient jdbc, Secrets secrets, Clock clock, DataFolder data) {
        return new PersonKeys(
                jdbc,
                secrets.bytes("persons-master"),
                clock,
                new ForgottenPersons(data.path().resolveSibling("forgotten")));
    }

    @Bean
    Vault vault(PersonKeys keys) {
        return new Vault(keys, JsonMapper.shared());
    }

    @Bean
    WebMvcConfigurer callers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new FromHeaders());
            }
        };
    }

    static final class FromHeaders implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            var actor = request.getHeader("Actor");
            var may = request.getHeader("May");
            return new Caller(
                    actor == null ? "anonymous" : actor,
                    may == null ? Set.of() : Set.of(may.split(",")),
                    Instant.EPOCH,
                    "0",
                    null,
                    Set.of());
        }
    }

    @RestControllerAdvice
    static class Answers {

        @ExceptionHandler
        ResponseEntity<String> on(Refused refused) {
            var unknown = refused.answer().kind() == Refusal.Kind.UNKNOWN;
            return ResponseEntity.status(unknown ? 404 : 422).body(refused.answer().code());
        }

        @ExceptionHandler
        ResponseEntity<String> on(BadCursor bad) {
            return ResponseEntity.status(422).body(bad.getMessage());
        }

        @ExceptionHandler
        ResponseEntity<String> on(BadToken bad) {
            return ResponseEntity.status(400).body(bad.getMessage());
        }

        @ExceptionHandler
        ResponseEntity<String> on(ProjectionBehind behind) {
            return ResponseEntity.status(503).body(behind.getMessage());
        }
    }
}
