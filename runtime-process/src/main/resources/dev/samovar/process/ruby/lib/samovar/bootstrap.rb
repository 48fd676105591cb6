# frozen_string_literal: true

# What a child process begins with: it connects to the host, waits for its function, and then serves invocations.

require_relative "child"

Samovar::Child.new(ENV).run
