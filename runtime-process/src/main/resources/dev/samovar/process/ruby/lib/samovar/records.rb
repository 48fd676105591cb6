# frozen_string_literal: true

require_relative "frames"

module Samovar
  # Messages that stay whole in the log, which is standard output and error, and marks that tell the host how far the log
  # belongs to what was done: the token, a byte, a length (32 bits, big endian), and text. They have a descriptor of
  # their own, since functions redirect or close that of standard output.
  class Records
    # A message with a level of its own, by which the host may drop it.
    class Line < String
      LEVELS = { "DEBUG" => 2, "INFO" => 3, "WARN" => 4, "ERROR" => 5, "FATAL" => 6 }.freeze
      private_constant :LEVELS

      attr_reader :level

      def initialize(text, severity)
        super(text)
        @level = LEVELS.fetch(severity, 3)
      end
    end

    MARK, INFO = 0, 3
    LONGEST = 1024 * 1024
    private_constant :MARK, :INFO, :LONGEST

    # @param token hexadecimal digits
    def initialize(token)
      @token = [token].pack("H*")
      @pid = Process.pid
      @pipe = IO.for_fd(Connection.moved_up($stdout), "wb")
      @pipe.sync = true
    end

    # Whoever may write to a Logger may write here too. A fork's messages are lines like those of other processes: one that
    # was killed within a message would leave half of it.
    def write(message)
      return $stdout.write(message) unless Process.pid == @pid

      put(message.is_a?(Line) ? message.level : INFO, message.to_s.byteslice(0, LONGEST).b)
    end

    # A Logger closes what it writes to.
    def close; end

    def mark
      put(MARK, "".b)
    end

    private

    def put(kind, bytes)
      @pipe.write(@token + [kind, bytes.bytesize].pack("CN") + bytes)
    rescue Errno::EPIPE
      # The host has gone.
    end
  end
end
