# frozen_string_literal: true

require "fcntl"
require "socket"

module Samovar
  # Frames over the socket to the host: the length of what follows (32 bits, big endian), a kind (8), the number of parts
  # (16), and for each part its length (32) and its bytes.
  class Connection
    HELLO, SPECIALISE, INVOKE, READY, INIT_FAILED, RETURNED, FAILED = *0..6
    DONE, EXIT = 10, 11

    # The first descriptor for what is this runtime's own: those before it, functions may expect to be free.
    OWN = 64

    # The number of the same file out of the way of functions that count on low numbers.
    def self.moved_up(io)
      io.fcntl(Fcntl::F_DUPFD, OWN).tap { |number| IO.for_fd(number, autoclose: false).close_on_exec = true }
    end

    def initialize(socket)
      @socket = UNIXSocket.for_fd(Connection.moved_up(socket))
      socket.close
      @socket.sync = true
    end

    # For a program that goes on with it.
    attr_reader :socket

    def close
      @socket.close
    end

    # Parts are strings of whatever encoding.
    def send(kind, *parts)
      @socket.write(frame(kind, parts))
    end

    # The kind and the parts of the next frame, as bytes; nil once the host has gone.
    def receive
      head = @socket.read(7)
      return nil unless head && head.bytesize == 7

      length, kind, count = head.unpack("NCn")
      rest = @socket.read(length - 3)
      return nil unless rest && rest.bytesize == length - 3

      [kind, parts(rest, count)]
    end

    private

    def frame(kind, parts)
      body = parts.map { |part| [part.bytesize].pack("N") << part.b }.join("")
      [3 + body.bytesize, kind, parts.size].pack("NCn") << body
    end

    def parts(bytes, count)
      at = 0
      Array.new(count) do
        size = bytes.byteslice(at, 4).unpack1("N")
        part = bytes.byteslice(at + 4, size)
        at += 4 + size
        part
      end
    end
  end
end
