LOG = Logger.new($stdout)

def lambda_handler(event:, context:)
  LOG.info("greeting #{event["name"]}")
  { greeting: "Hello, #{event["name"]}!" }
end
