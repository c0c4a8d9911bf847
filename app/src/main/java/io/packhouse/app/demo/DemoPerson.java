package io.packhouse.app.demo;

import io.packhouse.app.security.Role;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Somebody in the demo. Ids are the same every time, so that documents can quote them.
record DemoPerson(String account, String name, Role role, PersonId id, String country) {

    private static final List<String> BUYERS =
            List.of("Ada", "Benoit", "Chiara", "Dmitri", "Elif", "Freya", "Goran", "Hana");
    private static final List<String> COUNTRIES =
            List.of("DE", "FR", "IT", "AT", "NL", "SE", "PL", "CH");

    static List<DemoPerson> all() {
        var staff =
                Stream.of(
                        person(1, "admin", "Alma Admin", Role.ADMIN, "DE"),
                        person(2, "warehouse", "Wim Warehouse", Role.WAREHOUSE, "DE"),
                        person(3, "auditor", "Aino Auditor", Role.AUDITOR, "FI"),
                        person(4, "finance", "Fatima Finance", Role.FINANCE, "FR"));
        return Stream.concat(staff, buyers().stream()).toList();
    }

    static List<DemoPerson> buyers() {
        return IntStream.range(0, BUYERS.size())
                .mapToObj(
                        i ->
                                person(
                                        i + 5,
                                        i == 0
                                                ? "customer"
                                                : BUYERS.get(i).toLowerCase(java.util.Locale.ROOT),
                                        BUYERS.get(i) + " Example",
                                        Role.CUSTOMER,
                                        COUNTRIES.get(i)))
                .toList();
    }

    static DemoPerson staff() {
        return all().getFirst();
    }

    private static DemoPerson person(
            int number, String account, String name, Role role, String country) {
        var id = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
        return new DemoPerson(account, name, role, new PersonId(TypeId.text("per", id)), country);
    }
}
