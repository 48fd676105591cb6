# frozen_string_literal: true

require "net/http"
require_relative "context"
require_relative "errors"
require_relative "handler"
require_relative "logs"

module Samovar
  # What a function is asked, as a marshaller sees it: headers by their names, and the event.
  class Request
    include Net::HTTPHeader

    attr_reader :body

    def initialize(headers, body)
      initialize_http_header(headers.reject { |_, value| value.empty? })
      @body = body
    end
  end

  # An answer, or why there is none.
  #
  # @param status of the process, which ends; nil if it goes on
  Outcome = Struct.new(:answer, :failure, :status, keyword_init: true)

  # Loads a function and calls it.
  class Runtime
    # @param handler as it is configured
    def initialize(handler)
      @handler = handler
    end

    # Why it could not be loaded, if so.
    def load
      @lambda_handler = LambdaHandler.new(env_handler: @handler)
      require @lambda_handler.handler_file_name
      nil
    rescue Exception => e
      Failure.new(e, "Init").tap { |failure| failure.log("Init error when loading handler ") }
    end

    def serve(request, trace)
      Logs.request_id = request["Lambda-Runtime-Aws-Request-Id"]
      ENV["_X_AMZN_TRACE_ID"] = trace unless trace.empty?
      call(AwsLambda::Marshaller.marshall_request(request), LambdaContext.new(request))
    end

    private

    # A name that nothing has ends the process too, as do errors that programs do not expect to handle.
    def call(event, context)
      response, type = @lambda_handler.call_handler(request: event, context: context)
      answered(response, type)
    rescue NameError => e
      critical(e)
    rescue StandardError => e
      failed(e, "Error raised from handler method")
    rescue Exception => e
      critical(e)
    end

    def answered(response, type)
      Outcome.new(answer: (type == "application/unknown" ? response.read : response).to_s)
    rescue StandardError => e
      Outcome.new(failure: Failure.new(e, "Runtime"), status: 254)
    end

    def critical(error)
      failed(error, "Critical exception from handler", 255)
    end

    def failed(error, title, status = nil)
      failure = Failure.new(error, "Function")
      failure.log(title)
      Outcome.new(failure: failure, status: status)
    end
  end
end
