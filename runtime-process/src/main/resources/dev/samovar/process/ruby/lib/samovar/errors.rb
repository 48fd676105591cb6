# frozen_string_literal: true

require "json"

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
      @message = error.message.to_s.encode("UTF-8", invalid: :replace, undef: :replace).scrub
      @trace = trace(error.backtrace_locations || [])
    end

    # The type that the platform is told.
    def type
      TOLD.include?(@name) ? @type : "Function<UserException>"
    end

    def body
      JSON.generate(described)
    end

    def log(title)
      puts title
      puts JSON.pretty_generate(described)
    end

    private

    def described
      { errorMessage: @message, errorType: @type, stackTrace: @trace }
    end

    # As far as it is the function's own.
    def trace(locations)
      locations.first(LONGEST_TRACE).take_while { |location| !location.path.to_s.start_with?(OURS) }
               .map { |location| Failure.shown(location.to_s).scrub }
    end
  end
end
