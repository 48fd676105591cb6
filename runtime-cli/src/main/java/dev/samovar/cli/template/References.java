package dev.samovar.cli.template;

/// What resources answer to those that refer to them.
public interface References {
    /// What `Ref` answers.
    String ref(String resource);

    /// What `Fn::GetAtt` answers.
    String attribute(String resource, String name);
}
