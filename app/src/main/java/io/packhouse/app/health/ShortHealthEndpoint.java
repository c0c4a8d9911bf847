package io.packhouse.app.health;

import io.packhouse.engine.http.PublicEndpoint;
import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// A short health status for load balancers and scripts.
@RestController
class ShortHealthEndpoint {

    private final ApplicationAvailability availability;

    ShortHealthEndpoint(ApplicationAvailability availability) {
        this.availability = availability;
    }

    @GetMapping("/health")
    @PublicEndpoint
    ResponseEntity<Map<String, String>> health() {
        var up = availability.getLivenessState() == LivenessState.CORRECT;
        return ResponseEntity.status(up ? 200 : 503).body(Map.of("status", up ? "UP" : "DOWN"));
    }
}
