package io.packhouse.app.server;

import io.packhouse.app.problem.ProblemWriter;
import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tomcat with connection limits and problem responses.
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    /// Behind a proxy all connections have its address.
    @Bean
    static ConnectionLimits connectionLimits(
            @Value("${packhouse.connections.max:2000}") int most,
            @Value("${packhouse.connections.max-per-address:500}") int each,
            @Value("${packhouse.connections.head-timeout:PT20S}") Duration head,
            @Value("${packhouse.connections.idle-timeout:PT60S}") Duration idle,
            @Value("${server.forward-headers-strategy:none}") String proxy) {
        return new ConnectionLimits(most, proxy.equalsIgnoreCase("none") ? each : 0, head, idle);
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedServer(
            ConnectionLimits limits, ProblemWriter problems) {
        return factory -> {
            factory.setProtocol(BoundedProtocol.class.getName());
            TomcatProtocolHandlerCustomizer<BoundedProtocol> bounded = protocol -> protocol.limit(limits);
            factory.addProtocolHandlerCustomizers(bounded);
            // Tomcat would read a form before authentication and without the limits for bodies.
            factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
            factory.addContextCustomizers(context -> {
                var host = (StandardHost) context.getParent();
                host.getPipeline().addValve(new ProblemValve(problems));
                // Otherwise Tomcat adds its own valve before it.
                host.setErrorReportValveClass(ProblemValve.class.getName());
            });
        };
    }
}
