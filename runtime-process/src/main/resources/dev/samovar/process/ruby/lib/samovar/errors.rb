# frozen_string_literal: true

require "json"
require_relative "logs"

module Samovar
  # An error as callers are told of it.
  #
  # Source: AWS Lambda developer guide, "Define Lambda function handler in Ruby" and what Lambda answers.
  class Failure
    # The types that the platform is told by their own name.
    TOLD = %w[ArgumentError Exception LoadError NameError NoMethodError StandardError SystemExit SystemStackError].freeze
    LONGEST_TRACE = 100
    OURS = "#{__dir__}/"
    private_constant :TOLD, :LONGEST_TRACE, :OURS

    class << self
      # Where directories of Lambda's really are, if the machine cannot show them where Lambda has them.
      attr_writer :places

      def shown(line)
        (@places || {}).each { |real, named| line = line.sub("#{real}/", "#{named}/") }
        line
      end
    end

    attr_reader :message

    # @param classification `Function`, `Init` or `Runtime`
    def initialize(error, classification)
      @name = error.class.to_s
      @type = "#{classification}<#{@name}>"
      @message = message_of(error)
      @trace = trace(error)
    end

    # The type that the platform is told.
    def type
      TOLD.include?(@name) ? @type : "Function<UserException>"
    end

    def body
      JSON.generate(described)
    end

    def log(title)
      Logs.records.write("#{title}\n")
      Logs.records.write("#{JSON.pretty_generate(described)}\n")
    end

    private

    def described
      { errorMessage: @message, errorType: @type, stackTrace: @trace }
    end

    # Whatever a function's own class makes of it.
    def message_of(error)
      Logs.clean(error.message)
    rescue Exception
      @name
    end

    # Without the frames of this runtime.
    def trace(error)
      (error.backtrace_locations || []).first(LONGEST_TRACE).map { |location| Logs.clean(location) }
                                       .reject { |line| line.start_with?(OURS) }
                                       .map { |line| Failure.shown(line) }
    rescue Exception
      []
    end
  end
end
