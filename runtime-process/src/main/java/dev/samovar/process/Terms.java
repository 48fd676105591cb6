package dev.samovar.process;

import dev.samovar.process.cgroup.ChildGroup;
import java.util.Map;
import java.util.Optional;

/// What was settled for a process before it started.
///
/// @param variables what its function finds among its own, unless it has others
/// @param group the control group that it was started in, which goes with it
/// @param freezes whether it stands still whenever it rests
record Terms(Map<String, String> variables, Optional<ChildGroup> group, boolean freezes) {}
