package io.packhouse.loyalty.process;

import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.LoyaltyPolicy.TierRule;
import io.packhouse.loyalty.api.Tier;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The configured rules of the programme. A change of a number requires a new version.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProgrammeConfiguration.Programme.class)
class ProgrammeConfiguration {

    @ConfigurationProperties("packhouse.loyalty")
    record Programme(
            String version,
            Duration pending,
            Duration valid,
            Map<String, Long> minorPerPoint,
            Map<Tier, TierRule> tiers,
            Map<String, Long> actions) {}

    @Bean
    LoyaltyPolicy loyaltyPolicy(Programme programme) {
        return new LoyaltyPolicy(
                programme.version(),
                programme.pending(),
                programme.valid(),
                programme.minorPerPoint().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> Currency.getInstance(entry.getKey()), Map.Entry::getValue)),
                new TreeMap<>(programme.tiers()),
                programme.actions());
    }
}
