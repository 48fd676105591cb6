# frozen_string_literal: true

require_relative "frames"

module Samovar
  # Messages that stay whole in the log, which is standard output and error, and marks that tell the host how far the log
  # belongs to what was done: the token, a byte, a length (32 bits, big endian), and text. They have a descriptor of
  # their own, since functions redirect or close that of standard output.
  class Records
    MARK, INFO = 0, 3
    LONGEST = 1024 * 1024
    private_constant :MARK, :INFO, :LONGEST

    # @param token hexadecimal digits
    def initialize(token)
      @token = [token].pack("H*")
      @pipe = IO.for_fd(Connection.moved_up($stdout), "wb")
      @pipe.sync = true
    end

    # Whoever may write to a Logger may write here too.
    def write(message)
      put(INFO, message.to_s.byteslice(0, LONGEST).b)
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
