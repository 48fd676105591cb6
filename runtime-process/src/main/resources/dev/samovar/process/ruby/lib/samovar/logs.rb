# frozen_string_literal: true

require "logger"
require_relative "records"

# Where `puts` and loggers write: each message is one event of the log.
#
# Source: AWS Lambda developer guide, "Log and monitor Ruby Lambda functions".
module Samovar
  module Logs
    class << self
      attr_accessor :records, :request_id

      def begin(records)
        self.records = records
        $stdout.sync = true
        $stderr.sync = true
        Kernel.module_eval do
          def puts(*values)
            text = values.flatten.map { |value| value.to_s.encode("UTF-8") }.join("\n")
            Logs.records.write(text.end_with?("\n") ? text : "#{text}\n")
            nil
          end
        end
        Logger.prepend(Sink)
      end
    end

    # Lines of loggers name the invocation.
    class Formatter < Logger::Formatter
      def call(severity, time, program, message)
        format("%s, [%s #%d] %5s %s -- %s: %s",
               severity[0], format_datetime(time), Process.pid, severity, Logs.request_id, program, msg2str(message))
          .encode("UTF-8")
      end
    end

    # Loggers that would write to standard output or error, or nowhere.
    module Sink
      def initialize(device, *rest, formatter: nil, **options)
        if !device || device.equal?($stdout) || device.equal?($stderr)
          super(Logs.records, *rest, formatter: formatter || Formatter.new, **options)
        else
          super(device, *rest, formatter: formatter, **options)
        end
      end
    end
  end
end
