import logging

log = logging.getLogger()
log.setLevel("INFO")


def lambda_handler(event, context):
    log.info("greeting %s", event["name"])
    return {"greeting": f"Hello, {event['name']}!"}
