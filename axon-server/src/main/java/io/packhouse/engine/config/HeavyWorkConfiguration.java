package io.packhouse.engine.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.heavy.HeavyWork;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Limits of concurrent and queued heavy work.
@Configuration(proxyBeanMethods = false)
public class HeavyWorkConfiguration {

    /// Defaults to half the processors, so that the other half stays free for requests.
    @Bean(destroyMethod = "close")
    HeavyWork heavyWork(
            @Value("${packhouse.heavy-work.threads:0}") int threads,
            @Value("${packhouse.heavy-work.queue-size:32}") int waiting,
            @Value("${packhouse.heavy-work.queue-timeout:PT30S}") Duration limit,
            ObjectProvider<MeterRegistry> meters) {
        var half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new HeavyWork(
                threads == 0 ? half : threads, waiting, limit, meters.getIfAvailable(SimpleMeterRegistry::new));
    }
}
