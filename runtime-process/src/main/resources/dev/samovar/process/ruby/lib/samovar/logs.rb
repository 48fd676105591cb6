# frozen_string_literal: true

require "json"
require "logger"
require_relative "records"

# Where `puts` and loggers write: each message is one event of the log.
#
# Source: AWS Lambda developer guide, "Log and monitor Ruby Lambda functions".
module Samovar
  module Logs
    class << self
      attr_accessor :records
      attr_reader :request_id

      # The id is there under the name of Lambda's client too.
      def request_id=(id)
        @request_id = $_global_aws_request_id = id
      end

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

      def json?
        ENV["AWS_LAMBDA_LOG_FORMAT"].to_s.casecmp?("JSON")
      end

      # What loggers begin with, if the function's configuration says so.
      def level
        name = ENV["AWS_LAMBDA_LOG_LEVEL"].to_s.upcase
        name = "DEBUG" if name == "TRACE"
        %w[DEBUG INFO WARN ERROR FATAL].include?(name) ? Logger.const_get(name) : Logger::DEBUG
      end

      def clean(text)
        text.to_s.encode("UTF-8", invalid: :replace, undef: :replace).scrub
      end
    end

    # Lines of loggers name the invocation.
    class TextFormatter < Logger::Formatter
      LINE = "%s, [%s #%d] %5s %s -- %s: %s"
      private_constant :LINE

      def call(severity, time, program, message)
        LINE % [severity[0], format_datetime(time), Process.pid, severity, Logs.request_id, program, Logs.clean(msg2str(message))]
      end
    end

    # Lines of loggers as objects.
    class JsonFormatter < Logger::Formatter
      def call(severity, time, program, message)
        line = { timestamp: time.utc.strftime("%Y-%m-%dT%H:%M:%S.%6NZ"), level: severity }
        line[:message] = Logs.clean(message.is_a?(Exception) ? message.message : message.is_a?(String) ? message : message.inspect)
        line[:requestId] = Logs.request_id
        line[:logger] = program if program
        line.update(described(message)) if message.is_a?(Exception)
        Records::Line.new("#{JSON.generate(line)}\n", severity)
      end

      private

      def described(error)
        trace = error.backtrace || []
        { errorType: error.class.name, errorMessage: Logs.clean(error.message), stackTrace: trace, location: trace.first }
      end
    end

    # Loggers that would write to standard output or error, or nowhere.
    module Sink
      def initialize(device, *rest, level: nil, formatter: nil, **options)
        if !device || device.equal?($stdout) || device.equal?($stderr)
          formatter ||= Logs.json? ? JsonFormatter.new : TextFormatter.new
          super(Logs.records, *rest, level: level || Logs.level, formatter: formatter, **options)
        else
          super(device, *rest, level: level || Logger::DEBUG, formatter: formatter, **options)
        end
      end
    end
  end
end

LogFormatter = Samovar::Logs::TextFormatter
