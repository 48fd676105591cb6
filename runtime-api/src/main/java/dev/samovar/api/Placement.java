package dev.samovar.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where and with what a function would run on AWS. It is kept and shown, and changes nothing here but for the
/// network of sandboxed functions: a function runs on the processor of this machine, and nothing is mounted.
///
/// @param architecture `x86_64` or `arm64`
/// @param vpc the network it is attached to, null if it never was
/// @param kmsKeyArn the key that encrypts its variables, empty for none
/// @param fileSystems what is mounted
///
/// Source: AWS Lambda API reference, "CreateFunction".
public record Placement(String architecture, @Nullable Vpc vpc, String kmsKeyArn, List<FileSystem> fileSystems) {
    /// What holds where nothing is said.
    public static final Placement DEFAULT = new Placement("x86_64", null, "", List.of());

    /// Keeps the list as it is now.
    public Placement {
        fileSystems = List.copyOf(fileSystems);
    }

    /// A virtual private cloud. Of a function of isolation `PROCESS` the ids say what it reaches, as the host maps
    /// them.
    ///
    /// @param subnetIds at most 16; none if the function is attached to none any more
    /// @param securityGroupIds at most 5
    /// @param ipv6 whether IPv6 is allowed in subnets of both kinds
    public record Vpc(List<String> subnetIds, List<String> securityGroupIds, boolean ipv6) {
        /// Keeps the lists as they are now.
        public Vpc {
            subnetIds = List.copyOf(subnetIds);
            securityGroupIds = List.copyOf(securityGroupIds);
        }
    }

    /// A file system.
    ///
    /// @param arn the ARN of its access point
    /// @param localMountPath where it is seen, below `/mnt/`
    public record FileSystem(String arn, String localMountPath) {}

    /// The same on another processor.
    public Placement architecture(String other) {
        return new Placement(other, vpc, kmsKeyArn, fileSystems);
    }

    /// The same in another network.
    public Placement vpc(Vpc other) {
        return new Placement(architecture, other, kmsKeyArn, fileSystems);
    }

    /// The same with another key.
    public Placement kmsKeyArn(String other) {
        return new Placement(architecture, vpc, other, fileSystems);
    }

    /// The same with other file systems.
    public Placement fileSystems(List<FileSystem> others) {
        return new Placement(architecture, vpc, kmsKeyArn, others);
    }
}
