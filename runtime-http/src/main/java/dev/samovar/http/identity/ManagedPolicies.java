package dev.samovar.http.identity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The managed policies of the account, as many as one has at first, and those of AWS, which are all there and allow
/// everything. Safe for use by several threads.
final class ManagedPolicies {
    private static final int MOST = 1_500;
    private static final Pattern OF_AWS = Pattern.compile("arn:aws[a-zA-Z-]*:iam::aws:policy(/(?:[^/]+/)*)([^/]+)");
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final Instant LONG_AGO = Instant.parse("2015-02-06T18:40:00Z");

    private final TreeMap<String, ManagedPolicy> byArn = new TreeMap<>();

    synchronized void add(ManagedPolicy policy) {
        if (byArn.values().stream().anyMatch(other -> other.name().equalsIgnoreCase(policy.name())))
            throw IdentityError.conflict(
                    "EntityAlreadyExists",
                    "A policy called " + policy.name() + " already exists. Duplicate names are" + " not allowed.");
        if (byArn.size() >= MOST)
            throw IdentityError.conflict("LimitExceeded", "Cannot exceed quota for PoliciesPerAccount: " + MOST);
        byArn.put(policy.arn(), policy);
    }

    synchronized ManagedPolicy get(String arn) {
        var policy = byArn.get(arn);
        if (policy != null) return policy;
        var ofAws = OF_AWS.matcher(arn);
        if (!ofAws.matches()) throw IdentityError.noSuchEntity("Policy " + arn + " was not found.");
        var id = ("ANPA" + Integer.toHexString(arn.hashCode()) + "SAMOVARSAMOVARSA").toUpperCase(Locale.ROOT);
        return new ManagedPolicy(
                ofAws.group(1), ofAws.group(2), id.substring(0, 21), arn, LONG_AGO, EVERYTHING, null, new TreeMap<>());
    }

    synchronized void remove(String arn) {
        if (byArn.remove(arn) == null) throw IdentityError.noSuchEntity("Policy " + arn + " was not found.");
    }

    synchronized List<ManagedPolicy> list() {
        return List.copyOf(byArn.values());
    }
}
