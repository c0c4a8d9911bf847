package io.packhouse.app.demo;

import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A person of the demo. Ids are the same every time, so that documents can quote them.
public record DemoPerson(String account, String name, Role role, PersonId id, String country) {

    public static final int VENDORS = 8;
    private static final int EVERYBODY = 128;

    private static final List<String> FIRST = List.of(
            "Ada", "Benoit", "Chiara", "Dmitri", "Elif", "Freya", "Goran", "Hana", "Ines", "Jonas", "Katya", "Luca",
            "Mina", "Nils", "Olga", "Pedro", "Quirin", "Rosa", "Selim", "Tessa", "Ugo", "Vera", "Wanda", "Yusuf");
    private static final List<String> LAST = List.of("Example", "Sample", "Muster", "Modele", "Esempio");
    private static final List<String> COUNTRIES =
            List.of("DE", "FR", "IT", "AT", "NL", "SE", "PL", "CH", "DE", "FR", "DE", "ES");
    private static final List<DemoPerson> BUYERS = makeBuyers();

    /// 128 people: four of staff, customers, and eight vendors.
    public static List<DemoPerson> all() {
        var people = new ArrayList<>(List.of(
                person(1, "admin", "Alma Admin", Role.ADMIN, "DE"),
                person(2, "warehouse", "Wim Warehouse", Role.LOGISTICS, "DE"),
                person(3, "auditor", "Aino Auditor", Role.AUDITOR, "FI"),
                person(4, "finance", "Fatima Finance", Role.FINANCE, "FR")));
        people.addAll(buyers());
        people.addAll(vendors());
        return people;
    }

    /// The first account is `customer`.
    public static List<DemoPerson> buyers() {
        return BUYERS;
    }

    private static List<DemoPerson> makeBuyers() {
        var buyers = new ArrayList<DemoPerson>();
        for (var i = 0; i < EVERYBODY - 4 - VENDORS; i++) {
            var first = FIRST.get(i % FIRST.size());
            var round = i / FIRST.size();
            var plain = first.toLowerCase(Locale.ROOT) + (round == 0 ? "" : round + 1);
            buyers.add(person(
                    i + 5,
                    i == 0 ? "customer" : plain,
                    first + " " + LAST.get(round),
                    Role.CUSTOMER,
                    COUNTRIES.get(i % COUNTRIES.size())));
        }
        return List.copyOf(buyers);
    }

    /// The first account is `vendor`.
    public static List<DemoPerson> vendors() {
        var vendors = new ArrayList<DemoPerson>();
        for (var i = 0; i < VENDORS; i++) {
            vendors.add(person(
                    EVERYBODY - VENDORS + 1 + i,
                    i == 0 ? "vendor" : "vendor" + (i + 1),
                    "Vendor no. " + (i + 1),
                    Role.VENDOR,
                    COUNTRIES.get(i)));
        }
        return vendors;
    }

    public static DemoPerson staff() {
        return all().getFirst();
    }

    private static DemoPerson person(int number, String account, String name, Role role, String country) {
        var id = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
        return new DemoPerson(account, name, role, new PersonId(TypeId.text("per", id)), country);
    }
}
