# frozen_string_literal: true

require_relative "frames"

module Samovar
  # Ruby's library where it is, though the directories of a function will be laid over those that it is in: a descriptor
  # goes on to reach it.
  class Library
    HIDDEN = %w[/opt/ /tmp/ /var/task/ /var/runtime/].freeze
    private_constant :HIDDEN

    def initialize(directories)
      @moves = directories.uniq.select { |it| hidden?(it) && File.directory?(it) }.to_h do |directory|
        [directory, "/proc/self/fd/#{File.open(directory) { |opened| Connection.moved_up(opened) }}"]
      end
    end

    # Where a directory of it is to be looked for.
    def moved(directory)
      @moves.fetch(directory, directory)
    end

    private

    def hidden?(directory)
      "#{directory}/".start_with?(*HIDDEN)
    end
  end
end
