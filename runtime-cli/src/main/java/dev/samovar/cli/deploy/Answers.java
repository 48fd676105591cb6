package dev.samovar.cli.deploy;

import java.util.Map;

/// What a resource says to those that refer to it.
///
/// @param ref what `Ref` answers
/// @param attributes what `Fn::GetAtt` answers, by name
record Answers(String ref, Map<String, String> attributes) {}
