# frozen_string_literal: true

require "json"
require "stringio"

# How events become values and values become answers. Functions put methods of their own in their place.
module AwsLambda
  class Marshaller
    class << self
      # @param request answers headers by their names, and the event as `body`
      def marshall_request(request)
        request["Content-Type"] == "application/json" ? JSON.parse(request.body) : request.body
      end

      # The text of the answer; with a content type after it if it is not JSON.
      def marshall_response(response)
        case response
        when StringIO, IO then [response, "application/unknown"]
        else response.to_json
        end
      end
    end
  end
end
