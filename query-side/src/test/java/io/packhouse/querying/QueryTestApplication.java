package io.packhouse.querying;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.config.HeavyWorkConfiguration;
import io.packhouse.engine.config.ImageConfiguration;
import io.packhouse.engine.config.OperationsConfiguration;
import io.packhouse.engine.config.ProcessorConfiguration;
import io.packhouse.engine.config.ReadingConfiguration;
import io.packhouse.engine.config.SerializationConfiguration;
import io.packhouse.engine.config.StoreConfiguration;
import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.encryption.ErasedPersons;
import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.postgres.DatabaseConfiguration;
import io.packhouse.engine.query.InvalidConsistencyTokenException;
import io.packhouse.engine.query.InvalidCursorException;
import io.packhouse.engine.query.ProjectionLagException;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
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

/// The query endpoints over the real store and the real projections; two headers name the caller.
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
class QueryTestApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Secrets secrets(DataDirectory data) {
        return new Secrets(data);
    }

    @Bean
    PersonKeyStore personKeys(JdbcClient jdbc, Secrets secrets, Clock clock, DataDirectory data) {
        return new PersonKeyStore(
                jdbc,
                secrets.bytes("persons-master"),
                clock,
                new ErasedPersons(data.path().resolveSibling("erased")),
                true);
    }

    @Bean
    PersonalDataCipher vault(PersonKeyStore keys) {
        return new PersonalDataCipher(keys, JsonMapper.shared());
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
        ResponseEntity<String> on(CommandRejectedException commandRejectedException) {
            var unknown = commandRejectedException.answer().kind() == Refusal.Kind.NOT_FOUND;
            return ResponseEntity.status(unknown ? 404 : 422)
                    .body(commandRejectedException.answer().code());
        }

        @ExceptionHandler
        ResponseEntity<String> on(InvalidCursorException bad) {
            return ResponseEntity.status(422).body(bad.getMessage());
        }

        @ExceptionHandler
        ResponseEntity<String> on(InvalidConsistencyTokenException bad) {
            return ResponseEntity.status(400).body(bad.getMessage());
        }

        @ExceptionHandler
        ResponseEntity<String> on(ProjectionLagException behind) {
            return ResponseEntity.status(503).body(behind.getMessage());
        }
    }
}
